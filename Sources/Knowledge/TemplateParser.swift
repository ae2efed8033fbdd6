/// Recursive descent over a template's bytes: all its signs are ASCII.
///
///     sequence := (text | slot | optional | choice)*
///     optional := '[' sequence ('|' sequence)* ']'
///     choice   := '(' sequence ('|' sequence)* ')'
///     slot     := '{' name '}'
struct TemplateParser {
    static let depthLimit = 32

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    static func parse(_ source: String) throws(TemplateError) -> Template.Part {
        var parser = TemplateParser(bytes: Array(source.utf8))
        let root = try parser.sequence()
        if parser.peek != nil { throw parser.stray() }
        return root
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Reads up to a sign that only an enclosing bracket understands.
    private mutating func sequence() throws(TemplateError) -> Template.Part {
        var parts: [Template.Part] = []
        var start = index
        while let byte = peek {
            switch byte {
            case .bar, .closeChoice, .closeOptional, .closeSlot:
                appendText(from: start, to: &parts)
                return parts.count == 1 ? parts[0] : .sequence(parts)
            case .openChoice, .openOptional, .openSlot:
                appendText(from: start, to: &parts)
                parts.append(byte == .openSlot ? try slot() : try bracket(byte))
                start = index
            default: index += 1
            }
        }
        appendText(from: start, to: &parts)
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private func appendText(from start: Int, to parts: inout [Template.Part]) {
        guard start < index else { return }
        parts.append(.text(String(decoding: bytes[start..<index], as: UTF8.self)))
    }

    private mutating func bracket(_ open: UInt8) throws(TemplateError) -> Template.Part {
        let opened = index
        index += 1
        depth += 1
        guard depth <= Self.depthLimit else {
            throw error(
                at: opened, "more than \(Self.depthLimit) brackets are nested",
                remedy: "write several simpler templates")
        }
        let close: UInt8 = open == .openChoice ? .closeChoice : .closeOptional
        var branches = [try sequence()]
        while peek == .bar {
            index += 1
            branches.append(try sequence())
        }
        guard let found = peek else { throw notClosed(opened, by: close) }
        guard found == close else {
            throw error(
                at: index,
                "'\(name(open))' at column \(column(opened)) is closed by '\(name(found))' at "
                    + "column \(column(index))",
                remedy: "write '\(name(close))' there")
        }
        index += 1
        depth -= 1
        let nothing = Template.Part.sequence([])
        if branches == [nothing] {
            throw error(
                at: opened,
                "'\(name(open))\(name(close))' at column \(column(opened)) is empty",
                remedy: "delete it or put words between")
        }
        if open == .openOptional { branches.insert(nothing, at: 0) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func slot() throws(TemplateError) -> Template.Part {
        let opened = index
        index += 1
        while let byte = peek, byte.isSlotByte { index += 1 }
        guard let found = peek else { throw notClosed(opened, by: .closeSlot) }
        guard found == .closeSlot, index > opened + 1 else {
            let isEmpty = found == .closeSlot
            let character = String(decoding: bytes[index...], as: UTF8.self).prefix(1)
            throw error(
                at: index,
                isEmpty
                    ? "'{}' at column \(column(opened)) names no list"
                    : "'\(character)' at column \(column(index)) cannot be in the name of a list",
                remedy: "write {name} with a-z, 0-9, _ and - only")
        }
        index += 1
        return .slot(String(decoding: bytes[(opened + 1)..<(index - 1)], as: UTF8.self))
    }
}

// MARK: - Errors

extension TemplateParser {
    private func notClosed(_ opened: Int, by close: UInt8) -> TemplateError {
        error(
            at: opened, "'\(name(bytes[opened]))' at column \(column(opened)) is not closed",
            remedy: "add the missing '\(name(close))'")
    }

    private func stray() -> TemplateError {
        let byte = bytes[index]
        if byte == .bar {
            return error(
                at: index, "'|' at column \(column(index)) is outside of ( ) and [ ]",
                remedy: "put the choice in parentheses: (one|other)")
        }
        let open: UInt8 =
            byte == .closeChoice
            ? .openChoice : byte == .closeOptional ? .openOptional : .openSlot
        return error(
            at: index, "'\(name(byte))' at column \(column(index)) was never opened",
            remedy: "delete it, or add '\(name(open))' before")
    }

    private func error(at index: Int, _ message: String, remedy: String) -> TemplateError {
        TemplateError(column: column(index), message: message, remedy: remedy)
    }

    private func column(_ index: Int) -> Int {
        String(decoding: bytes[..<index], as: UTF8.self).count + 1
    }

    private func name(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
}

extension UInt8 {
    fileprivate static let openChoice = UInt8(ascii: "(")
    fileprivate static let closeChoice = UInt8(ascii: ")")
    fileprivate static let openOptional = UInt8(ascii: "[")
    fileprivate static let closeOptional = UInt8(ascii: "]")
    fileprivate static let openSlot = UInt8(ascii: "{")
    fileprivate static let closeSlot = UInt8(ascii: "}")
    fileprivate static let bar = UInt8(ascii: "|")

    fileprivate var isSlotByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
