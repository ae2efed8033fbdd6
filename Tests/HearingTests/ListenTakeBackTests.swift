import Audio
import CallTestKit
import PipelineTestKit
import Testing
import Understanding

@testable import Hearing

/// The caller goes on after an endpoint: it came too soon, and is taken back.
@Suite struct ListenTakeBackTests {
    /// Ends 280 ms after the voice.
    private static let question: ScriptedDecoder.Said = "what does it cost"
    private static let vowel = Duration.milliseconds(400)

    /// A vowel, a pause, a vowel, and then nothing more.
    private static func speech(
        pause: Int, vowel second: Duration = vowel, times: Int = 1
    ) -> Sound {
        var quiet = Sound.silence(.milliseconds(600)) + .vowel(pitch: 140, vowel)
        for _ in 0..<times {
            quiet = quiet + .silence(.milliseconds(pause)) + .vowel(pitch: 140, second)
        }
        quiet = quiet + .silence(.milliseconds(1_500))
        let length = Duration.milliseconds(quiet.pcm.count / 16)
        return Sound.white(length, level: -66).over(quiet)
    }

    private static func ears(
        _ script: [ScriptedDecoder.Said] = [question, question],
        expecting: @escaping @Sendable () -> String? = { nil }
    ) -> Ears {
        Ears(script, expecting: expecting) { _ in .likely }
    }

    private static func order(_ ears: Ears) -> [ScriptedDecoder.Request] {
        ears.requests.elements.filter { if case .feed = $0 { false } else { true } }
    }

    /// Without ticks and partials.
    private static func names(_ ears: Ears) -> [String] {
        ears.heard.map(\.name).filter { $0 != "tick" && $0 != "partial" }
    }

    private static let twice = ["started", "ended", "utterance", "started", "ended", "utterance"]

    @Test func whoGoesOnAtOnceWasNotFinished() throws {
        let ears = Self.ears()
        let sound = Self.speech(pause: 420)
        ears.hear(sound)
        #expect(
            Self.names(ears) == ["started", "ended", "utterance", "resumed", "ended", "utterance"])
        #expect(Self.order(ears) == [.begin, .end, .resume, .end])
        let (first, whole) = try (
            #require(ears.utterances.first), #require(ears.utterances.last)
        )
        #expect(first.endpoint.duration(since: first.end) == .milliseconds(280))
        #expect(whole.start == first.start)
        #expect(whole.end.duration(since: first.end) >= .milliseconds(420) + Self.vowel)
        #expect(whole.voicedFrameCount >= first.voicedFrameCount + 20)
        // The decoder has all of the sound, once and in order.
        let fed = try #require(ears.requests.utterances.first)
        let start = first.start.sample - 6_400
        #expect(sound.pcm[start...].starts(with: fed))
        let trial = Duration.milliseconds(160)
        #expect(fed.count == whole.end.sample - start + SampleRate.wideband.samples(in: trial))
    }

    @Test func whenTheVoiceCameBackIsTold() throws {
        let ears = Self.ears()
        ears.hear(Self.speech(pause: 420))
        let first = try #require(ears.utterances.first)
        let back = ears.heard.compactMap { heard -> MediaTime? in
            if case .speechResumed(let time) = heard { time } else { nil }
        }
        let pause = try #require(back.first).duration(since: first.end)
        #expect((.milliseconds(380) ... .milliseconds(440)).contains(pause))
    }

    /// The endpoint comes 280 ms after the voice, and a voice up to 300 ms later goes on.
    @Test(arguments: [(300, true), (560, true), (640, false), (900, false)])
    func whoBeginsLaterAnswersTheLine(pause: Int, goesOn: Bool) {
        let ears = Self.ears()
        ears.hear(Self.speech(pause: pause))
        #expect(Self.names(ears).contains("resumed") == goesOn)
        #expect((Self.names(ears) == Self.twice) == !goesOn)
        let order = Self.order(ears)
        #expect(order == (goesOn ? [.begin, .end, .resume, .end] : [.begin, .end, .begin, .end]))
    }

    @Test func aClickTakesNothingBack() {
        let ears = Self.ears()
        ears.hear(Self.speech(pause: 420, vowel: .milliseconds(60)))
        #expect(Self.names(ears) == ["started", "ended", "utterance"])
        #expect(Self.order(ears) == [.begin, .end])
    }

    /// What the line has asked for is given in its own time, and something is done about it.
    @Test(arguments: [("branch", false), ("control", true)])
    func notWhereTheLineHasAskedForOneThing(expected: String, goesOn: Bool) {
        let ears = Self.ears(expecting: { expected })
        ears.hear(Self.speech(pause: 560))
        #expect(Self.names(ears).contains("resumed") == goesOn)
    }

    @Test func aKeyInBetweenSettlesIt() {
        let ears = Self.ears()
        let sound = Self.speech(pause: 500)
        for (index, frame) in sound.frames.enumerated() {
            ears.handle(.frame(frame))
            if index * 20 == 1_300 { ears.handle(.dtmf("1")) }
        }
        let names = Self.names(ears)
        #expect(names.firstIndex(of: "dtmf") == names.firstIndex(of: "utterance").map { $0 + 1 })
        #expect(names.filter { $0 != "dtmf" } == Self.twice)
    }

    @Test func aDecoderThatCannotGoOnLosesTheUtterance() throws {
        var said = Self.question
        said.failing = .resume
        let ears = Self.ears([said])
        ears.hear(Self.speech(pause: 420))
        #expect(ears.faults == ["resume the utterance"])
        let whole = try #require(ears.utterances.last)
        #expect(whole.isLost && whole.alternatives.isEmpty)
    }

    /// All of it counts, from its first voice; and who was cut off in the middle of a word is not
    /// taken back.
    @Test func noUtteranceIsLongerForIt() throws {
        var timing = TurnTiming()
        timing.longestUtterance = .seconds(3)
        let ears = Ears([Self.question, ""], timing: timing) { _ in .likely }
        ears.hear(Self.speech(pause: 420, vowel: .seconds(4)))
        #expect(
            Self.names(ears).prefix(9) == [
                "started", "ended", "utterance", "resumed", "ended", "utterance", "started",
                "ended", "utterance",
            ])
        let cut = try #require(ears.utterances.dropFirst().first)
        #expect(cut.isCutOff)
        let length = cut.endpoint.duration(since: cut.start)
        #expect((.milliseconds(2_960) ... .milliseconds(3_040)).contains(length))
    }

    /// Noise that comes again and again keeps nobody from an answer.
    @Test func anEndpointIsTakenBackTwiceAtMost() {
        let ears = Self.ears()
        ears.hear(Self.speech(pause: 420, times: 4))
        let ends = ["resumed", "ended", "utterance"]
        #expect(
            Self.names(ears) == ["started", "ended", "utterance"] + ends + ends
                + ["started", "ended", "utterance"] + ends)
    }

    /// What the line did about it cannot be undone.
    @Test func nobodyGoesOnWithWhatIsSettled() {
        let ears = Ears([Self.question, Self.question], isSettled: { true }) { _ in .likely }
        ears.hear(Self.speech(pause: 420))
        #expect(Self.names(ears) == Self.twice)
    }

    /// A decoder is lent for an utterance: it is given back when nobody goes on with it.
    @Test(arguments: [(420, [4]), (900, [2, 4])])
    func theDecoderIsLetGoOf(pause: Int, after: [Int]) {
        let ears = Self.ears()
        ears.hear(Self.speech(pause: pause))
        let orders = ears.rests.elements.map { count in
            ears.requests.elements.prefix(count).filter {
                if case .feed = $0 { false } else { true }
            }
            .count
        }
        #expect(orders == after)
    }

    @Test func theCallMayEndMeanwhile() {
        let ears = Self.ears()
        let frames = Self.speech(pause: 420).frames.prefix(68)
        for frame in frames { ears.handle(.frame(frame)) }
        #expect(ears.utterances.count == 1)
        #expect(ears.rests.elements.isEmpty)
        ears.finish()
        #expect(ears.utterances.count == 1)
        #expect(ears.rests.elements.count == 1)
    }
}
