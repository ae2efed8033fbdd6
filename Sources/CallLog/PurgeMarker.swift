public import Knowledge
public import Transcript

/// What a purge leaves in `purged.jsonl`: which days went, by whose hand, what they
/// held, and where calls that went on over the last midnight begin from now on.
///
/// The markers are chained like the lines of a call, from the first purge to the last.
public struct PurgeMarker: Sendable, Equatable {
    public static let event = "log.purged"

    /// The `call` of the markers' chain.
    static let call = "purged"

    public struct File: Sendable, Equatable {
        public let name: String

        /// SHA-256, to recognize a copy that was kept elsewhere.
        public let sha256: String
    }

    public let time: TranscriptTime
    public let by: String
    public let reason: String
    public let from: Day
    public let to: Day
    public let files: [File]
    public let calls: Int
    public let lines: Int

    /// By the calls' ids.
    public let seams: [String: ChainCheck.Seam]

    /// The seams of all purges, by the calls' ids.
    public static func seams(of markers: [PurgeMarker]) -> [String: ChainCheck.Seam] {
        markers.reduce(into: [:]) { $0.merge($1.seams) { $1 } }
    }

    /// One line, for people; not cleansed of control characters.
    public var sentence: String {
        "purged \(time.day) by \(by): \(from) to \(to), \(files.count) files, \(calls) calls, "
            + "\(lines) lines" + (reason.isEmpty ? " (no reason given)" : " (\(reason))")
    }

    public var json: JSONValue { .object(fields) }

    var fields: JSONObject {
        [
            "by": .string(by), "reason": .string(reason), "from": .string(from.description),
            "to": .string(to.description), "calls": .integer(calls), "lines": .integer(lines),
            "files": .array(
                files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
            "open": .array(
                seams.sorted { $0.key < $1.key }.map { call, seam in
                    [
                        "call": .string(call), "seq": .integer(seam.seq),
                        "prev": .string(seam.prev),
                    ]
                }),
        ]
    }
}

extension PurgeMarker {
    /// Nil when the record is no marker, or one of a form that is not known.
    init?(_ record: TranscriptRecord) {
        guard case .other(Self.event, let fields) = record.event,
            let from = fields["from"]?.text.flatMap({ Day($0) }),
            let to = fields["to"]?.text.flatMap({ Day($0) })
        else { return nil }
        self.init(
            time: record.time, by: fields["by"]?.text ?? "",
            reason: fields["reason"]?.text ?? "", from: from, to: to,
            files: (fields["files"]?.array ?? []).map {
                File(name: $0["name"]?.text ?? "", sha256: $0["sha256"]?.text ?? "")
            },
            calls: fields["calls"]?.integer ?? 0, lines: fields["lines"]?.integer ?? 0,
            seams: (fields["open"]?.array ?? []).reduce(into: [:]) { seams, open in
                guard let call = open["call"]?.text, let seq = open["seq"]?.integer,
                    let prev = open["prev"]?.text
                else { return }
                seams[call] = ChainCheck.Seam(seq: seq, prev: prev)
            })
    }
}
