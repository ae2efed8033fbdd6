/// The members of a line's event, one after the other, without building a tree.
///
/// For lines as `TranscriptChain` writes them. Where anything else comes, `next` ends
/// with `isWhole` false, and the line is left to the JSON parser.
struct LineFields {
    struct Field {
        let key: Range<Int>

        /// Of a text: between its quotation marks.
        let value: Range<Int>
        let kind: Kind
    }

    enum Kind {
        case text
        /// A text with escapes in it.
        case escapedText
        /// A number, `true`, `false`, `null`.
        case word
        case nested
    }

    private let bytes: [UInt8]
    private let end: Int
    private var place: Int

    /// The last member was read, and the object was closed behind it.
    private(set) var isWhole = false

    init(_ bytes: [UInt8], from place: Int, to end: Int) {
        (self.bytes, self.place, self.end) = (bytes, place, end)
    }

    mutating func next() -> Field? {
        guard !isWhole, let key = text(), key.kind == .text, take(":"), place < end else {
            return nil
        }
        let keyRange = key.range
        let start = place
        let field: Field
        switch bytes[place] {
        case UInt8(ascii: "\""):
            guard let value = text() else { return nil }
            field = Field(key: keyRange, value: value.range, kind: value.kind)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard skipNested() else { return nil }
            field = Field(key: keyRange, value: start..<place, kind: .nested)
        default:
            while place < end, bytes[place] != UInt8(ascii: ","), bytes[place] != UInt8(ascii: "}")
            { place += 1 }
            guard place > start else { return nil }
            field = Field(key: keyRange, value: start..<place, kind: .word)
        }
        guard place < end else { return nil }
        if take("}") {
            isWhole = place == end
            return isWhole ? field : nil
        }
        return take(",") ? field : nil
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < end, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func text() -> (range: Range<Int>, kind: Kind)? {
        guard take("\"") else { return nil }
        let start = place
        var kind = Kind.text
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return (start..<place - 1, kind)
            case UInt8(ascii: "\\"):
                kind = .escapedText
                place += 2
            case 0..<0x20: return nil
            default: place += 1
            }
        }
        return nil
    }

    private mutating func skipNested() -> Bool {
        var depth = 0
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "\""): if text() == nil { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                place += 1
                if depth == 0 { return true }
            default: place += 1
            }
        }
        return false
    }
}
