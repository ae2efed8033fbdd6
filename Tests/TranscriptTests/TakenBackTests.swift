import Testing
import Transcript

@Suite struct TakenBackTests {
    private func records(_ events: [TranscriptEvent]) -> [TranscriptRecord] {
        var chain = TranscriptChain(
            call: "c", line: "l", start: TranscriptTime(milliseconds: 0))
        return events.enumerated().map { chain.append($1, ms: $0 * 100).record }
    }

    private static func said(_ text: String) -> TranscriptEvent {
        .callerSaid(.init(best: .init(text: text, confidence: 1), startMS: 0, endMS: 1))
    }

    private static let chosen = TranscriptEvent.answerChosen(
        .init(outcome: .answer, answer: "fee", score: 1))
    private static let spoken = TranscriptEvent.agentSaid(
        .init(text: "You pay", heard: "You", complete: false, startMS: 0, endMS: 1))

    @Test func whatWasChosenForABeginningIsLeftOut() {
        let events = [
            Self.said("a"), Self.chosen, Self.said("b"), Self.chosen,
            .turnLatency(.init(endpointMS: 280)), .speechResumed, Self.spoken, Self.said("b c"),
            Self.chosen,
        ]
        let standing = records(events).standing.map(\.event)
        #expect(
            standing == [
                Self.said("a"), Self.chosen, .speechResumed, Self.spoken, Self.said("b c"),
                Self.chosen,
            ])
    }

    @Test func aBeginningThatIsMissingIsNoMatter() {
        let events = [TranscriptEvent.speechResumed, Self.said("a")]
        #expect(records(events).standing.map(\.event) == events)
    }
}
