import CallLog
import Knowledge
import Metrics
import Testing
import Transcript

@Suite struct CallFateTests {
    private static let events: [TranscriptEvent] = [
        SampleEvents.said(), SampleEvents.chosen(.answer), SampleEvents.chosen(.noMatch),
        SampleEvents.chosen(.clarify), SampleEvents.chosen(.smalltalk),
        .action(.init(name: "a", slots: ["x": 1], result: "")),
        .transfer(to: "t", reason: "r"), .speechResumed,
    ]

    /// Any three events, in any order: metrics and log count the call alike.
    @Test func metricsAndLogAgree() throws {
        for number in 0..<(8 * 8 * 8) {
            let events = [number / 64, number / 8 % 8, number % 8].map { Self.events[$0] }
            var metrics = CallMetrics(version: "v", start: SampleEvents.start)
            var fold = CallFold()
            for (seq, event) in ([SampleEvents.begun()] + events + [SampleEvents.ended()])
                .enumerated()
            {
                metrics.take(event, call: "c")
                fold.add(
                    TranscriptRecord(
                        time: SampleEvents.start, call: "c", line: "l", seq: seq, ms: seq,
                        event: event, prev: ""))
            }
            let outcome = try #require(fold["c"]).outcome.rawValue
            #expect(metrics.text.contains("tongdai_calls_total{outcome=\"\(outcome)\"} 1\n"))
        }
    }
}
