/// The members that each line of a transcript begins with, found without parsing
/// the JSON: twenty times as fast, and enough to know whose line it is.
///
/// Only what `TranscriptChain` writes is recognized: `v`, `time`, `call`, `line`,
/// `seq`, `ms` and `event` in this order, without white space. Any other line is
/// left to the JSON parser.
struct LineHead {
    let version: Int

    /// The bytes between the quotation marks.
    let time: Range<Int>
    let call: Range<Int>
    let line: Range<Int>
    let seq: Int
    let ms: Int
    let event: Range<Int>

    /// Where the event's own members, or `prev`, begin: behind the comma.
    let own: Int

    /// Nil when the line does not begin in that form.
    init?(of bytes: [UInt8], in line: Range<Int>) {
        var place = line.lowerBound
        let end = line.upperBound
        guard Self.skip(Self.version, in: bytes, at: &place, end: end),
            let version = Self.number(in: bytes, at: &place, end: end),
            Self.skip(Self.timeKey, in: bytes, at: &place, end: end),
            let time = Self.text(in: bytes, at: &place, end: end),
            Self.skip(Self.callKey, in: bytes, at: &place, end: end),
            let call = Self.text(in: bytes, at: &place, end: end),
            Self.skip(Self.lineKey, in: bytes, at: &place, end: end),
            let lineName = Self.text(in: bytes, at: &place, end: end),
            Self.skip(Self.seqKey, in: bytes, at: &place, end: end),
            let seq = Self.number(in: bytes, at: &place, end: end),
            Self.skip(Self.msKey, in: bytes, at: &place, end: end),
            let ms = Self.number(in: bytes, at: &place, end: end),
            Self.skip(Self.eventKey, in: bytes, at: &place, end: end),
            let event = Self.text(in: bytes, at: &place, end: end),
            place < end, bytes[place] == UInt8(ascii: ",")
        else { return nil }
        (self.time, self.call, self.line) = (time, call, lineName)
        (self.version, self.seq, self.ms, self.event) = (version, seq, ms, event)
        own = place + 1
    }

    /// The value of a text that is the first of the event's own members; nil when
    /// another member comes first, or when it has an escape in it.
    func firstText(_ key: [UInt8], of bytes: [UInt8], end: Int) -> Range<Int>? {
        var place = own
        guard Self.skip(key, in: bytes, at: &place, end: end) else { return nil }
        return Self.text(in: bytes, at: &place, end: end)
    }

    static let text = Array("\"text\":\"".utf8)
    static let outcome = Array("\"outcome\":\"".utf8)

    private static let version = Array("{\"v\":".utf8)
    private static let timeKey = Array(",\"time\":\"".utf8)
    private static let callKey = Array(",\"call\":\"".utf8)
    private static let lineKey = Array(",\"line\":\"".utf8)
    private static let seqKey = Array(",\"seq\":".utf8)
    private static let msKey = Array(",\"ms\":".utf8)
    private static let eventKey = Array(",\"event\":\"".utf8)

    private static func skip(
        _ key: [UInt8], in bytes: [UInt8], at place: inout Int, end: Int
    ) -> Bool {
        guard place + key.count <= end else { return false }
        for index in key.indices where bytes[place + index] != key[index] { return false }
        place += key.count
        return true
    }

    /// Up to the closing quotation mark; nil when there is an escape before it.
    private static func text(in bytes: [UInt8], at place: inout Int, end: Int) -> Range<Int>? {
        let start = place
        while place < end {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place += 1
                return start..<place - 1
            }
            if byte == UInt8(ascii: "\\") { return nil }
            place += 1
        }
        return nil
    }

    private static func number(in bytes: [UInt8], at place: inout Int, end: Int) -> Int? {
        let start = place
        var value = 0
        if place < end, bytes[place] == UInt8(ascii: "-") { place += 1 }
        let digits = place
        while place < end, (0x30...0x39).contains(bytes[place]), place - digits < 17 {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        guard place > digits else { return nil }
        return bytes[start] == UInt8(ascii: "-") ? -value : value
    }
}
