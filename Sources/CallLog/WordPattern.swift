internal import Foundation

/// Words that a text must have, in any order, whatever their case and their
/// diacritical marks: "ho khau" finds "hộ khẩu". A word is found at the beginning of
/// words: "card" in "cards", not in "discard". A phrase is found as it stands.
public struct WordPattern: Sendable, Equatable {
    /// Folded; a phrase holds single spaces.
    private let words: [[UInt8]]
    private let hasPhrase: Bool

    /// Each text is a word or, with spaces in it, a phrase.
    public init(_ texts: [String]) {
        words = texts.map { Self.folded($0) }.filter { !$0.isEmpty }
        hasPhrase = words.contains { $0.contains(0x20) }
    }

    public var isEmpty: Bool { words.isEmpty }

    public func matches(_ text: String) -> Bool {
        guard !words.isEmpty else { return true }
        let bytes = Array(text.utf8)
        // Only a phrase could tell one space from two.
        guard bytes.allSatisfy({ $0 < 0x80 && $0 >= 0x20 }), !hasPhrase else {
            return matches(folded: Self.folded(text))
        }
        return words.allSatisfy { Self.contains($0, in: bytes, bytes.indices) }
    }

    /// The same for UTF-8 as it stands in a line, where it has no escapes.
    func matches(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        guard !range.contains(where: { bytes[$0] >= 0x80 }) else {
            return matches(String(decoding: bytes[range], as: UTF8.self))
        }
        return words.allSatisfy { Self.contains($0, in: bytes, range) }
    }

    /// Whether at least one of the words is there.
    func matchesAny(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        if range.contains(where: { bytes[$0] >= 0x80 }) {
            let text = Self.folded(String(decoding: bytes[range], as: UTF8.self))
            return words.contains { Self.contains($0, in: text, text.indices) }
        }
        return words.contains { Self.contains($0, in: bytes, range) }
    }

    private func matches(folded text: [UInt8]) -> Bool {
        words.allSatisfy { Self.contains($0, in: text, text.indices) }
    }

    /// `bytes` may have capital letters of ASCII and signs between words.
    private static func contains(_ word: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = word.first, range.count >= word.count else { return false }
        var isAtStart = true
        for start in range.lowerBound...range.upperBound - word.count {
            let byte = bytes[start].lowercased
            if isAtStart, byte == first, agrees(word, bytes, at: start) { return true }
            isAtStart = !byte.isOfWord
        }
        return false
    }

    private static func agrees(_ word: [UInt8], _ bytes: [UInt8], at start: Int) -> Bool {
        for index in word.indices where bytes[start + index].lowercased != word[index] {
            return false
        }
        return true
    }

    /// Lower case, without diacritical marks, with single spaces.
    static func folded(_ text: String) -> [UInt8] {
        // Most of what is said, and a quarter of the time of a search without it.
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return foldedASCII(text) }
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .replacing("đ", with: "d").replacing("Đ", with: "d")
        return Array(plain.split(whereSeparator: \.isWhitespace).joined(separator: " ").utf8)
    }

    private static func foldedASCII(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var isAfterSpace = true
        for byte in text.utf8 {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace {
                folded.append(byte.lowercased)
            } else if !isAfterSpace {
                folded.append(0x20)
            }
            isAfterSpace = isSpace
        }
        if folded.last == 0x20 { folded.removeLast() }
        return folded
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    fileprivate var isOfWord: Bool {
        (0x61...0x7A).contains(self) || (0x30...0x39).contains(self) || self >= 0x80
    }
}
