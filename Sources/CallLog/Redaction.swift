internal import Knowledge
public import Transcript

/// Takes what a caller said out of a call, and chains what remains anew.
///
/// Left are times, outcomes, answers' ids, scores and latencies. Taken out are the
/// caller's words in every reading, keys, an action's slots, what shows why an answer
/// was chosen, and the line's own words, because they may repeat the caller's. An event
/// of a later version loses all its own members.
///
/// A line `call.redacted` follows the first: who did it, when, why, how many lines the
/// call had, the digest of the last of them, and whether their chain held.
public struct Redaction: Sendable {
    public static let event = "call.redacted"

    /// What stands where words stood.
    public static let mark = "[redacted]"

    public let by: String
    public let reason: String
    public let time: TranscriptTime

    public init(by: String, reason: String, time: TranscriptTime) {
        (self.by, self.reason, self.time) = (by, reason, time)
    }

    public struct Result: Sendable, Equatable {
        /// One more than the lines that could be read: the second is the marker.
        public let lines: [[UInt8]]

        /// Lines that could not be read and are left out.
        public let dropped: Int
    }

    /// - Parameter isWhole: Whether the chain held before.
    public func redact(_ call: ScannedCall, isWhole: Bool) -> Result {
        let all = call.lines
        var records: [TranscriptRecord] = []
        var last = TranscriptChain.beginning
        for line in all {
            var reader = TranscriptReader(bytes: line.bytes)
            guard let read = try? reader.nextLine(), let record = read.record else { continue }
            records.append(record)
            last = read.digest
        }
        guard let first = records.first else {
            return Result(lines: [], dropped: all.count)
        }
        let marker = TranscriptRecord(
            time: first.time, call: first.call, line: first.line, seq: 0, ms: first.ms,
            event: .other(
                name: Self.event,
                fields: [
                    "at": .string(time.description), "by": .string(by),
                    "reason": .string(reason), "lines": .integer(records.count),
                    "last": .string(last), "whole": .bool(isWhole),
                ]), prev: "")
        var kept = records.map { $0.with(event: Self.redacted($0.event)) }
        kept.insert(marker, at: 1)
        return Result(lines: Self.chained(kept), dropped: all.count - records.count)
    }

    private static func chained(_ records: [TranscriptRecord]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var prev = TranscriptChain.beginning
        for (seq, record) in records.enumerated() {
            let line = TranscriptRecord(
                version: record.version, time: record.time, call: record.call, line: record.line,
                seq: seq, ms: record.ms, event: record.event, prev: prev
            ).json.bytes
            prev = TranscriptChain.digest(of: line)
            lines.append(line)
        }
        return lines
    }

    private static func redacted(_ event: TranscriptEvent) -> TranscriptEvent {
        switch event {
        case .callerPartial: return .callerPartial(text: mark)
        case .callerSaid(var said):
            said.best.text = mark
            said.alternatives = []
            return .callerSaid(said)
        case .answerChosen(var chosen):
            chosen.evidence = JSONObject()
            return .answerChosen(chosen)
        case .agentSaid(var said):
            (said.text, said.heard) = (mark, mark)
            return .agentSaid(said)
        case .agentPartial(var partial):
            (partial.text, partial.heard) = (mark, mark)
            return .agentPartial(partial)
        case .dtmf: return .dtmf(digits: "")
        case .action(var action):
            action.slots = JSONObject()
            return .action(action)
        case .other(let name, _) where name != Self.event:
            return .other(name: name, fields: JSONObject())
        case .callStarted, .speechStarted, .speechEnded, .speechResumed, .bargeIn, .noInput,
            .noMatch, .transfer, .turnLatency, .fault, .callEnded, .other:
            return event
        }
    }
}

extension TranscriptRecord {
    fileprivate func with(event: TranscriptEvent) -> TranscriptRecord {
        TranscriptRecord(
            version: version, time: time, call: call, line: line, seq: seq, ms: ms, event: event,
            prev: prev)
    }
}
