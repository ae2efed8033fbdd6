import Testing
import Understanding

@testable import Hearing

@Suite struct EndpointerTests {
    /// Steps an endpointer, a frame at a time.
    struct Steps {
        var endpointer: Endpointer
        var completeness = Completeness.incomplete
        var endProbability: Double?
        var questionCount = 0

        init(_ timing: TurnTiming = TurnTiming()) { endpointer = Endpointer(timing: timing) }

        mutating func step(_ evidence: VoiceEvidence) -> Endpointer.Verdict {
            var wasAsked = 0
            let progress = Endpointer.Progress(
                completeness: completeness, endProbability: endProbability)
            let verdict = endpointer.step(evidence) {
                wasAsked += 1
                return progress
            }
            questionCount += wasAsked
            return verdict
        }

        mutating func steps(_ count: Int, _ evidence: VoiceEvidence) -> [Endpointer.Verdict] {
            (0..<count).map { _ in step(evidence) }
        }

        /// The frames of silence that end the utterance.
        mutating func silenceToEnd() -> Int? {
            for count in 1...200 where step(.nothing) == .ended { return count }
            return nil
        }
    }

    // MARK: Onset

    @Test func speechBeginsAfter120MillisecondsOfVoice() {
        var ears = Steps()
        #expect(ears.steps(3, .nothing) == [.silence, .silence, .silence])
        #expect(ears.steps(5, .vowel).allSatisfy { $0 == .silence })
        #expect(ears.step(.vowel) == .started(framesAgo: 5))
        #expect(ears.step(.vowel) == .speaking)
    }

    @Test func aVoiceOf100MillisecondsIsAClick() {
        var ears = Steps()
        _ = ears.steps(5, .vowel)
        #expect(ears.steps(50, .nothing).allSatisfy { $0 == .silence })
    }

    @Test func anOnsetMayHaveTwoHoles() {
        var ears = Steps()
        let frames: [VoiceEvidence] = [
            .vowel, .nothing, .vowel, .vowel, .nothing, .vowel, .vowel, .vowel,
        ]
        #expect(frames.map { ears.step($0) }.last == .started(framesAgo: 7))
    }

    @Test func anOnsetWithThreeHolesIsNone() {
        var ears = Steps()
        let pattern: [VoiceEvidence] = [.vowel, .vowel, .nothing, .vowel, .nothing]
        let verdicts = (0..<50).map { ears.step(pattern[$0 % pattern.count]) }
        #expect(verdicts.allSatisfy { $0 == .silence })
    }

    @Test func theBeginningIsTheFirstVoiceOfTheOnset() {
        var ears = Steps()
        _ = ears.steps(20, .nothing)
        _ = ears.step(.vowel)
        _ = ears.step(.nothing)
        #expect(ears.steps(5, .vowel).last == .started(framesAgo: 6))
    }

    @Test func hissAloneNeverBeginsSpeech() {
        var ears = Steps()
        #expect(ears.steps(100, .hiss).allSatisfy { $0 == .silence })
    }

    @Test func hissBeforeAVowelBelongsToTheWord() {
        var ears = Steps()
        #expect(ears.steps(6, .hiss).allSatisfy { $0 == .silence })
        #expect(ears.step(.vowel) == .silence)
        #expect(ears.step(.vowel) == .started(framesAgo: 7))
    }

    @Test func oneVowelFrameInHissIsNotEnough() {
        var ears = Steps()
        _ = ears.steps(4, .hiss)
        #expect(ears.step(.vowel) == .silence)
        #expect(ears.steps(20, .hiss).allSatisfy { $0 == .silence })
    }

    // MARK: End

    /// A pause ends in the first frame after which it is as long as the rule says.
    @Test(arguments: [
        (Completeness.complete, 8), (.likely, 20), (.incomplete, 35), (.dictating, 60),
    ])
    func thePauseThatEndsSpeechDependsOnWhatWasSaid(said: Completeness, frames: Int) {
        var ears = Steps()
        ears.completeness = said
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == frames)
    }

    /// How probable the end is shortens the pause, or lengthens it.
    @Test(arguments: [
        (Completeness.complete, 0.9, 8), (.complete, 0.2, 8), (.complete, 0.19, 20),
        (.complete, 0.05, 20), (.complete, 0.04, 35), (.complete, 0, 35), (.command, 0.2, 8),
        (.command, 0, 20), (.likely, 0.9, 20), (.likely, 0.05, 20), (.likely, 0.04, 35),
        (.likely, 0, 35), (.incomplete, 0.9, 35), (.incomplete, 0.005, 35),
        (.incomplete, 0.004, 45), (.dictating, 0.9, 60), (.dictating, 0, 60),
    ])
    func thePauseThatEndsSpeechDependsOnHowProbableTheEndIs(
        said: Completeness, probability: Double, frames: Int
    ) {
        var timing = TurnTiming()
        (timing.certainEnd, timing.likelyEnd, timing.impossibleEnd) = (0.2, 0.05, 0.005)
        var ears = Steps(timing)
        ears.completeness = said
        ears.endProbability = probability
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == frames)
    }

    @Test(arguments: [(Completeness.incomplete, 25), (.likely, 25), (.dictating, 60)])
    func anAnswerToWhatWasAskedForIsNotWaitedForAsLong(said: Completeness, frames: Int) {
        var endpointer = Endpointer(timing: TurnTiming())
        let progress = Endpointer.Progress(
            completeness: said, isBrief: true, endProbability: 0.05)
        for _ in 0..<20 { _ = endpointer.step(.vowel) { progress } }
        let verdicts = (0..<60).map { _ in endpointer.step(.nothing) { progress } }
        #expect(verdicts.firstIndex(of: .ended) == frames - 1)
    }

    @Test(arguments: [nil, 0, 0.5, 1])
    func dictationIsGivenItsTimeHoweverProbableTheEnd(probability: Double?) {
        var ears = Steps()
        ears.completeness = .dictating
        ears.endProbability = probability
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == 60)
    }

    @Test func aQuestionThatIsCompletedInAPauseEndsThere() {
        var ears = Steps()
        _ = ears.steps(20, .vowel)
        #expect(ears.steps(12, .nothing).allSatisfy { $0 == .speaking })
        ears.completeness = .complete
        #expect(ears.step(.nothing) == .ended)
    }

    @Test func aVoiceInAPauseBeginsThePauseAnew() {
        var ears = Steps()
        _ = ears.steps(20, .vowel)
        _ = ears.steps(34, .nothing)
        #expect(ears.step(.hiss) == .speaking)
        #expect(ears.silenceToEnd() == 35)
    }

    @Test func nobodyIsAskedWhileThereIsAVoiceOrAShortPause() {
        var ears = Steps()
        _ = ears.steps(20, .vowel)
        _ = ears.steps(7, .nothing)
        #expect(ears.questionCount == 0)
        _ = ears.step(.nothing)
        #expect(ears.questionCount == 1)
    }

    @Test func anUtteranceIsNoLongerThan13Seconds() {
        var ears = Steps()
        let verdicts = ears.steps(650, .vowel)
        #expect(verdicts.firstIndex(of: .cutOff) == 649)
        #expect(!verdicts.contains(.ended))
    }

    @Test func dictationIsNoLongerThan13SecondsEither() {
        var ears = Steps()
        ears.completeness = .dictating
        _ = ears.steps(600, .vowel)
        #expect(ears.steps(50, .nothing).firstIndex(of: .cutOff) == 49)
    }

    @Test func theNextUtteranceNeedsAnOnsetOfItsOwn() {
        var ears = Steps()
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == 35)
        #expect(ears.steps(5, .vowel).allSatisfy { $0 == .silence })
        #expect(ears.step(.vowel) == .started(framesAgo: 5))
    }

    @Test func aLineMayHaveATimingOfItsOwn() {
        var timing = TurnTiming()
        timing.onset = .milliseconds(200)
        timing.completePause = .milliseconds(300)
        timing.longestUtterance = .seconds(1)
        var ears = Steps(timing)
        ears.completeness = .complete
        #expect(ears.steps(10, .vowel).last == .started(framesAgo: 9))
        #expect(ears.silenceToEnd() == 15)
        _ = ears.steps(10, .vowel)
        #expect(ears.steps(40, .vowel).last == .cutOff)
    }
}
