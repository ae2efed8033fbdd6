/// Phrases by their words, for longest-match lookup at a position.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Phrase: Sendable {
        let words: [String]
        let value: Value
    }

    /// By first word; the longest first, then in the order of insertion.
    private var phrases: [String: [Phrase]] = [:]

    init() {}

    var isEmpty: Bool { phrases.isEmpty }

    /// A phrase that is already there keeps its first value.
    mutating func insert(_ words: [String], _ value: Value) {
        guard let first = words.first else { return }
        var row = phrases[first] ?? []
        guard !row.contains(where: { $0.words == words }) else { return }
        let place = row.firstIndex { $0.words.count < words.count } ?? row.endIndex
        row.insert(Phrase(words: words, value: value), at: place)
        phrases[first] = row
    }

    /// The longest phrase that begins at `start`.
    func longest(in words: [String], at start: Int) -> (length: Int, value: Value)? {
        guard start < words.count, let row = phrases[words[start]] else { return nil }
        for phrase in row
        where phrase.words.count <= words.count - start
            && words[start..<(start + phrase.words.count)].elementsEqual(phrase.words)
        {
            return (phrase.words.count, phrase.value)
        }
        return nil
    }

    /// Every phrase that begins at `start`, the longest first.
    func all(in words: [String], at start: Int) -> [(length: Int, value: Value)] {
        guard start < words.count, let row = phrases[words[start]] else { return [] }
        return row.compactMap { phrase in
            let length = phrase.words.count
            guard length <= words.count - start,
                words[start..<(start + length)].elementsEqual(phrase.words)
            else { return nil }
            return (length, phrase.value)
        }
    }

    /// The longest phrase whose last word is just before `end`.
    func longest(in words: [String], endingAt end: Int, mostWords: Int = 8) -> (
        length: Int, value: Value
    )? {
        var length = min(mostWords, end)
        while length > 0 {
            if let match = longest(in: Array(words[..<end]), at: end - length),
                match.length == length
            {
                return match
            }
            length -= 1
        }
        return nil
    }
}
