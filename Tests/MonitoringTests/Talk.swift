import CallLog
import Monitoring
import Terminal
import Transcript

/// Writes records of calls for tests, each call's `seq` counted.
struct Talk {
    static let start = TranscriptTime("2026-11-28T09:00:00.000Z") ?? TranscriptTime(milliseconds: 0)

    private(set) var monitor = Monitor()
    private var sequence: [String: Int] = [:]

    /// Milliseconds since `start`.
    private(set) var ms = 0

    var now: TranscriptTime { Self.start.advanced(byMilliseconds: ms) }

    mutating func wait(_ milliseconds: Int) { ms += milliseconds }

    mutating func dismissFaults() { monitor.dismissFaults() }

    func record(_ call: String, _ event: TranscriptEvent, seq: Int, line: String = "hw:0")
        -> TranscriptRecord
    {
        TranscriptRecord(
            time: now, call: call, line: line, seq: seq, ms: ms, event: event, prev: "")
    }

    mutating func add(
        _ call: String, _ event: TranscriptEvent, line: String = "hw:0", folder: Int = 0
    ) {
        let seq = sequence[call, default: 0]
        sequence[call] = seq + 1
        monitor.take(record(call, event, seq: seq, line: line), folder: folder)
    }

    mutating func take(_ record: TranscriptRecord) { monitor.take(record, folder: 0) }

    mutating func begin(_ call: String, line: String = "hw:0", language: String = "en-US") {
        add(
            call,
            .callStarted(
                .init(language: language, source: "alsa", knowledge: "8440bc24ef", version: "0.1.0")
            ),
            line: line)
    }

    mutating func say(
        _ call: String, _ text: String, confidence: Double = 0.9, line: String = "hw:0"
    ) {
        add(
            call,
            .callerSaid(
                .init(best: .init(text: text, confidence: confidence), startMS: ms, endMS: ms)),
            line: line)
    }

    mutating func choose(
        _ call: String, _ outcome: TranscriptEvent.AnswerChosen.Outcome, _ answer: String?,
        score: Double = 0.93, latency: Double? = nil
    ) {
        add(
            call,
            .answerChosen(
                .init(
                    outcome: outcome, answer: answer, score: score,
                    offered: outcome == .clarify ? ["fee.one", "fee.two"] : [])))
        if let latency {
            add(call, .turnLatency(.init(endpointMS: 300, totalMS: latency)))
        }
    }

    mutating func answer(
        _ call: String, _ text: String, heard: String? = nil, id: String? = nil
    ) {
        add(
            call,
            .agentSaid(
                .init(
                    text: text, heard: heard ?? text, complete: heard == nil, startMS: ms,
                    endMS: ms, answer: id)))
    }

    mutating func end(_ call: String) {
        add(call, .callEnded(.init(reason: "goodbye", durationMS: ms, turns: 1)))
    }

    /// A call with one question and its answer, which goes on.
    mutating func askOnce(_ call: String, line: String = "hw:0") {
        begin(call, line: line)
        answer(call, "Hello.")
        add(call, .speechStarted, line: line)
        say(call, "how much does it cost", line: line)
        choose(call, .answer, "residence.temporary.fee", latency: 420)
        answer(
            call, "You pay fifteen thousand dong at the counter.", id: "residence.temporary.fee")
    }

    func call(_ id: String) -> WatchedCall? { monitor.calls[CallKey(folder: 0, call: id)] }
}

/// A view and what it shows.
struct Seat {
    var talk = Talk()
    var view = MonitorView(folders: ["~/log"])
    var size = ScreenSize(columns: 80, rows: 24)

    mutating func grid() -> Grid { view.screen(talk.monitor, now: talk.now, size: size) }

    mutating func text() -> String { grid().text }

    mutating func rows() -> [String] {
        text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @discardableResult
    mutating func press(_ keys: Key...) -> MonitorView.Effect? {
        var effect: MonitorView.Effect?
        for key in keys { effect = view.handle(key, talk.monitor, now: talk.now, size: size) }
        return effect
    }

    mutating func type(_ text: String) { for letter in text { press(.character(letter)) } }
}
