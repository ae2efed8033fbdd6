internal import Knowledge

/// A line that is ready to be written: masked, numbered and chained.
public struct TranscriptLine: Sendable, Equatable {
    /// What is in the line, already masked.
    public let record: TranscriptRecord

    /// One line of JSON without its newline.
    public let bytes: [UInt8]
}

/// Numbers and chains the events of one call.
///
/// Each line's `prev` is the SHA-256 of the bytes of the call's line before,
/// without its newline: the first 16 bytes as 32 hexadecimal digits; 32 zeros in
/// the first line. A line that was changed, lost or moved breaks the chain of
/// its call, whatever lines of other calls stand between.
///
/// This is the only way to make a line, and it masks first: what the caller
/// keyed in or said of long numbers and e-mail addresses is in no line.
///
/// The same events with the same start give the same bytes.
public struct TranscriptChain: Sendable {
    public static let beginning = String(repeating: "0", count: 32)

    private let call: String
    private let line: String
    private let start: TranscriptTime
    private var seq = 0
    private var prev = TranscriptChain.beginning
    private var disclosed = Disclosed()

    /// `start` is when the call was answered.
    public init(call: String, line: String, start: TranscriptTime) {
        self.call = call
        self.line = line
        self.start = start
    }

    /// The next line of the call. `ms` is media time since the call was
    /// answered; `time` is the wall clock of a live call, and without it, as in
    /// a replay, start plus media time.
    public mutating func append(
        _ event: TranscriptEvent, ms: Int, time: TranscriptTime? = nil
    ) -> TranscriptLine {
        let record = TranscriptRecord(
            time: time ?? start.advanced(byMilliseconds: ms), call: call, line: line, seq: seq,
            ms: ms, event: disclosed.masked(event, ms: ms), prev: prev)
        let bytes = record.json.bytes
        seq += 1
        prev = Self.digest(of: bytes)
        return TranscriptLine(record: record, bytes: bytes)
    }

    /// What the `prev` of the call's next line must be.
    public static func digest(of line: [UInt8]) -> String {
        String(SHA256.hex(of: line).prefix(32))
    }
}
