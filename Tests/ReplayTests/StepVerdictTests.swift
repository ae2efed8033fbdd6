import Foundation
import Knowledge
import Testing
import Transcript

@testable import Replay

@Suite struct StepVerdictTests {
    private static let answered = TranscriptEvent.answerChosen(
        .init(outcome: .answer, answer: "residence.temporary.fee", score: 0.9))
    private static let obeyed = TranscriptEvent.answerChosen(
        .init(outcome: .smalltalk, answer: "stop", score: 1))

    private static func said(_ text: String, from start: Int = 0, to end: Int = 100) -> (
        TranscriptEvent, Int
    ) {
        let said = TranscriptEvent.AgentSaid(
            text: text, heard: text, complete: true, startMS: start, endMS: end)
        return (.agentSaid(said), end)
    }

    /// The events as a transcript has them.
    private func records(_ events: [(TranscriptEvent, Int)]) -> [TranscriptRecord] {
        var chain = TranscriptChain(
            call: "c", line: "l", start: TranscriptTime(milliseconds: 0))
        return events.map { chain.append($0.0, ms: $0.1).record }
    }

    private func failures(
        _ expected: Scenario.Expectation, _ events: [TranscriptEvent]
    ) -> [String] {
        StepVerdict(
            step: 0, expected, events: records(events.map { ($0, 100) }).map(\.json),
            facts: { $0 == "residence.temporary.fee" ? ["RES-09"] : [] }
        ).failures
    }

    // MARK: One expectation

    @Test func anAnswerIsExpectedByItsEntryOrItsFact() {
        for id in ["residence.temporary.fee", "RES-09"] {
            #expect(failures(.init(answer: ["other", id]), [Self.answered]) == [])
        }
        #expect(
            failures(.init(answer: ["RES-08", "RES-10"]), [Self.answered])
                == ["answered residence.temporary.fee, not RES-08, RES-10"])
        #expect(
            failures(.init(answer: ["RES-08"]), [Self.obeyed])
                == ["answered nothing, not RES-08"])
    }

    @Test func anOutcomeIsExpectedByItsName() {
        #expect(failures(.init(outcome: "answer"), [Self.answered]) == [])
        #expect(failures(.init(outcome: "control"), [Self.obeyed]) == [])
        #expect(
            failures(.init(outcome: "clarify"), [Self.answered])
                == ["outcome answer, not clarify"])
        #expect(failures(.init(outcome: "nomatch"), []) == ["outcome nothing, not nomatch"])
    }

    @Test func aControlIsExpectedByItsKey() {
        #expect(failures(.init(control: "stop"), [Self.obeyed]) == [])
        #expect(failures(.init(control: "help"), [Self.obeyed]) == ["no control 'help'"])
    }

    @Test func textIsExpectedInAnyCaseAndWithAlternatives() {
        let events = [Self.said("Fifteen thousand dong.").0, Self.said("Anything else?").0]
        #expect(failures(.init(contains: ["fifteen", "ELSE"]), events) == [])
        #expect(failures(.init(contains: ["15,000|fifteen thousand"]), events) == [])
        #expect(
            failures(.init(contains: ["15,000|twenty", "dong"]), events)
                == ["the line did not say '15,000|twenty'"])
    }

    @Test func theReplyIsExpectedInTime() {
        func latency(_ total: Double?) -> [TranscriptEvent] {
            [.turnLatency(.init(endpointMS: 160, totalMS: total))]
        }
        #expect(failures(.init(withinMS: 600), latency(600)) == [])
        #expect(
            failures(.init(withinMS: 600), latency(601)) == ["reply after 601 ms, not 600 ms"])
        #expect(
            failures(.init(withinMS: 600), latency(nil)) == ["reply after no time, not 600 ms"])
        #expect(failures(.init(withinMS: 600), []) == ["reply after no time, not 600 ms"])
    }

    @Test func eventsAreExpectedToComeToStayAwayOrToComeOnce() {
        let events = [TranscriptEvent.noInput(count: 1), .noInput(count: 2)]
        #expect(failures(.init(events: ["noinput"]), events) == [])
        #expect(failures(.init(events: ["nomatch"]), events) == ["no event nomatch"])
        #expect(failures(.init(absent: ["nomatch"]), events) == [])
        #expect(failures(.init(absent: ["noinput"]), events) == ["event noinput happened"])
        #expect(failures(.init(once: ["noinput"]), [events[0]]) == [])
        #expect(
            failures(.init(once: ["noinput"]), events)
                == ["event noinput came 2 times, not once"])
        #expect(
            failures(.init(once: ["fault"]), events) == ["event fault came 0 times, not once"])
    }

    @Test func anInterruptionIsExpectedToYieldOrToResume() {
        #expect(failures(.init(resumed: true), [.bargeIn(resumed: true)]) == [])
        #expect(failures(.init(resumed: false), [.bargeIn(resumed: false)]) == [])
        #expect(failures(.init(resumed: true), [.bargeIn(resumed: false)]) == ["did not resume"])
        #expect(failures(.init(resumed: false), []) == ["did not yield"])
        #expect(failures(.init(events: ["bargein.resumed"]), [.bargeIn(resumed: true)]) == [])
    }

    @Test(arguments: ["goodbye", "noinput", "transfer", "limit"])
    func anEndThatTheLineWantedIsExpected(reason: String) {
        let events = [TranscriptEvent.callEnded(.init(reason: reason, durationMS: 1, turns: 0))]
        #expect(failures(.init(ended: true), events) == [])
        #expect(failures(.init(ended: false), events) == ["the call ended"])
    }

    @Test func aCallerWhoHangsUpIsNoEndOfTheLine() {
        let events = [
            TranscriptEvent.callEnded(.init(reason: "caller hung up", durationMS: 1, turns: 0))
        ]
        #expect(failures(.init(ended: true), events) == ["no end"])
        #expect(failures(.init(ended: false), events) == [])
    }

    @Test func allFailuresAreTold() {
        let expected = Scenario.Expectation(
            answer: ["A"], outcome: "answer", contains: ["b"], events: ["dtmf"])
        #expect(failures(expected, []).count == 4)
        #expect(failures(Scenario.Expectation(), []) == [])
    }

    // MARK: Steps of a scenario

    private func scenario(_ expectations: String...) throws -> Scenario {
        let steps = expectations.map { "{\"play\": \"a.wav\", \"expect\": \($0)}" }
        let text = "{\"steps\": [\(steps.joined(separator: ","))]}"
        return try Scenario(bytes: [UInt8](text.utf8), file: "call.json")
    }

    @Test func eachStepIsJudgedByWhatComesBeforeTheNext() throws {
        let scenario = try scenario(
            "{\"events\": [\"nomatch\"]}", "{\"absent\": [\"nomatch\"], \"events\": [\"noinput\"]}")
        let events = records([(.noMatch(count: 1), 1_999), (.noInput(count: 1), 2_000)])
        let verdicts = scenario.verdicts(
            of: events, beginnings: [50, 100], facts: { _ in [] })
        #expect(verdicts.map(\.failures) == [[], []])
        #expect(verdicts.allSatisfy { $0.hasPassed })
        let later = scenario.verdicts(of: events, beginnings: [50, 99], facts: { _ in [] })
        #expect(later.map(\.failures) == [["no event nomatch"], ["event nomatch happened"]])
    }

    @Test func whatTheLineBeganToSayBelongsToTheStepInWhichItBegan() throws {
        let scenario = try scenario(
            "{\"contains\": [\"fifteen\"]}", "{\"contains\": [\"counter\"]}")
        let events = records([
            Self.said("It costs fifteen.", from: 1_500, to: 2_600),
            Self.said("At any counter.", from: 3_000, to: 3_500),
        ])
        let verdicts = scenario.verdicts(
            of: events, beginnings: [50, 100], facts: { _ in [] })
        #expect(verdicts.map(\.failures) == [[], []])
    }

    /// The caller went on: what was chosen before is not what he was left with.
    @Test func whatWasTakenBackDoesNotCount() throws {
        let said = TranscriptEvent.callerSaid(
            .init(best: .init(text: "a", confidence: 1), startMS: 1_000, endMS: 1_001))
        let events = records(
            [said, Self.answered, .speechResumed, said, Self.obeyed].map { ($0, 1_200) })
        func failures(_ expected: String) throws -> [[String]] {
            try scenario(expected).verdicts(of: events, beginnings: [50], facts: { _ in [] })
                .map(\.failures)
        }
        #expect(
            try failures("{\"control\": \"stop\", \"events\": [\"speech.resumed\"]}") == [[]])
        #expect(
            try failures("{\"answer\": [\"residence.temporary.fee\"]}")
                == [["answered nothing, not residence.temporary.fee"]])
    }

    @Test func aStepThatWasNotReachedHasFailed() throws {
        let scenario = try scenario("{}", "{}")
        let verdicts = scenario.verdicts(of: [], beginnings: [3], facts: { _ in [] })
        #expect(
            verdicts.map(\.failures) == [[], ["the call ended before this step"]])
        #expect(verdicts.map(\.step) == [0, 1])
    }
}
