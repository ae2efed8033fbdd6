/// Joins what is spelled or read out letter by letter: "v n e i d" → "vneid",
/// "c t" "01" → "ct01", "e" "id" → "eid".
struct SpelledTerms: Sendable {
    private static let mostParts = 8
    private static let longestPart = 5

    /// Terms that are known to be written as one word.
    let known: Set<String>

    func join(_ words: [String]) -> [String] {
        var result: [String] = []
        result.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            let length = knownLength(words, at: index) ?? letterRun(words, at: index)
            result.append(words[index..<(index + length)].joined())
            index += length
        }
        return result
    }

    /// How many words from `start` make the longest known term, if any.
    private func knownLength(_ words: [String], at start: Int) -> Int? {
        guard words[start].utf8.count <= Self.longestPart else { return nil }
        var joined = ""
        var longest: Int?
        for length in 1...Self.mostParts where start + length <= words.count {
            let part = words[start + length - 1]
            guard Self.isPart(part) else { break }
            joined += part
            if length > 1, known.contains(joined) { longest = length }
        }
        return longest
    }

    /// Single letters in a row are one spelled word; "a" and "i" at its edges
    /// may be words of their own. A number that follows belongs to it.
    private func letterRun(_ words: [String], at start: Int) -> Int {
        guard Self.isLetter(words[start]), !Self.isWordLetter(words[start]) else { return 1 }
        var end = start + 1
        while end < words.count, Self.isLetter(words[end]) { end += 1 }
        while end > start + 1, Self.isWordLetter(words[end - 1]), end < words.count { end -= 1 }
        if end < words.count, words[end].utf8.allSatisfy(Tokenizer.isDigit) { end += 1 }
        return end - start
    }

    private static func isPart(_ word: String) -> Bool {
        word.utf8.count <= 2 || (word.utf8.count <= longestPart && word != "and" && word != "the")
    }

    private static func isLetter(_ word: String) -> Bool {
        word.utf8.count == 1 && word.utf8.allSatisfy(Tokenizer.isLetter)
    }

    private static func isWordLetter(_ word: String) -> Bool { word == "a" || word == "i" }
}
