/// Reads JSON (RFC 8259) and knows the line and column of everything in it.
///
/// A byte order mark is skipped. Two members of one object with the same key
/// are an error, because one of them would silently be lost. Nesting is limited
/// to `depthLimit`, so that no input can exhaust the stack.
public struct JSONParser {
    public static let depthLimit = 64

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    /// Where columns were last counted to: what is before is not counted again.
    private var counted = 0
    private var column = 1
    private var depth = 0

    public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
        var parser = JSONParser(bytes: bytes)
        return try parser.document()
    }

    public static func parse(_ text: String) throws(JSONSyntaxError) -> JSONNode {
        try parse(Array(text.utf8))
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func document() throws(JSONSyntaxError) -> JSONNode {
        if let invalid = UTF8Check.firstInvalid(in: bytes) {
            throw invalid
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            counted = 3
        }
        skipSpace()
        guard offset < bytes.count else {
            throw error("the file is empty", remedy: "write a JSON object: { … }")
        }
        let root = try value()
        skipSpace()
        guard offset == bytes.count else {
            throw error(
                "something follows the end of the JSON value",
                remedy: "delete it, or check that no bracket is closed too early")
        }
        return root
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONNode {
        let place = mark()
        guard let byte = peek else {
            throw error("a value is missing here", remedy: "the file ends too early: complete it")
        }
        switch byte {
        case UInt8(ascii: "{"): return JSONNode(place: place, content: .object(try object()))
        case UInt8(ascii: "["): return JSONNode(place: place, content: .array(try array()))
        case UInt8(ascii: "\""): return JSONNode(place: place, content: .string(try string()))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONNode(place: place, content: try number())
        default: return JSONNode(place: place, content: try word())
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> [JSONNode.Member] {
        let opened = try enter()
        var members: [JSONNode.Member] = []
        var places: [String: TextPlace] = [:]
        if closes(with: UInt8(ascii: "}")) { return members }
        while true {
            let keyPlace = mark()
            guard peek == UInt8(ascii: "\"") else {
                throw missingKey(opened: opened)
            }
            let key = try string()
            if let first = places.updateValue(keyPlace, forKey: key) {
                throw error(
                    "\"\(key)\" appears twice in one object, first in line \(first.line)",
                    remedy: "delete or rename one of the two", at: keyPlace)
            }
            skipSpace()
            guard peek == UInt8(ascii: ":") else {
                throw error("':' is missing after \"\(key)\"", remedy: "write \"\(key)\": value")
            }
            offset += 1
            skipSpace()
            members.append(JSONNode.Member(key: key, keyPlace: keyPlace, value: try value()))
            if try !another(before: UInt8(ascii: "}"), opened: opened) { return members }
        }
    }

    private mutating func array() throws(JSONSyntaxError) -> [JSONNode] {
        let opened = try enter()
        var elements: [JSONNode] = []
        if closes(with: UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value())
            if try !another(before: UInt8(ascii: "]"), opened: opened) { return elements }
        }
    }

    /// Steps over an opening bracket and returns its place.
    private mutating func enter() throws(JSONSyntaxError) -> TextPlace {
        let opened = mark()
        depth += 1
        guard depth <= Self.depthLimit else {
            throw error(
                "more than \(Self.depthLimit) brackets are nested", remedy: "flatten the value")
        }
        offset += 1
        skipSpace()
        return opened
    }

    private mutating func closes(with bracket: UInt8) -> Bool {
        guard peek == bracket else { return false }
        offset += 1
        depth -= 1
        return true
    }

    /// True when a comma announces another element, false when the bracket closes.
    private mutating func another(
        before bracket: UInt8, opened: TextPlace
    ) throws(JSONSyntaxError) -> Bool {
        skipSpace()
        if closes(with: bracket) { return false }
        guard let byte = peek else { throw ended(before: bracket, opened: opened) }
        let name = Character(Unicode.Scalar(bracket))
        guard byte == UInt8(ascii: ",") else {
            throw error(
                "',' or '\(name)' is missing before this",
                remedy: "write one of them after the value before")
        }
        let comma = mark()
        offset += 1
        skipSpace()
        guard let next = peek else { throw ended(before: bracket, opened: opened) }
        if next == bracket {
            throw error("a comma stands before '\(name)'", remedy: "delete the comma", at: comma)
        }
        return true
    }

    private func ended(before bracket: UInt8, opened: TextPlace) -> JSONSyntaxError {
        error(
            "the file ends before the '\(Character(Unicode.Scalar(bracket)))' of the bracket "
                + "opened in line \(opened.line)",
            remedy: "close it, or restore the rest of the file")
    }

    private func missingKey(opened: TextPlace) -> JSONSyntaxError {
        guard let byte = peek else { return ended(before: UInt8(ascii: "}"), opened: opened) }
        if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") { return comment() }
        return error(
            "a name in double quotes is missing here", remedy: "write \"name\": value")
    }

    private func comment() -> JSONSyntaxError {
        error(
            "JSON has no comments",
            remedy: "delete the comment, or write a member \"note\": \"…\"")
    }

    private mutating func word() throws(JSONSyntaxError) -> JSONNode.Content {
        let place = mark()
        var end = offset
        while end < bytes.count, bytes[end].isWordByte { end += 1 }
        let word = String(decoding: bytes[offset..<end], as: UTF8.self)
        switch word {
        case "true", "false", "null": break
        case "":
            if peek == UInt8(ascii: "/") || peek == UInt8(ascii: "#") { throw comment() }
            throw error(
                "a value is missing here",
                remedy: "write a text in double quotes, a number, a list, an object, true, "
                    + "false or null")
        default:
            throw error(
                "'\(word)' is not a JSON value", remedy: "put text in double quotes", at: place)
        }
        offset = end
        return word == "null" ? .null : .bool(word == "true")
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0D: offset += 1
            case 0x0A:
                offset += 1
                line += 1
                counted = offset
                column = 1
            default: return
            }
        }
    }

    /// The place of the next byte. Each byte of a line is counted once, however
    /// long the line is.
    private mutating func mark() -> TextPlace {
        let place = place
        (counted, column) = (offset, place.column)
        return place
    }

    private var place: TextPlace {
        var column = column
        for index in counted..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return TextPlace(line: line, column: column)
    }

    private func error(
        _ message: String, remedy: String, at place: TextPlace? = nil
    ) -> JSONSyntaxError {
        JSONSyntaxError(place: place ?? self.place, message: message, remedy: remedy)
    }
}

// MARK: - Numbers and texts

extension JSONParser {
    private mutating func number() throws(JSONSyntaxError) -> JSONNode.Content {
        let start = offset
        if peek == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        try digits()
        if offset - firstDigit > 1, bytes[firstDigit] == UInt8(ascii: "0") {
            throw error("a number begins with 0", remedy: "delete the leading zeros")
        }
        var isInteger = true
        if peek == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isInteger = false
            offset += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isInteger, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw error("\(text) is too large a number", remedy: "write it as a text")
        }
        return .number(number)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = offset
        while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
        guard offset > start else {
            throw error("a digit is missing here", remedy: "complete the number")
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        let opened = mark()
        offset += 1
        let start = offset
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            offset += 1
        }
        if peek == UInt8(ascii: "\"") {
            offset += 1
            return String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
        }
        var content = Array(bytes[start..<offset])
        while true {
            guard let byte = peek, byte != 0x0A else {
                throw error(
                    "the text that begins here is not closed", remedy: "add the closing \"",
                    at: opened)
            }
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20:
                throw error(
                    "a text holds a control character",
                    remedy: byte == 0x09 ? "write \\t for a tab" : "delete it")
            default:
                content.append(byte)
                offset += 1
            }
        }
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONSyntaxError) {
        let backslash = mark()
        offset += 1
        let escaped = peek
        offset += 1
        switch escaped {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            content.append(escaped ?? 0)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "u"):
            guard let scalar = unicodeEscape() else {
                throw error(
                    "this \\u escape names no character",
                    remedy: "write the character itself, or four hexadecimal digits",
                    at: backslash)
            }
            content.append(contentsOf: String(scalar).utf8)
        default:
            throw error(
                "a backslash stands before something that needs none",
                remedy: "write \\\\ for a backslash", at: backslash)
        }
    }

    /// Reads four hexadecimal digits, and four more of a surrogate pair.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let first = fourDigits() else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        guard peek == UInt8(ascii: "\\") else { return nil }
        offset += 1
        guard peek == UInt8(ascii: "u") else { return nil }
        offset += 1
        guard let second = fourDigits(), (0xDC00...0xDFFF).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func fourDigits() -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[offset..<(offset + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 + UInt32(digit)
        }
        offset += 4
        return value
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "'"), 0x80...:
            true
        default: false
        }
    }
}
