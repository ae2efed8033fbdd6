extension JSONValue {
    /// The value on one line, members in their order: the same value always
    /// gives the same bytes. Control characters and those that turn the
    /// direction of text are escaped, so that the line can be shown on a
    /// terminal as it is.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// The same as text.
    public var json: String { String(decoding: bytes, as: UTF8.self) }

    /// The value over several lines, indented by two spaces, for people.
    public var indentedJSON: String {
        var bytes: [UInt8] = []
        append(to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(to bytes: inout [UInt8], indent: Int? = nil) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .number(let number):
            bytes.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
        case .string(let text): Self.append(text, to: &bytes)
        case .array(let values):
            Self.append(
                values, open: UInt8(ascii: "["), close: UInt8(ascii: "]"), to: &bytes,
                indent: indent
            ) { value, bytes, indent in value.append(to: &bytes, indent: indent) }
        case .object(let object):
            Self.append(
                object.members, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), to: &bytes,
                indent: indent
            ) { member, bytes, indent in
                Self.append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if indent != nil { bytes.append(UInt8(ascii: " ")) }
                member.value.append(to: &bytes, indent: indent)
            }
        }
    }

    private static func append<Element>(
        _ elements: [Element], open: UInt8, close: UInt8, to bytes: inout [UInt8], indent: Int?,
        each: (Element, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(open)
        let inner = indent.map { $0 + 2 }
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            appendNewLine(indent: inner, to: &bytes)
            each(element, &bytes, inner)
        }
        if !elements.isEmpty { appendNewLine(indent: indent, to: &bytes) }
        bytes.append(close)
    }

    private static func appendNewLine(indent: Int?, to bytes: inout [UInt8]) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(\.standsForItself) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "\"": bytes.append(contentsOf: "\\\"".utf8)
        case "\\": bytes.append(contentsOf: "\\\\".utf8)
        case "\n": bytes.append(contentsOf: "\\n".utf8)
        case "\r": bytes.append(contentsOf: "\\r".utf8)
        case "\t": bytes.append(contentsOf: "\\t".utf8)
        case _ where scalar.changesTerminal:
            bytes.append(contentsOf: "\\u".utf8)
            let digits = String(scalar.value, radix: 16)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.count))
            bytes.append(contentsOf: digits.utf8)
        case _: bytes.append(contentsOf: String(scalar).utf8)
        }
    }
}

extension UInt8 {
    /// Printable ASCII that JSON does not escape.
    fileprivate var standsForItself: Bool {
        (0x20..<0x7F).contains(self) && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }
}

extension Unicode.Scalar {
    /// Control characters (C0, DEL, C1), line separators, and characters that
    /// turn the direction of text: nothing of that may reach a terminal raw.
    /// All of them are below U+FFFF.
    public var changesTerminal: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x61C:
            true
        case 0xFEFF: true
        default: false
        }
    }
}
