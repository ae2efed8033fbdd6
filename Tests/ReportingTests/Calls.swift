import CallLog
import Knowledge
import Transcript

/// Calls of a log, event by event.
struct WrittenCall {
    static let start =
        TranscriptTime("2026-11-23T02:15:00.000Z") ?? { preconditionFailure("a valid time") }()

    private(set) var summary: CallSummary
    private var ms = 0
    private var seq = 0
    private let call: String
    private let start: TranscriptTime
    private let line: String

    init(
        _ call: String = "c1", start: TranscriptTime = WrittenCall.start, line: String = "hw:0",
        language: String = "en-US"
    ) {
        (self.call, self.start, self.line) = (call, start, line)
        let begun = TranscriptEvent.callStarted(
            .init(language: language, source: "alsa", knowledge: "k", version: "0.1.0"))
        summary = CallSummary(
            first: TranscriptRecord(
                time: start, call: call, line: line, seq: 0, ms: 0, event: begun, prev: ""))
    }

    mutating func happens(_ event: TranscriptEvent) {
        (ms, seq) = (ms + 1_000, seq + 1)
        summary.add(
            TranscriptRecord(
                time: start.advanced(byMilliseconds: ms), call: call, line: line, seq: seq, ms: ms,
                event: event, prev: ""))
    }

    mutating func asks(
        _ text: String, _ outcome: TranscriptEvent.AnswerChosen.Outcome = .answer,
        answer: String? = nil, score: Double = 0.8, latency: Double? = nil,
        isInterrupted: Bool = false
    ) {
        happens(
            .callerSaid(.init(best: .init(text: text, confidence: 0.9), startMS: ms, endMS: ms)))
        happens(.answerChosen(.init(outcome: outcome, answer: answer, score: score)))
        if let latency { happens(.turnLatency(.init(endpointMS: 160, totalMS: latency))) }
        happens(
            .agentSaid(
                .init(
                    text: "reply", heard: "reply", complete: !isInterrupted, startMS: ms, endMS: ms,
                    answer: answer)))
    }

    mutating func rates(_ rating: Int) {
        happens(
            .action(
                .init(name: "feedback", slots: ["rating": .integer(rating)], result: "accepted")))
    }

    mutating func ends(_ reason: String = "goodbye") {
        happens(.callEnded(.init(reason: reason, durationMS: ms, turns: 1)))
    }
}
