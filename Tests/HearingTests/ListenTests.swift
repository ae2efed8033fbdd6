import Audio
import CallTestKit
import PipelineTestKit
import Testing
import Understanding

@testable import Hearing

@Suite struct ListenTests {
    /// A question between two silences, or in a room in which no two samples are
    /// alike for long.
    static func question(
        after silence: Duration = .milliseconds(600), _ length: Duration = .milliseconds(400),
        rest: Duration = .milliseconds(700), inRoom: Bool = false, rate: SampleRate = .wideband
    ) -> Sound {
        let sound =
            Sound.silence(silence, rate: rate) + .vowel(pitch: 140, length, rate: rate)
            + .silence(rest, rate: rate)
        guard inRoom else { return sound }
        return Sound.white(silence + length + rest, level: -66, rate: rate).over(sound)
    }

    // MARK: What the decoder hears

    @Test func theDecoderHears400MillisecondsFromBeforeTheOnset() throws {
        let ears = Ears(["what does it cost"])
        let sound = Self.question(inRoom: true)
        ears.hear(sound)
        let start = try #require(ears.speechStart)
        #expect(start.milliseconds == 600)
        let fed = try #require(ears.requests.utterances.first)
        let pcm = sound.pcm
        let first = start.sample - 6_400
        #expect(pcm[first...].starts(with: fed))
    }

    @Test func theDecoderHearsWhatThereIsWhenTheCallBeginsWithSpeech() throws {
        let ears = Ears(["hello"])
        let sound = Self.question(after: .milliseconds(100), inRoom: true)
        ears.hear(sound)
        let fed = try #require(ears.requests.utterances.first)
        #expect(ears.speechStart?.milliseconds == 100)
        #expect(sound.pcm.starts(with: fed))
    }

    @Test func theDecoderHearsEverySampleUpToTheEndpointOnce() throws {
        let ears = Ears(["what does it cost"])
        let sound = Self.question()
        ears.hear(sound)
        let said = try #require(ears.utterances.first)
        let fed = try #require(ears.requests.utterances.first)
        #expect(fed.count == said.endpoint.sample - said.start.sample + 6_400)
    }

    @Test func theDecoderIsNotUsedBetweenUtterances() {
        let ears = Ears([])
        ears.hear(.white(.seconds(1), level: -66))
        #expect(ears.requests.elements.isEmpty)
    }

    @Test func twoUtterancesShareNoSound() throws {
        let ears = Ears(["what does it cost", "to register"])
        let sound =
            Self.question(rest: .milliseconds(500), inRoom: true)
            + Self.question(after: .zero, inRoom: true)
        ears.hear(sound)
        #expect(ears.utterances.map(\.text) == ["what does it cost", "to register"])
        let utterances = ears.requests.utterances
        let first = try #require(ears.utterances.first)
        let second = try #require(utterances.last)
        #expect(utterances.count == 2)
        #expect(sound.pcm[first.endpoint.sample...].starts(with: second))
    }

    // MARK: What is told

    @Test func anUtteranceIsToldInOrderWithItsMediaTimes() throws {
        let ears = Ears(["what does it cost"])
        ears.hear(Self.question())
        #expect(
            ears.heard.filter { !$0.isTick }.map(\.name)
                == ["started", "partial", "ended", "utterance"])
        let said = try #require(ears.utterances.first)
        #expect(said.text == "what does it cost")
        #expect(said.start.milliseconds == 600)
        // The window of a frame reaches 12 ms back.
        #expect((1_000...1_020).contains(said.end.milliseconds))
        #expect(said.endpoint.milliseconds == said.end.milliseconds + 160)
        #expect(said.voicedFrameCount == (said.end.milliseconds - 600) / 20)
        #expect(ears.heard.contains(.speechEnded(said.end)))
    }

    @Test func speechIsToldInTheFrameThatMakesItCertain() throws {
        let ears = Ears(["hello"])
        ears.hear(Self.question())
        let place = try #require(ears.heard.firstIndex { $0.name == "started" })
        guard case .tick(let before) = ears.heard[place - 1] else {
            Issue.record("no tick before"); return
        }
        #expect(before.milliseconds == 600 + 120 - 20)
    }

    @Test func everyFrameIsATick() {
        let ears = Ears(["hello"])
        let sound = Self.question()
        ears.hear(sound)
        let ticks = ears.heard.compactMap { heard -> MediaTime? in
            if case .tick(let time) = heard { time } else { nil }
        }
        #expect(ticks == sound.frames.map(\.end))
    }

    @Test func newWordsAreToldEvery200Milliseconds() {
        let said = ScriptedDecoder.Said(
            [Hypothesis(text: "one two three", posterior: 1)],
            partials: [
                .init(after: .zero, "one"), .init(after: .milliseconds(780), "one two"),
                .init(after: .milliseconds(880), "one two three"),
            ])
        let ears = Ears([said])
        ears.hear(Self.question(.milliseconds(700)))
        #expect(ears.partials == ["one", "one two three"])
    }

    @Test func wordsThatStayTheSameAreNotToldAgain() {
        let ears = Ears(["one"])
        ears.hear(Self.question(.milliseconds(900)))
        #expect(ears.partials == ["one"])
    }

    @Test func aVoiceWithoutWordsIsAnUtteranceWithoutAlternatives() {
        let ears = Ears([])
        ears.hear(Self.question())
        #expect(ears.utterances.map(\.alternatives) == [[]])
    }

    @Test func aKeyIsPassedOn() {
        let ears = Ears([])
        ears.handle(.dtmf("7"))
        #expect(ears.heard == [.dtmf("7")])
    }

    @Test func aLostFrameShowsInTheTimesThatFollow() throws {
        let ears = Ears(["hello"])
        let frames = Self.question().frames
        for frame in frames {
            let late = frame.start.advanced(by: .seconds(2))
            ears.handle(.frame(AudioFrame(start: late, samples: frame.samples)))
        }
        #expect(ears.utterances.first?.start.milliseconds == 2_600)
    }

    // MARK: When it is over

    @Test(arguments: [(Completeness.complete, 160), (.incomplete, 780), (.dictating, 1_200)])
    func theEndpointWaitsForWhatIsMissing(said: Completeness, pause: Int) throws {
        let ears = Ears(["something"], completeness: said)
        ears.hear(Self.question(after: .milliseconds(200), rest: .milliseconds(1_300)))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.endpoint.milliseconds - utterance.end.milliseconds == pause)
    }

    @Test func theWordsSoFarDecideWhetherAPauseIsTheEnd() throws {
        let said = ScriptedDecoder.Said(
            [Hypothesis(text: "what does it cost", posterior: 1)],
            partials: [
                .init(after: .zero, "what does"),
                .init(after: .milliseconds(1_000), "what does it cost"),
            ])
        let ears = Ears([said]) { $0.hasSuffix("cost") ? .complete : .incomplete }
        ears.hear(Self.question())
        let utterance = try #require(ears.utterances.first)
        // A second of sound was fed 600 ms after the beginning, 200 ms into the pause; the words are
        // looked at next after 280.
        #expect(utterance.endpoint.milliseconds == 600 + 680)
    }

    @Test(arguments: [(0.5, 160), (0.1, 280), (0.001, 400)])
    func theModelSaysHowProbableTheEndIs(probability: Double, pause: Int) throws {
        let said = ScriptedDecoder.Said(
            [Hypothesis(text: "what does it cost", posterior: 1)],
            partials: [.init(after: .zero, "what does it cost")],
            ends: ["what does it cost": probability])
        let ears = Ears([said], completeness: .complete)
        ears.hear(Self.question(rest: .milliseconds(900)))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.endpoint.milliseconds - utterance.end.milliseconds == pause)
    }

    @Test func whoReadsOutDigitsMayPause() throws {
        let ears = Ears(["one two"], completeness: .dictating)
        ears.hear(Self.question(after: .milliseconds(200), rest: .milliseconds(1_300)))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.endpoint.milliseconds - utterance.end.milliseconds == 1_200)
    }

    @Test func theEndOfTheCallEndsTheUtterance() throws {
        let ears = Ears(["what does"])
        let sound = Self.question(rest: .milliseconds(60), inRoom: true)
        ears.hear(sound)
        #expect(ears.utterances.isEmpty)
        ears.finish()
        #expect(ears.utterances.map(\.text) == ["what does"])
        let fed = try #require(ears.requests.utterances.first)
        #expect(fed.elementsEqual(sound.pcm.dropFirst(9_600 - 6_400)))
    }

    @Test func theEndOfAQuietCallTellsNothing() {
        let ears = Ears(["never said"])
        ears.hear(.white(.milliseconds(200), level: -66))
        let count = ears.heard.count
        ears.finish()
        #expect(ears.heard.count == count)
    }

    // MARK: Telephone lines

    @Test func anUtteranceHasTheSameTimesAt8KilohertzAsAt16() throws {
        let wide = Ears(["hello"])
        wide.hear(Self.question())
        let narrow = Ears(["hello"], rate: .telephone)
        narrow.hear(Self.question(rate: .telephone))
        let one = try #require(wide.utterances.first)
        let other = try #require(narrow.utterances.first)
        #expect(other.start.rate == .telephone)
        #expect(abs(other.start.milliseconds - one.start.milliseconds) < 20)
        #expect(abs(other.end.milliseconds - one.end.milliseconds) < 20)
        #expect(abs(other.voicedFrameCount - one.voicedFrameCount) <= 1)
    }

    /// What the resampler holds back is some milliseconds, and makes no frame of them.
    @Test func aTelephoneIsWaitedForHardlyLonger() throws {
        func waited(at rate: SampleRate) throws -> Duration {
            let ears = Ears(["hello"], rate: rate)
            ears.hear(Self.question(rate: rate))
            let utterance = try #require(ears.utterances.first)
            return utterance.endpoint.duration(since: utterance.end)
        }
        #expect(
            try waited(at: .telephone) - waited(at: .wideband) < .milliseconds(10))
    }

    @Test func theDecoderHearsTelephoneSoundAt16Kilohertz() throws {
        let ears = Ears(["hello"], rate: .telephone)
        let sound = Self.question(inRoom: true, rate: .telephone)
        ears.hear(sound)
        let fed = try #require(ears.requests.utterances.first)
        let whole = Resampler.convert(sound.pcm, from: .telephone, to: .wideband)
        let start = try #require(ears.speechStart).converted(to: .wideband).sample - 6_400
        #expect(whole[start...].starts(with: fed))
    }

    @Test func framesOfOtherLengthsAreHeardAlike() throws {
        let whole = Ears(["hello"])
        let sound = Self.question()
        whole.hear(sound)
        let cut = Ears(["hello"])
        let pcm = sound.pcm
        for start in stride(from: 0, to: pcm.count - 159, by: 160) {
            cut.handle(
                .frame(
                    AudioFrame(
                        start: MediaTime(sample: start, rate: .wideband),
                        samples: Array(pcm[start..<start + 160]))))
        }
        #expect(cut.utterances == whole.utterances)
        #expect(cut.requests.utterances.elementsEqual(whole.requests.utterances))
    }
}
