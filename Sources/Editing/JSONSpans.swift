/// Where the values of a JSON text begin and end, in bytes: to change one and leave
/// every other byte as it is. Of a text that `JSONParser` has accepted.
struct JSONSpan: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let key: String

        /// From the key's quotation mark to the value's end.
        let range: Range<Int>
        let value: JSONSpan
    }

    let range: Range<Int>
    var members: [Member] = []
    var elements: [JSONSpan] = []

    func member(_ key: String) -> Member? { members.last { $0.key == key } }

    static func of(_ bytes: [UInt8]) -> JSONSpan {
        var scanner = Scanner(bytes: bytes)
        return scanner.value()
    }

    private struct Scanner {
        let bytes: [UInt8]
        var offset = 0

        private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

        private mutating func skipSpace() {
            while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte) {
                offset += 1
            }
        }

        mutating func value() -> JSONSpan {
            skipSpace()
            let start = offset
            var span = JSONSpan(range: start..<start)
            switch byte {
            case UInt8(ascii: "{"): span.members = members()
            case UInt8(ascii: "["): span.elements = elements()
            case UInt8(ascii: "\""): skipString()
            default:
                while offset < bytes.count, !Self.ends.contains(byte) { offset += 1 }
            }
            return JSONSpan(
                range: start..<offset, members: span.members, elements: span.elements)
        }

        private static let ends: Set<UInt8> = [0x2C, 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D]

        private mutating func skipString() {
            offset += 1
            while offset < bytes.count, byte != UInt8(ascii: "\"") {
                offset += byte == UInt8(ascii: "\\") ? 2 : 1
            }
            offset += 1
        }

        private mutating func members() -> [Member] {
            var members: [Member] = []
            offset += 1
            skipSpace()
            while offset < bytes.count, byte != UInt8(ascii: "}") {
                let start = offset
                skipString()
                let key = String(decoding: bytes[start + 1..<offset - 1], as: UTF8.self)
                skipSpace()
                offset += 1
                let value = value()
                members.append(
                    Member(key: key, range: start..<value.range.upperBound, value: value))
                skipSpace()
                if byte == UInt8(ascii: ",") { offset += 1 }
                skipSpace()
            }
            offset += 1
            return members
        }

        private mutating func elements() -> [JSONSpan] {
            var elements: [JSONSpan] = []
            offset += 1
            skipSpace()
            while offset < bytes.count, byte != UInt8(ascii: "]") {
                elements.append(value())
                skipSpace()
                if byte == UInt8(ascii: ",") { offset += 1 }
                skipSpace()
            }
            offset += 1
            return elements
        }
    }
}
