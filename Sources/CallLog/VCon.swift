public import Knowledge
public import Transcript

/// A call as a vCon: the IETF's container for conversations, in its unsigned form, by
/// draft-ietf-vcon-vcon-core-04 (September 2026).
///
/// Each utterance is a text dialog, with the caller as party 0 and the line as party 1.
/// The line's readings, answers and latencies are an analysis; the transcript's lines as
/// they stand in the log are an attachment, so that their chain can be checked.
public struct VCon: Sendable {
    /// The draft's version string, of its section 4.1.1. The draft itself calls the member
    /// deprecated; readers of earlier drafts want it.
    public static let version = "0.4.0"

    private let summary: CallSummary
    private let records: [TranscriptRecord]
    private let lines: [ScannedCall.Line]

    /// Nil when nothing of the call can be read.
    public init?(_ call: ScannedCall) {
        guard let summary = call.summary else { return nil }
        (self.summary, records, lines) = (summary, call.records, call.lines)
    }

    /// - Parameter created: When the container is made.
    public func json(created: TranscriptTime, product: String) -> JSONValue {
        let dialog = dialogs
        var members: [(String, JSONValue)] = [
            ("vcon", .string(Self.version)), ("uuid", .string(uuid)),
            ("created_at", .string(created.description)),
            ("subject", .string("Call \(summary.call)")), ("parties", .array(parties)),
            ("dialog", .array(dialog)),
            ("analysis", .array([analysis(of: dialog.count, product: product)])),
        ]
        if isRedacted {
            // Of the one that may have been made before: the log has it no longer.
            let unredacted = uuid(isRedacted: false)
            members.append(("redacted", ["uuid": .string(unredacted), "type": "transcript"]))
        }
        if !dialog.isEmpty { members.append(("attachments", .array([attachment]))) }
        return Self.object(members)
    }

    /// Version 8 (RFC 9562): the call's start in milliseconds, then a digest of its id and
    /// its first line. The same call has the same one, before and after it is redacted
    /// another.
    var uuid: String { uuid(isRedacted: isRedacted) }

    private func uuid(isRedacted: Bool) -> String {
        var hash = SHA256()
        hash.update(Array("tongdai call \(summary.call)\n".utf8))
        hash.update(lines.first?.bytes ?? [])
        hash.update(isRedacted ? [1] : [0])
        var bytes = [UInt8](repeating: 0, count: 6)
        for index in 0..<6 {
            bytes[index] = UInt8(truncatingIfNeeded: summary.start.milliseconds >> (40 - 8 * index))
        }
        bytes += hash.digest().prefix(10)
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
        var (text, place) = ("", digits.startIndex)
        for length in [8, 4, 4, 4, 12] {
            let end = digits.index(place, offsetBy: length)
            text += (text.isEmpty ? "" : "-") + digits[place..<end]
            place = end
        }
        return text
    }

    private var isRedacted: Bool { records.contains { $0.event.name == Redaction.event } }

    private var parties: [JSONValue] {
        var parties: [JSONValue] = [
            ["type": "person", "name": "caller", "validation": "none"],
            ["type": "bot", "name": .string("line " + summary.line), "validation": "none"],
        ]
        if let transfer = summary.transfer {
            parties.append(
                transfer.to.hasPrefix("sip:")
                    ? ["sip": .string(transfer.to)]
                    : ["name": .string(transfer.to), "validation": "none"])
        }
        return parties
    }

    private var dialogs: [JSONValue] {
        var dialogs: [JSONValue] = []
        for record in records.standing {
            switch record.event {
            case .callerSaid(let said):
                dialogs.append(
                    text(said.best.text, from: said.startMS, to: said.endMS, by: 0, record))
            case .agentSaid(let said):
                let heard = said.complete ? said.text : said.heard
                dialogs.append(text(heard, from: said.startMS, to: said.endMS, by: 1, record))
            case .transfer:
                // Of the dialog with the target nothing is known here: it is left out.
                var transfer: [(String, JSONValue)] = [
                    ("type", "transfer"), ("start", .string(record.time.description)),
                    ("transferee", 0), ("transferor", 1), ("transfer_target", 2),
                ]
                if !dialogs.isEmpty { transfer.append(("original", 0)) }
                dialogs.append(Self.object(transfer))
            default: break
            }
        }
        return dialogs
    }

    private func text(
        _ body: String, from startMS: Int, to endMS: Int, by party: Int, _ record: TranscriptRecord
    ) -> JSONValue {
        let start = record.time.advanced(byMilliseconds: startMS.plausible - record.ms.plausible)
        return Self.object([
            ("type", "text"), ("start", .string(start.description)),
            ("duration", .number(Double(max(0, endMS.plausible - startMS.plausible)) / 1_000)),
            // Whoever said it comes first; so no originator is named.
            ("parties", [.integer(party), .integer(1 - party)]), ("mediatype", "text/plain"),
            ("body", .string(body)), ("encoding", "none"),
        ])
    }

    private func analysis(of count: Int, product: String) -> JSONValue {
        let body = Self.object([
            ("call", .string(summary.call)),
            ("uuid", summary.uuid.map { .string($0) } ?? .null),
            ("language", .string(summary.language)),
            ("knowledge", .string(summary.knowledge)),
            ("outcome", .string(summary.outcome.rawValue)),
            ("end_reason", summary.endReason.map { .string($0) } ?? .null),
            ("duration_ms", .integer(summary.durationMS)), ("redacted", .bool(isRedacted)),
            ("turns", .array(summary.turns.map(\.json))),
        ])
        return Self.object([
            ("type", "transcript"), ("dialog", .array((0..<count).map { .integer($0) })),
            ("vendor", "tongdai"), ("product", .string(product)),
            ("schema", .string("tongdai-turns-1")), ("mediatype", "application/json"),
            ("body", body), ("encoding", "json"),
        ])
    }

    private var attachment: JSONValue {
        let text = lines.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
        return Self.object([
            ("purpose", "transcript of the line, with its hash chain"),
            ("start", .string(summary.start.description)), ("party", 1), ("dialog", 0),
            ("mediatype", "application/x-ndjson"),
            ("filename", .string(Self.fileName(summary.call) + ".jsonl")), ("body", .string(text)),
            ("encoding", "none"),
        ])
    }

    /// A call's id without what means something in a path.
    private static func fileName(_ call: String) -> String {
        String(call.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members: members.map { .init(key: $0.0, value: $0.1) }))
    }
}
