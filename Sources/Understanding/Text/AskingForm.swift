/// Tells by the form of a sentence whether it asks for something: a story that leads to
/// a question ("I've bought a flat in Hanoi …") may be answered, and does not ask.
struct AskingForm: Sendable {
    let rules: LanguageRules

    /// - Returns: True for a language whose rules know no forms.
    func asks(_ words: [String]) -> Bool {
        guard !rules.interrogatives.isEmpty else { return true }
        return words.indices.contains { place in
            rules.interrogatives.contains(words[place]) || isInverted(words, place)
                || rules.wishes.contains { words[place...].starts(with: $0) }
        }
    }

    /// "Do I", "is the": not "I do", which tells.
    private func isInverted(_ words: [String], _ place: Int) -> Bool {
        guard rules.auxiliaries.contains(words[place]), place + 1 < words.count else {
            return false
        }
        let before = place > 0 ? words[place - 1] : nil
        return rules.subjects.contains(words[place + 1])
            && before.map { !rules.subjects.contains($0) } ?? true
    }
}
