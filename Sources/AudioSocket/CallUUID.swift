/// The name of a call between Asterisk's dialplan and whoever answers it: RFC 9562.
public struct CallUUID: Hashable, Sendable, CustomStringConvertible {
    /// Sixteen of them, in network order.
    public let bytes: [UInt8]

    /// Nil unless there are sixteen.
    public init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads `8-4-4-4-12` hexadecimal digits, in either case.
    public init?(_ text: some StringProtocol) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == Self.groupLengths else { return nil }
        let digits = groups.joined().compactMap { Self.value(of: $0) }
        guard digits.count == 2 * Self.length else { return nil }
        bytes = (0..<Self.length).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    }

    /// In lower case, as Asterisk's `UUID()` gives it.
    public var description: String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }

    static let length = 16
    private static let groupLengths = [8, 4, 4, 4, 12]

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
