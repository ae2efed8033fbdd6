public import Knowledge

/// One line of a transcript.
public struct TranscriptRecord: Sendable, Equatable {
    /// The schema's version that this program writes.
    public static let currentVersion = 1

    public let version: Int
    public let time: TranscriptTime

    /// The call's id.
    public let call: String

    /// The line's name, such as `hw:0` or a file.
    public let line: String

    /// Counts the call's events from 0.
    public let seq: Int

    /// Media time since the call was answered.
    public let ms: Int
    public let event: TranscriptEvent

    /// Digest of the call's line before: see `TranscriptChain`.
    public let prev: String

    public init(
        version: Int = TranscriptRecord.currentVersion, time: TranscriptTime, call: String,
        line: String, seq: Int, ms: Int, event: TranscriptEvent, prev: String
    ) {
        self.version = version
        self.time = time
        self.call = call
        self.line = line
        self.seq = seq
        self.ms = ms
        self.event = event
        self.prev = prev
    }

    /// The record as it is written, in its fixed order: `v`, `time`, `call`,
    /// `line`, `seq`, `ms`, `event`, the event's own, `prev`.
    public var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("v", .integer(version)), ("time", .string(time.description)), ("call", .string(call)),
            ("line", .string(line)), ("seq", .integer(seq)), ("ms", .integer(ms)),
            ("event", .string(event.name)),
        ]
        members += event.fields
        members.append(("prev", .string(prev)))
        return .object(JSONObject(members: members.map { .init(key: $0.0, value: $0.1) }))
    }

    /// Nil, with the name of the first member that is missing or wrong.
    static func read(_ value: JSONValue) -> (record: TranscriptRecord?, missing: String?) {
        guard let object = value.object else { return (nil, "{") }
        guard let version = object["v"]?.integer else { return (nil, "v") }
        guard let time = object["time"]?.text.flatMap({ TranscriptTime($0) }) else {
            return (nil, "time")
        }
        guard let call = object["call"]?.text else { return (nil, "call") }
        guard let seq = object["seq"]?.integer else { return (nil, "seq") }
        guard let name = object["event"]?.text else { return (nil, "event") }
        let common = ["v", "time", "call", "line", "seq", "ms", "event", "prev"]
        let own = object.members.filter { !common.contains($0.key) }
        let record = TranscriptRecord(
            version: version, time: time, call: call, line: object["line"]?.text ?? "", seq: seq,
            ms: object["ms"]?.integer ?? 0,
            event: TranscriptEvent(name: name, fields: JSONObject(members: own)),
            prev: object["prev"]?.text ?? "")
        return (record, nil)
    }
}
