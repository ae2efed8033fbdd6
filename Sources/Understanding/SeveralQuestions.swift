internal import Foundation

extension Understanding {
    /// Each part must be as sure as this by itself.
    private static let surePart = 0.5
    /// A part of fewer words is no question of its own.
    private static let fewestWords = 3
    /// A longer utterance is cut at so many places at most.
    private static let mostPlaces = 4

    /// Decides about two questions in one breath, in the order in which they were asked:
    /// "How much is a passport, and how long does it take?"
    ///
    /// - Returns: nil when the utterance is one question, or is not understood in parts.
    public func decideInParts(
        _ nBest: [Hypothesis], context: DialogueContext
    ) -> [Decision]? {
        guard let text = nBest.first?.text else { return nil }
        let words = text.split(separator: " ").filter { !isHesitation($0.lowercased()) }
        guard words.count >= 2 * Self.fewestWords + 1, context.offered.isEmpty else { return nil }
        var best: (parts: [Decision], sureness: Double)?
        for place in places(in: words).prefix(Self.mostPlaces) {
            let before = words[..<place].joined(separator: " ")
            let after = words[(place + 1)...].joined(separator: " ")
            guard let parts = parts(before, after, context) else { continue }
            let sureness = parts.map { $0.candidates.first?.score ?? 0 }.min() ?? 0
            if sureness > best?.sureness ?? Self.surePart { best = (parts, sureness) }
        }
        return best?.parts
    }

    /// Where a conjunction has a question of its own on both sides.
    private func places(in words: [Substring]) -> [Int] {
        words.indices.filter { place in
            let word = words[place].lowercased()
            return conjunctions.contains(word) && place >= Self.fewestWords
                && words.count - place - 1 >= Self.fewestWords
                && opensQuestion(words[place + 1].lowercased())
        }
    }

    /// Answers of different entries; the second question may lean on the first.
    private func parts(
        _ before: String, _ after: String, _ context: DialogueContext
    ) -> [Decision]? {
        let first = decide([Hypothesis(text: before)], context: context)
        guard case .answer(let one) = first.outcome else { return nil }
        let second = decide([Hypothesis(text: after)], context: self.context(after: one))
        guard case .answer(let other) = second.outcome, one != other else { return nil }
        return [first, second]
    }
}
