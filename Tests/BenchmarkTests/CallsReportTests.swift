import Benchmark
import Testing
import Transcript

@Suite struct CallsReportTests {
    private static let plan = CallerPlan(
        name: "caller-1",
        questions: ["one", "two"].map {
            .init(id: $0, samples: [], voiceLength: 0, accept: ["FEE"], pause: .zero)
        })

    /// - Parameters:
    ///   - latencies: Of the questions, in milliseconds; nil for one without a reply.
    ///   - answers: Of the questions; nil for a call without a transcript.
    ///   - arrivals: Of the line's frames.
    private func call(
        _ latencies: [Int?], answers: [String]?, arrivals: FrameArrivals = FrameArrivals(),
        failure: String? = nil
    ) throws -> CallsReport.Call {
        let turns = latencies.enumerated().map { number, latency in
            SimulatedCaller.Turn(
                question: number, voiceEnd: 0, startMS: number * 10_000,
                voiceEndMS: number * 10_000 + 3_000,
                reply: latency.map { .after($0 * 1_000_000) } ?? SimulatedCaller.Turn.Reply.none)
        }
        let time = try #require(TranscriptTime("2026-11-23T09:00:00Z"))
        let records = answers?.enumerated().map { number, answer in
            TranscriptRecord(
                time: time, call: "c", line: "l", seq: number, ms: number * 10_000 + 3_500,
                event: .answerChosen(.init(outcome: .answer, answer: answer, score: 1)), prev: "")
        }
        return CallsReport.Call(
            plan: Self.plan, turns: turns, arrivals: arrivals,
            answers: records.map { GivenAnswers($0) }, failure: failure)
    }

    private func report(
        _ calls: [CallsReport.Call], hasTranscripts: Bool = true
    ) -> CallsReport {
        CallsReport(
            lines: calls.count, calls: calls, hasTranscripts: hasTranscripts, use: nil,
            ownLateness: Quantiles([]))
    }

    private func value(_ name: String, _ figures: [Figure]) -> Double? {
        figures.first { $0.name == name }?.value
    }

    @Test func whatAHeldCallHeardIsNoReply() throws {
        let calls = [try call([300, nil], answers: ["fee", "fee"]), try call([40], answers: nil)]
        let report = report(calls)
        #expect(report.heldCount == 1)
        #expect(report.latency == Quantiles([300]))
        let figures = report.figures(alone: nil) { _ in [] }
        #expect(value("calls_unanswered", figures) == 1)
        #expect(value("calls_held", figures) == 1)
    }

    /// `--find` takes no number of lines at which one of these was seen.
    @Test func whatIsServedWellHasNothingAmiss() throws {
        let good = try call([300, 400], answers: ["fee", "fee"])
        #expect(report([good]).keeps(400))
        #expect(!report([good]).keeps(399))
        #expect(!report([]).keeps(400))
        var late = FrameArrivals()
        late.note(0)
        late.note(70_000_000)
        #expect(late.lateCount == 1)
        let amiss = [
            try call([300, 300], answers: ["fee", "fee"], arrivals: late),
            try call([300, nil], answers: ["fee", "fee"]), try call([300], answers: nil),
            try call([300], answers: ["fee"], failure: "refused"),
        ]
        for call in amiss { #expect(!report([good, call]).keeps(400)) }
    }

    @Test func withoutTranscriptsEveryCallCounts() throws {
        let report = report([try call([300, 500], answers: nil)], hasTranscripts: false)
        #expect(report.heldCount == 0)
        #expect(report.latency.count == 2)
        let figures = report.figures(alone: nil) { _ in [] }
        #expect(value("calls_right_percent", figures) == nil)
    }

    @Test func whatLoadChangesIsNamed() throws {
        let alone = report([try call([300, 300], answers: ["fee", "hours"])])
        let loaded = report([
            try call([300, 300], answers: ["fee", "hours"]),
            try call([300, 300], answers: ["fee", "robot"]),
        ])
        let changes = loaded.changes(since: alone)
        #expect(changes.map(\.recording) == ["two"])
        #expect(changes.map(\.alone) == ["answer hours"])
        #expect(changes.map(\.underLoad) == ["answer robot"])
        let figures = loaded.figures(alone: alone) { $0 == "fee" ? ["FEE"] : [] }
        #expect(value("calls_changed", figures) == 1)
        #expect(value("calls_right_percent", figures) == 50)
    }
}
