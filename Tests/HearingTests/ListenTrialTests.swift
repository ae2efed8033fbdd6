import Audio
import CallTestKit
import PipelineTestKit
import Testing
import Understanding

@testable import Hearing

/// The decoder ends an utterance on trial, in its silence.
@Suite struct ListenTrialTests {
    private static let vowel = Duration.milliseconds(400)

    /// A vowel, a pause, a vowel and so on, and then nothing more.
    private static func speech(pauses: [Int], rest: Int = 900) -> Sound {
        var sound = Sound.silence(.milliseconds(600)) + .vowel(pitch: 140, vowel)
        for pause in pauses {
            sound = sound + .silence(.milliseconds(pause)) + .vowel(pitch: 140, vowel)
        }
        let quiet = sound + .silence(.milliseconds(rest))
        let length = Duration.milliseconds(quiet.pcm.count / 16)
        return Sound.white(length, level: -66).over(quiet)
    }

    /// What was asked of the decoder, without the samples.
    private static func order(_ ears: Ears) -> [ScriptedDecoder.Request] {
        ears.requests.elements.filter { if case .feed = $0 { false } else { true } }
    }

    private static func wait(_ utterance: Utterance) -> Int {
        utterance.endpoint.milliseconds - utterance.end.milliseconds
    }

    @Test func whatTheTrialHeardIsThereAtTheEndpoint() throws {
        let ears = Ears(["what does it cost"], completeness: .likely)
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(Self.order(ears) == [.begin, .end])
        #expect(utterance.text == "what does it cost")
        #expect(Self.wait(utterance) == 280)
        // Nothing is decoded of the silence that came after the trial.
        let fed = try #require(ears.requests.utterances.first)
        let trial = utterance.end.milliseconds + 160
        #expect(fed.count == (trial - utterance.start.milliseconds + 400) * 16)
    }

    @Test func aVoiceThatComesBackIsDecodedAsIfNothingHadBeen() throws {
        let ears = Ears(["what does it cost to register"], completeness: .likely)
        let sound = Self.speech(pauses: [240])
        ears.hear(sound)
        #expect(ears.utterances.map(\.text) == ["what does it cost to register"])
        #expect(Self.order(ears) == [.begin, .end, .resume, .end])
        let fed = try #require(ears.requests.utterances.first)
        let start = try #require(ears.speechStart).sample - 6_400
        #expect(sound.pcm[start...].starts(with: fed))
        let utterance = try #require(ears.utterances.first)
        #expect(fed.count == utterance.end.sample + 16 * 160 - start)
    }

    @Test func whoStammersCostsThreeTrials() throws {
        let ears = Ears(["i i i i want"], completeness: .likely)
        let sound = Self.speech(pauses: [240, 220, 260, 240, 200])
        ears.hear(sound)
        #expect(ears.utterances.count == 1)
        let order = Self.order(ears)
        #expect(order.count { $0 == .resume } == 3)
        #expect(order.count { $0 == .end } == 4)
        let fed = try #require(ears.requests.utterances.first)
        let start = try #require(ears.speechStart).sample - 6_400
        #expect(sound.pcm[start...].starts(with: fed))
    }

    @Test func whereTheWordsCannotBeTheEndTheTrialIsLater() throws {
        let ears = Ears(["i have"], completeness: .incomplete)
        ears.hear(Self.speech(pauses: [320]))
        // Nothing was tried in the pause of 320 ms, and in the last silence after 360.
        #expect(Self.order(ears) == [.begin, .end])
        let utterance = try #require(ears.utterances.first)
        #expect(Self.wait(utterance) == 780)
        let fed = try #require(ears.requests.utterances.first)
        let start = try #require(ears.speechStart).sample - 6_400
        #expect(fed.count == utterance.end.sample + 16 * 360 - start)
    }

    /// A last word that the first pass finds late: there is a trial before the endpoint.
    @Test func wordsThatComeLateAreTriedToo() throws {
        let said = ScriptedDecoder.Said(
            [Hypothesis(text: "what does it cost", posterior: 0.9)],
            partials: [
                .init(after: .zero, "what does it"),
                .init(after: .milliseconds(660) + Self.vowel, "what does it cost"),
            ])
        let ears = Ears([said]) { $0.hasSuffix("cost") ? .likely : .incomplete }
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(Self.wait(utterance) == 280)
        let fed = try #require(ears.requests.utterances.first)
        let tried = fed.count / 16 - 400 + utterance.start.milliseconds
        #expect(
            (utterance.end.milliseconds + 161...utterance.end.milliseconds + 280).contains(tried))
    }

    // MARK: What the trial tells

    private static func said(_ partial: String, final: String) -> ScriptedDecoder.Said {
        ScriptedDecoder.Said(
            [Hypothesis(text: final, posterior: 0.9)], partials: [.init(after: .zero, partial)])
    }

    @Test func aQuestionThatOnlyTheTrialHearsEndsAtOnce() throws {
        let ears = Ears([Self.said("what does", final: "what does it cost")]) {
            $0.hasSuffix("cost") ? .complete : .incomplete
        }
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(Self.wait(utterance) == 360)
    }

    @Test func aQuestionThatTheTrialDoesNotHearIsWaitedFor() throws {
        let ears = Ears([Self.said("what does it cost", final: "what does it")]) {
            $0.hasSuffix("cost") ? .complete : .incomplete
        }
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(Self.wait(utterance) == 780)
    }

    // MARK: A second hearing, by a closed grammar

    /// Heard as a fragment, and by the grammar as a command.
    private static func fragment(
        failing: ScriptedDecoder.Operation? = nil
    ) -> ScriptedDecoder.Said {
        var said: ScriptedDecoder.Said = "find you"
        said.closed = Hypothesis(text: "thank you", posterior: 0.9, isByGrammar: true)
        said.failing = failing
        return said
    }

    private static func ears(
        _ said: ScriptedDecoder.Said = fragment(), expecting: @escaping @Sendable () -> String?
    ) -> Ears {
        Ears([said], expecting: expecting) { $0 == "thank you" ? .command : .incomplete }
    }

    /// A command is waited for as what open speech made of it: the grammar hears some in the
    /// beginnings of sentences.
    @Test func itIsHeardAgainOnceAndEndsNoSooner() throws {
        let ears = Self.ears { "control" }
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(Self.wait(utterance) == 780)
        #expect(utterance.alternatives.map(\.text) == ["find you", "thank you"])
        #expect(Self.order(ears) == [.begin, .end, .hearAgain("control")])
    }

    @Test func itIsHeardAgainInTheSilence() {
        let ears = Self.ears { "branch" }
        // The sound ends in the pause, before the endpoint.
        ears.hear(Self.speech(pauses: [], rest: 440))
        #expect(ears.utterances.isEmpty)
        #expect(Self.order(ears) == [.begin, .end, .hearAgain("branch")])
    }

    /// The voice comes back: what the grammar made of the beginning counts for nothing.
    @Test func whoGoesOnIsHeardAgainAsAWhole() throws {
        let ears = Self.ears { "control" }
        ears.hear(Self.speech(pauses: [500]))
        let utterance = try #require(ears.utterances.first)
        #expect(ears.utterances.count == 1)
        #expect(utterance.alternatives.map(\.text) == ["find you", "thank you"])
        #expect(
            Self.order(ears) == [
                .begin, .end, .hearAgain("control"), .resume, .end, .hearAgain("control"),
            ])
    }

    @Test func whoReadsOutDigitsIsHeardAgainAtTheEnd() throws {
        let ears = Ears([Self.fragment()], expecting: { "number" }) { _ in .dictating }
        ears.hear(Self.speech(pauses: [700], rest: 1_400))
        #expect(ears.utterances.count == 1)
        #expect(Self.order(ears) == [.begin, .end, .resume, .end, .hearAgain("number")])
    }

    /// What the line waits for may change in the silence: the last of it counts.
    @Test(arguments: ["branch", "control", nil])
    func whatIsExpectedMayChange(then: String?) throws {
        let expected = Collected<String?>()
        expected.append("day")
        let ears = Self.ears { expected.elements.last ?? nil }
        ears.hear(Self.speech(pauses: [], rest: 440))
        expected.append(then)
        ears.finish()
        let utterance = try #require(ears.utterances.first)
        let words = then == nil ? ["find you"] : ["find you", "thank you"]
        #expect(utterance.alternatives.map(\.text) == words)
        let again = then.map { [ScriptedDecoder.Request.hearAgain($0)] } ?? []
        #expect(Self.order(ears) == [.begin, .end, .hearAgain("day")] + again)
    }

    @Test func aSecondHearingThatFailsIsOneFault() throws {
        let ears = Self.ears(Self.fragment(failing: .hearAgain)) { "control" }
        ears.hear(Self.speech(pauses: [500]))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.alternatives.map(\.text) == ["find you"])
        #expect(ears.faults == ["hear again by the grammar control"])
    }

    // MARK: Ends of other kinds

    @Test func theEndOfTheCallTakesWhatTheTrialHeard() throws {
        let ears = Ears(["what does it cost"], completeness: .likely)
        ears.hear(Self.speech(pauses: [], rest: 240))
        #expect(ears.utterances.isEmpty)
        #expect(Self.order(ears) == [.begin, .end])
        ears.finish()
        #expect(ears.utterances.map(\.text) == ["what does it cost"])
        #expect(Self.order(ears) == [.begin, .end])
    }

    @Test func theLongestUtteranceTakesWhatTheTrialHeard() throws {
        var timing = TurnTiming()
        timing.longestUtterance = .milliseconds(900)
        let ears = Ears(["one two three"], timing: timing) { _ in .dictating }
        ears.hear(Self.speech(pauses: []))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.isCutOff)
        #expect(utterance.text == "one two three")
        #expect(Self.order(ears) == [.begin, .end])
    }

    @Test func theLongestUtteranceMayComeAfterATrialThatWasTakenBack() throws {
        var timing = TurnTiming()
        timing.longestUtterance = .milliseconds(900)
        let ears = Ears(["what does it cost"], timing: timing) { _ in .likely }
        let sound = Self.speech(pauses: [240, 20])
        ears.hear(sound)
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.isCutOff)
        #expect(Self.order(ears).starts(with: [.begin, .end, .resume, .end]))
        let fed = try #require(ears.requests.utterances.first)
        #expect(fed.count == (900 + 400) * 16)
    }

    // MARK: Faults

    @Test func aTrialThatFailsIsOneFaultAndTheUtteranceEndsInItsTime() throws {
        let lost = ScriptedDecoder.Said(
            [Hypothesis(text: "lost", posterior: 1)],
            partials: [.init(after: .zero, "what does it cost")], failing: .end)
        let ears = Ears([lost]) { $0.isEmpty ? .incomplete : .likely }
        ears.hear(Self.speech(pauses: [240]))
        #expect(ears.faults == ["end the utterance"])
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.isLost)
        #expect(utterance.alternatives.isEmpty)
        #expect(Self.wait(utterance) == 500)
        // It is neither ended again nor gone on with.
        #expect(Self.order(ears) == [.begin, .end])
    }

    @Test func anUtteranceThatCannotBeGoneOnWithIsLost() throws {
        let lost = ScriptedDecoder.Said(
            [Hypothesis(text: "lost", posterior: 1)],
            partials: [.init(after: .zero, "what does it cost")], failing: .resume)
        let ears = Ears([lost, "what does it cost"]) { $0.isEmpty ? .incomplete : .likely }
        ears.hear(Self.speech(pauses: [240]))
        ears.hear(Self.speech(pauses: []), from: 2_600)
        #expect(ears.faults == ["resume the utterance"])
        #expect(ears.utterances.map(\.isLost) == [true, false])
        #expect(ears.utterances.map(\.text) == ["", "what does it cost"])
    }
}
