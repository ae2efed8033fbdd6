/// A written text, cut into the smallest pieces that the rules look at.
public struct Passage: Sendable {
    public struct Token: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            /// Letters, with what belongs inside a word: "don't".
            case word
            /// Digits only: "15,000" is three tokens.
            case number
            case space
            case lineBreak
            /// One character that is none of these.
            case mark
        }

        public let kind: Kind
        public let text: String
        /// In UTF-8 bytes of the text.
        public let range: Range<Int>
    }

    public let tokens: [Token]

    public init(_ text: String) {
        let characters = Array(text)
        var tokens: [Token] = []
        var offset = 0
        var start = 0
        while start < characters.count {
            let kind = Self.kind(of: characters[start])
            var end = start + 1
            while end < characters.count, Self.continues(characters, at: end, kind) { end += 1 }
            let piece = String(characters[start..<end])
            let length = piece.utf8.count
            tokens.append(Token(kind: kind, text: piece, range: offset..<offset + length))
            offset += length
            start = end
        }
        self.tokens = tokens
    }

    private static func kind(of character: Character) -> Token.Kind {
        if character.isNewline { return .lineBreak }
        if character.isWhitespace { return .space }
        if character.isASCII, character.isNumber { return .number }
        return character.isLetter ? .word : .mark
    }

    private static func continues(
        _ characters: [Character], at index: Int, _ kind: Token.Kind
    ) -> Bool {
        if kind == .mark { return false }
        let character = characters[index]
        if self.kind(of: character) == kind { return true }
        // An apostrophe between letters.
        return kind == .word && (character == "'" || character == "’")
            && index + 1 < characters.count && characters[index + 1].isLetter
    }

    // MARK: Looking around

    public func token(at index: Int) -> Token? {
        tokens.indices.contains(index) ? tokens[index] : nil
    }

    public func text(at index: Int) -> String? { token(at: index)?.text }

    /// The word there, or nil when there is none.
    public func word(at index: Int) -> String? {
        token(at: index).flatMap { $0.kind == .word ? $0.text : nil }
    }

    /// The digits there, or nil when there are none.
    public func digits(at index: Int) -> String? {
        token(at: index).flatMap { $0.kind == .number ? $0.text : nil }
    }

    public func isMark(_ marks: String, at index: Int) -> Bool {
        guard let token = token(at: index), token.kind == .mark else { return false }
        return token.text.count == 1 && marks.contains(token.text)
    }

    public func isSpace(at index: Int) -> Bool { token(at: index)?.kind == .space }

    /// The index itself, or the next one when a space is there.
    public func skippingSpace(_ index: Int) -> Int { isSpace(at: index) ? index + 1 : index }

    /// The word before, in small letters, when only a space or a full stop is
    /// between.
    public func wordBefore(_ index: Int) -> String? {
        var index = index - 1
        while isSpace(at: index) || isMark(".", at: index) { index -= 1 }
        return word(at: index)?.lowercased()
    }

    /// The word after, in small letters, when only a space is between.
    public func wordAfter(_ index: Int) -> String? {
        word(at: skippingSpace(index))?.lowercased()
    }

    /// Whether nothing that belongs to the same written word is before.
    public func isStartOfWord(_ index: Int) -> Bool {
        guard let before = token(at: index - 1) else { return true }
        return before.kind != .word && before.kind != .number
    }

    /// Whether nothing that belongs to the same written word comes at `index`.
    public func isEndOfWord(_ index: Int) -> Bool {
        guard let next = token(at: index) else { return true }
        return next.kind != .word && next.kind != .number
    }

    /// Where some tokens stand in the text, in UTF-8 bytes.
    public func range(_ indices: Range<Int>) -> Range<Int> {
        guard let first = token(at: indices.lowerBound),
            let last = token(at: indices.upperBound - 1)
        else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }
}
