import Audio
import Foundation
import Knowledge
import Pipeline
import Transcript

/// Where the events of a call go: to the screen, into a log folder, to a file of
/// timings, into metrics. A log that cannot be written is told, once, and the call goes on.
final class CallOutput: Sendable {
    enum Form: Equatable, Sendable {
        case text(hasColour: Bool)
        case json
        case silent
    }

    private struct State {
        var chain: TranscriptChain
        var records: [TranscriptRecord] = []
        var hasComplained = false
        /// Held until the first line is written, which makes the call's id known.
        var claim: TranscriptClaim?
    }

    private let state: Locked<State>
    private let form: Form
    private let folder: TranscriptFolder?
    private let timings: TimingsFile?
    private let metrics: MetricsOutput?
    /// The call's id.
    let call: String
    /// Live: what the machine took is part of the event, and its time is that of the
    /// machine, from `start` on: a wall's clock that jumps in the call would put lines of
    /// it into the file of another day.
    private let isLive: Bool
    private let start: TranscriptTime
    private let begin = ContinuousClock.now
    private let keepsEvents: Bool

    init(
        call: String, line: String, start: TranscriptTime, form: Form,
        folder: TranscriptFolder? = nil, claim: TranscriptClaim? = nil,
        timings: TimingsFile? = nil, metrics: MetricsOutput? = nil, isLive: Bool = false,
        keepsEvents: Bool = false
    ) {
        state = Locked(
            State(chain: TranscriptChain(call: call, line: line, start: start), claim: claim))
        self.call = call
        self.form = form
        self.folder = folder
        self.timings = timings
        self.metrics = metrics
        self.isLive = isLive
        self.start = start
        self.keepsEvents = keepsEvents
    }

    /// The call's transcript so far, if it is kept.
    var records: [TranscriptRecord] { state.withLock { $0.records } }

    private var now: TranscriptTime {
        start.advanced(byMilliseconds: Int((ContinuousClock.now - begin) / .milliseconds(1)))
    }

    /// - Returns: The event as it stands in the transcript: masked.
    @discardableResult
    func take(_ event: TranscriptEvent, at time: MediaTime) -> TranscriptEvent {
        let kept = isLive ? event : event.withoutTimings
        if let row = event.timingsRow(call: call, ms: time.milliseconds) { timings?.append(row) }
        let line = state.withLock { state -> TranscriptLine in
            let line = state.chain.append(
                kept, ms: time.milliseconds, time: isLive ? now : nil)
            if keepsEvents { state.records.append(line.record) }
            return line
        }
        // What somebody has seen is in the log, even if the process is killed now.
        write(line)
        state.withLock { $0.claim = nil }
        show(line)
        metrics?.take(line.record.event, call: call)
        return line.record.event
    }

    private func show(_ line: TranscriptLine) {
        switch form {
        case .silent: break
        case .json: Console.print(String(decoding: line.bytes, as: UTF8.self))
        case .text(let hasColour):
            for text in TranscriptText(hasColour: hasColour).lines(for: line.record) {
                Console.print(text)
            }
        }
    }

    private func write(_ line: TranscriptLine) {
        do {
            try folder?.write(line)
        } catch {
            let isFirst = state.withLock { state -> Bool in
                defer { state.hasComplained = true }
                return !state.hasComplained
            }
            if isFirst { Console.complain("tongdai: \(error); the call goes on") }
        }
    }

    /// A word to the person at the screen, which is no part of the transcript.
    func tell(_ text: String) {
        if case .text = form { Console.print(text) } else { Console.complain(text) }
    }
}

extension TranscriptTime {
    static var now: TranscriptTime {
        TranscriptTime(milliseconds: Int(Date().timeIntervalSince1970 * 1_000))
    }
}

extension Day {
    static var today: Day { TranscriptTime.now.day }
}

extension TranscriptEvent {
    /// The event without what measures the machine: the same in every replay.
    fileprivate var withoutTimings: TranscriptEvent {
        guard case .turnLatency(let latency) = self else { return self }
        return .turnLatency(latency.mediaOnly)
    }

    fileprivate func timingsRow(call: String, ms: Int) -> JSONValue? {
        guard case .turnLatency(let latency) = self else { return nil }
        func number(_ value: Double?) -> JSONValue {
            value.map { .number(($0 * 1_000).rounded() / 1_000) } ?? .null
        }
        return [
            "call": .string(call), "ms": .integer(ms),
            "recognise_ms": number(latency.recogniseMS),
            "understand_ms": number(latency.understandMS),
            "synthesise_ms": number(latency.synthesiseMS),
        ]
    }
}
