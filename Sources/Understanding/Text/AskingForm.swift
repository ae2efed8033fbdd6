/// Tells by the form of a sentence whether it asks for something: a story that leads to
/// a question ("I've bought a flat in Hanoi …") may be answered, and does not ask.
struct AskingForm: Sendable {
    let rules: LanguageRules

    /// Whether the language's rules know how its questions look.
    var isKnown: Bool { !rules.interrogatives.isEmpty }

    /// - Returns: True for a language whose rules know no forms.
    func asks(_ words: [String]) -> Bool {
        isQuestion(words) || words.indices.contains { begins(rules.wishes, words, $0) }
    }

    /// The same without wishes: "I need to renew my licence" may be answered, and more often
    /// than not a question follows.
    func isQuestion(_ words: [String]) -> Bool {
        guard isKnown else { return true }
        return words.indices.contains { place in
            (rules.interrogatives.contains(words[place]) && !isRelative(words, place))
                || isInverted(words, place)
                || begins(rules.requests, words, place)
        }
    }

    private func begins(_ phrases: [[String]], _ words: [String], _ place: Int) -> Bool {
        phrases.contains { words[place...].starts(with: $0) }
    }

    /// "Somebody who claims", "the place where I live": it tells something about what stands before.
    private func isRelative(_ words: [String], _ place: Int) -> Bool {
        place > 0 && rules.relatives.contains(words[place])
            && rules.antecedents.contains(words[place - 1])
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
