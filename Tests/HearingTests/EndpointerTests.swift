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
                finality: Finality(completeness), endProbability: endProbability)
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

    // MARK: Slack

    /// A frame of speech may lie until the shortest pause after it would be over, one of a
    /// pause so much less; between utterances none may.
    @Test func whoSpeaksWaitsForNothing() {
        var ears = Steps()
        _ = ears.steps(5, .vowel)
        #expect(ears.endpointer.slack == .zero)
        _ = ears.steps(5, .vowel)
        #expect(ears.endpointer.slack == .milliseconds(140))
        _ = ears.steps(5, .nothing)
        #expect(ears.endpointer.slack == .milliseconds(40))
        _ = ears.steps(15, .nothing)
        #expect(ears.endpointer.slack == .zero)
        _ = ears.steps(100, .nothing)
        #expect(ears.endpointer.slack == .zero)
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
        (Completeness.complete, 8), (.likely, 14), (.incomplete, 39), (.dictating, 60),
    ])
    func thePauseThatEndsSpeechDependsOnWhatWasSaid(said: Completeness, frames: Int) {
        var ears = Steps()
        ears.completeness = said
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == frames)
    }

    /// How probable the end is shortens the pause of a command and of a whole question.
    @Test(arguments: [
        (Completeness.complete, 0.9, 8), (.complete, 0.2, 8), (.complete, 0.19, 14),
        (.command, 0.2, 8), (.command, 0, 20), (.likely, 0.9, 14), (.incomplete, 0.9, 39),
        (.incomplete, 0.005, 39), (.incomplete, 0.004, 45), (.dictating, 0.9, 60),
        (.dictating, 0, 60),
    ])
    func thePauseThatEndsSpeechDependsOnHowProbableTheEndIs(
        said: Completeness, probability: Double, frames: Int
    ) {
        var timing = TurnTiming()
        (timing.certainEnd, timing.impossibleEnd) = (0.2, 0.005)
        var ears = Steps(timing)
        ears.completeness = said
        ears.endProbability = probability
        _ = ears.steps(20, .vowel)
        #expect(ears.silenceToEnd() == frames)
    }

    /// The odds of the words and of their end in the language model, together.
    @Test(arguments: [
        (0.2, 1.0, 14), (0.19, 1, 20), (-0.6, 1, 20), (-0.61, 1, 22), (-1.3, 1, 22), (-1.31, 1, 39),
        (0.94, 0.1, 14),
        (0.93, 0.1, 20), (0.14, 0.1, 20), (0.13, 0.1, 22), (0.2, nil, 14), (0.19, nil, 20),
        (2.42, 0, 14), (2.42, 0.000_1, 14), (2.4, 0, 20),
    ])
    func whatIsRatherOverThanNotIsWaitedForLess(
        logOdds: Double, probability: Double?, frames: Int
    ) {
        var endpointer = Endpointer(timing: TurnTiming())
        let progress = Endpointer.Progress(
            finality: Finality(.likely, logOdds: logOdds), endProbability: probability)
        for _ in 0..<20 { _ = endpointer.step(.vowel) { progress } }
        let verdicts = (0..<60).map { _ in endpointer.step(.nothing) { progress } }
        #expect(verdicts.firstIndex(of: .ended) == frames - 1)
    }

    @Test(arguments: [
        (Finality(.incomplete), 25), (Finality(.likely, logOdds: -2), 25),
        (Finality(.likely), 14), (Finality(.dictating), 60),
    ])
    func anAnswerToWhatWasAskedForIsNotWaitedForAsLong(said: Finality, frames: Int) {
        var endpointer = Endpointer(timing: TurnTiming())
        let progress = Endpointer.Progress(finality: said, isBrief: true, endProbability: 0.05)
        for _ in 0..<20 { _ = endpointer.step(.vowel) { progress } }
        let verdicts = (0..<60).map { _ in endpointer.step(.nothing) { progress } }
        #expect(verdicts.firstIndex(of: .ended) == frames - 1)
    }

    /// The last pass begins as soon as the words so far would end within its time.
    @Test(arguments: [
        (Finality(.complete), 0.9, [8, 14, 18]), (Finality(.complete), 0.1, [8, 14, 18]),
        (Finality(.likely, logOdds: 0), 0.9, [14, 18]), (Finality(.incomplete), 0.9, [18]),
        (Finality(.dictating), 0.9, [18]), (Finality(.command), 0.1, [8, 14, 18]),
    ])
    func theDecoderEndsOnTrialInTime(said: Finality, probability: Double, trials: [Int]) {
        let endpointer = Endpointer(timing: TurnTiming())
        let progress = Endpointer.Progress(finality: said, endProbability: probability)
        #expect(
            endpointer.trials.filter { endpointer.isTrial(silent: $0, progress) } == trials)
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
        _ = ears.steps(38, .nothing)
        #expect(ears.step(.hiss) == .speaking)
        #expect(ears.silenceToEnd() == 39)
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
        #expect(ears.silenceToEnd() == 39)
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
