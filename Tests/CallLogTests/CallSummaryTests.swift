import CallLog
import Knowledge
import Testing
import Transcript

@Suite struct CallSummaryTests {
    private static let noon = TranscriptTime(milliseconds: 1_795_694_400_000)

    private func summary(_ events: [(Int, TranscriptEvent)]) throws -> CallSummary {
        var chain = TranscriptChain(call: "c1", line: "hw:0", start: Self.noon)
        var fold = CallFold()
        for (ms, event) in events { fold.add(chain.append(event, ms: ms).record) }
        return try #require(fold["c1"])
    }

    private var started: (Int, TranscriptEvent) {
        (
            0,
            .callStarted(.init(language: "en-US", source: "file", knowledge: "k", version: "1"))
        )
    }

    private func said(_ text: String, _ ms: Int) -> (Int, TranscriptEvent) {
        let best = TranscriptEvent.Reading(text: text, confidence: 0.9)
        return (ms, .callerSaid(.init(best: best, startMS: ms - 900, endMS: ms - 200)))
    }

    private func chosen(
        _ outcome: TranscriptEvent.AnswerChosen.Outcome, _ answer: String?, _ ms: Int,
        offered: [String] = []
    ) -> (Int, TranscriptEvent) {
        (ms, .answerChosen(.init(outcome: outcome, answer: answer, score: 0.8, offered: offered)))
    }

    private func ended(_ reason: String, _ ms: Int) -> (Int, TranscriptEvent) {
        (ms, .callEnded(.init(reason: reason, durationMS: ms, turns: 1)))
    }

    @Test("A call that goes on is open, and knows its turns so far")
    func open() throws {
        let call = try summary([
            started, said("how much is it", 3000),
            chosen(.answer, "residence.temporary.fee", 3000),
            (3100, .turnLatency(.init(endpointMS: 160, totalMS: 280))),
        ])
        #expect(call.outcome == .open)
        #expect(call.turns.count == 1)
        #expect(call.turns.first?.topic == "residence")
        #expect(call.turns.first?.startMS == 2100)
        #expect(call.latencies == [280])
        #expect(call.durationMS == 3100)
    }

    @Test("Who went on is one turn, and what was begun to be said to him is no turn's")
    func wentOn() throws {
        let call = try summary([
            started, said("how much is it", 3000), chosen(.answer, "residence.temporary.fee", 3000),
            (3100, .turnLatency(.init(endpointMS: 280, totalMS: 290))),
            reply("Fifteen thousand dong.", from: 3010, to: 4000),
            said("and what if", 6000), chosen(.noMatch, nil, 6000),
            (6010, .turnLatency(.init(endpointMS: 280, totalMS: 300))),
            (6150, .speechResumed),
            reply("That is not", from: 6010, to: 6270, complete: false),
            said("and what if i am late", 8000), chosen(.answer, "residence.temporary.late", 8000),
            (8010, .turnLatency(.init(endpointMS: 280, totalMS: 310))),
            reply("A fine.", from: 8010, to: 9000), ended("caller hung up", 9500),
        ])
        #expect(call.turns.map(\.text) == ["how much is it", "and what if i am late"])
        #expect(call.turns.map(\.reply) == ["Fifteen thousand dong.", "A fine."])
        #expect(call.turns.map(\.isInterrupted) == [false, false])
        #expect(call.latencies == [290, 310])
        #expect(call.outcome == .answered)
    }

    private func reply(
        _ text: String, from start: Int, to end: Int, complete: Bool = true
    ) -> (Int, TranscriptEvent) {
        let said = TranscriptEvent.AgentSaid(
            text: text, heard: text, complete: complete, startMS: start, endMS: end)
        return (end, .agentSaid(said))
    }

    @Test("The last question decides the outcome")
    func lastQuestion() throws {
        let refused = try summary([
            started, said("a", 2000), chosen(.answer, "residence.temporary.fee", 2000),
            said("b", 5000), chosen(.noMatch, nil, 5000),
            said("bye", 8000), chosen(.smalltalk, "goodbye", 8000), ended("goodbye", 9000),
        ])
        #expect(refused.outcome == .refused)
        #expect(refused.questions.count == 2)
        let asked = try summary([
            started, said("a", 2000), chosen(.clarify, nil, 2000, offered: ["x.y", "x.z"]),
            ended("caller hung up", 4000),
        ])
        #expect(asked.outcome == .askedBack)
        #expect(asked.turns.first?.topic == "x")
        #expect(try summary([started, ended("noinput", 20_000)]).outcome == .silent)
    }

    @Test("A transfer counts before everything else")
    func transferred() throws {
        let call = try summary([
            started, said("a", 2000), chosen(.noMatch, nil, 2000),
            (4000, .transfer(to: "1900", reason: "asked for")), ended("transfer", 5000),
        ])
        #expect(call.outcome == .transferred)
        #expect(call.transfer?.to == "1900")
    }

    @Test("Two questions in one breath are two turns of the same words")
    func twoQuestions() throws {
        let call = try summary([
            started, said("fee and place", 2000), chosen(.answer, "a.fee", 2000),
            chosen(.answer, "a.where", 2000), ended("goodbye", 9000),
        ])
        #expect(call.turns.map(\.answer) == ["a.fee", "a.where"])
        #expect(call.turns.map(\.text) == ["fee and place", "fee and place"])
    }

    @Test("What was cut off is told by the turn")
    func interrupted() throws {
        let call = try summary([
            started, said("a", 2000), chosen(.answer, "a.fee", 2000),
            (
                4000,
                .agentSaid(
                    .init(
                        text: "one two three", heard: "one", complete: false, startMS: 2100,
                        endMS: 4000))
            ), (4000, .bargeIn(resumed: false)),
        ])
        #expect(call.turns.first?.isInterrupted == true)
        #expect(call.bargeIns == 1)
    }

    @Test("What was cut off belongs to the turn before the one that cut it")
    func cutByTheNext() throws {
        let call = try summary([
            started, said("a", 2000), chosen(.answer, "a.fee", 2000),
            said("b", 4000), chosen(.answer, "b.fee", 4000),
            (
                4000,
                .agentSaid(
                    .init(
                        text: "one two three", heard: "one", complete: false, startMS: 2100,
                        endMS: 4000))
            ),
        ])
        #expect(call.turns.map(\.isInterrupted) == [true, false])
        #expect(call.turns.map(\.reply) == ["one two three", ""])
    }

    @Test("Calls that are over are given away once, in order")
    func takeEnded() {
        var fold = CallFold()
        for (name, isOver) in [("b", true), ("a", false), ("c", true)] {
            var chain = TranscriptChain(call: name, line: "l", start: Self.noon)
            fold.add(chain.append(started.1, ms: 0).record)
            if isOver { fold.add(chain.append(ended("goodbye", 10).1, ms: 10).record) }
        }
        #expect(fold.takeEnded().map(\.call) == ["b", "c"])
        #expect(fold.takeEnded().isEmpty)
        #expect(fold.summaries.map(\.call) == ["a"])
    }
}
