import Benchmark
import Testing
import Transcript

@Suite struct GivenAnswersTests {
    private func record(
        _ ms: Int, _ outcome: TranscriptEvent.AnswerChosen.Outcome, _ answer: String? = nil,
        offered: [String] = []
    ) throws -> TranscriptRecord {
        TranscriptRecord(
            time: try #require(TranscriptTime("2026-11-23T09:00:00Z")), call: "c", line: "l",
            seq: 0, ms: ms,
            event: .answerChosen(
                .init(outcome: outcome, answer: answer, score: 0.9, offered: offered)),
            prev: "")
    }

    private func turn(_ question: Int, _ start: Int) -> SimulatedCaller.Turn {
        .init(
            question: question, voiceEnd: 0, startMS: start, voiceEndMS: start + 3_000,
            reply: .after(0))
    }

    @Test func answersBelongToTheQuestionThatBeganLast() throws {
        let given = GivenAnswers([
            try record(5_000, .answer, "a"), try record(9_500, .clarify, offered: ["y", "x"]),
            try record(9_900, .answer, "b"),
        ])
        let (first, second) = (turn(0, 2_000), turn(1, 8_000))
        #expect(given.answers(to: first, before: second).key == "answer a")
        #expect(given.answers(to: second, before: nil).key == "clarify x y, answer b")
        #expect(given.answers(to: first, before: turn(1, 4_000)).key == "unheard")
    }

    @Test func anAnswerIsRightByItsIdOrItsFacts() throws {
        let answers = GivenAnswers([try record(1, .answer, "fee.card")]).answers(
            to: turn(0, 0), before: nil)
        #expect(answers.isRight(["fee.card"]) { _ in [] })
        #expect(answers.isRight(["FEE-01"]) { $0 == "fee.card" ? ["FEE-01"] : [] })
        #expect(!answers.isRight(["FEE-02"]) { _ in ["FEE-01"] })
    }

    @Test func whatEndsInAQuestionBackIsNotRight() throws {
        let answers = GivenAnswers([
            try record(1, .answer, "a"), try record(2, .clarify, offered: ["a", "b"]),
        ]).answers(to: turn(0, 0), before: nil)
        #expect(!answers.isRight(["a"]) { _ in [] })
        #expect(![GivenAnswers.Answer]().isRight(["a"]) { _ in [] })
    }
}
