/// Groups of phrases that mean the same: where one is said, any other may be.
struct PhraseClasses: Sendable {
    private struct Phrase {
        let words: [String]
        let group: Int
    }

    /// Phrases by their first word, the longest first.
    private var phrases: [String: [Phrase]] = [:]
    private var groups: [[[String]]] = []

    /// A phrase that is in several groups belongs to the first.
    mutating func add(_ group: [[String]]) {
        var members: [[String]] = []
        for words in group where !words.isEmpty && !members.contains(words) {
            members.append(words)
        }
        guard members.count > 1 else { return }
        let number = groups.count
        groups.append(members)
        for words in members {
            guard let first = words.first else { continue }
            let known = phrases[first] ?? []
            if !known.contains(where: { $0.words == words }) {
                phrases[first] = (known + [Phrase(words: words, group: number)])
                    .sorted { $0.words.count > $1.words.count }
            }
        }
    }

    /// The longest phrase that begins at this place: its length and the other
    /// members of its group.
    func match(in words: ArraySlice<String>) -> (length: Int, others: [[String]])? {
        guard let first = words.first, let candidates = phrases[first] else { return nil }
        for phrase in candidates where words.starts(with: phrase.words) {
            return (phrase.words.count, groups[phrase.group].filter { $0 != phrase.words })
        }
        return nil
    }
}
