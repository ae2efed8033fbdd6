import Knowledge
import LanguageModel

/// Tells which texts that nothing answers are nearly in the pack's own negatives:
/// that these are refused says little about others.
struct KnownNegatives: Sendable {
    /// Share of words in common from which two texts are one.
    private static let alike = 0.5
    /// Words that most questions have.
    private static let common: Set<String> = [
        "a", "an", "the", "is", "are", "do", "does", "did", "i", "my", "to", "of", "in", "for",
        "on", "at", "it", "you", "me", "can", "could", "would", "how", "what", "who", "where",
        "when", "why", "please", "and", "or", "with", "from",
    ]

    private let negatives: [Set<String>]

    init(_ pack: LanguagePack) { negatives = pack.negatives.map(Self.words) }

    func contains(_ text: String) -> Bool {
        let words = Self.words(text)
        guard !words.isEmpty else { return false }
        return negatives.contains { negative in
            let shared = Double(negative.intersection(words).count)
            return shared >= Self.alike * Double(negative.union(words).count)
        }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(SpokenForm.words(of: text)).subtracting(common)
    }
}
