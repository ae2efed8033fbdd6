public import Knowledge

/// What of an utterance speaks for an entry, in words: for whoever asks why.
public struct Grounds: Sendable, Equatable {
    /// Ways to say one question that are compared.
    private static let mostExpansions = 6

    /// The entry's question that is most like it, as an editor wrote it.
    public let question: String
    /// The words that the two have in common, in the order in which they were said.
    public let words: [String]

    /// - Parameter said: as it was understood, `Decision.normalised`.
    /// - Returns: nil when no question of the entry has a word in common with it.
    public init?(for entry: Entry, said: String, lists: [String: [String]]) {
        let spoken = Self.words(of: said)
        var best: (likeness: Double, question: String, words: [String])?
        for question in entry.questions {
            for text in question.expansions(lists: lists, limit: Self.mostExpansions) {
                let asked = Set(Self.words(of: text))
                let shared = spoken.filter(asked.contains)
                guard !shared.isEmpty else { continue }
                // Dice (1945): both what is missing and what is too much counts.
                let likeness = 2 * Double(shared.count) / Double(asked.count + spoken.count)
                if likeness > best?.likeness ?? 0 { best = (likeness, question.source, shared) }
            }
        }
        guard let best else { return nil }
        (question, words) = (best.question, best.words)
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
    }
}
