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
            isInterrogative(words, place) || isInverted(words, place)
                || begins(rules.requests, words, place)
        }
    }

    /// Whether the last word takes what was asked for before it, and nothing need follow: "which
    /// office do I go to", but not "which office do I have to", "do I go to".
    func isStranded(_ words: [String]) -> Bool {
        guard let last = words.last, rules.strandedWords.contains(last) else { return false }
        let leads = words.dropLast().last.map(rules.leadsToInfinitive.contains) ?? true
        if leads, rules.infinitiveMarks.contains(last) { return false }
        return words.indices.dropLast().contains { place in
            rules.objectInterrogatives.contains(words[place]) && isInterrogative(words, place)
        }
    }

    /// "What", "how": not in "somebody who claims", nor in "when I moved".
    private func isInterrogative(_ words: [String], _ place: Int) -> Bool {
        rules.interrogatives.contains(words[place]) && !isRelative(words, place)
            && !isConjunction(words, place)
    }

    private func begins(_ phrases: [[String]], _ words: [String], _ place: Int) -> Bool {
        phrases.contains { words[place...].starts(with: $0) }
    }

    /// "Somebody who claims", "the place where I live": it tells something about what stands before.
    private func isRelative(_ words: [String], _ place: Int) -> Bool {
        place > 0 && rules.relatives.contains(words[place])
            && rules.antecedents.contains(words[place - 1])
    }

    /// "When I moved here" tells when; "when I can get it", "I do not know when I moved" ask.
    private func isConjunction(_ words: [String], _ place: Int) -> Bool {
        guard rules.conjunctiveInterrogatives.contains(words[place]), place + 1 < words.count,
            rules.subjects.contains(words[place + 1])
        else { return false }
        if place + 2 < words.count, rules.auxiliaries.contains(words[place + 2]) { return false }
        return place == 0 || !rules.askingVerbs.contains(words[place - 1])
    }

    /// "Do I", "is the": not "I do", "my card is the", which tell.
    private func isInverted(_ words: [String], _ place: Int) -> Bool {
        guard rules.auxiliaries.contains(words[place]), place + 1 < words.count else {
            return false
        }
        let next = words[place + 1]
        let isBeginning = words[..<place].allSatisfy(rules.politeWords.contains)
        if isBeginning { return !rules.negations.contains(next) }
        guard rules.subjects.contains(next), !rules.subjects.contains(words[place - 1]) else {
            return false
        }
        // What stands before may be its subject, unless that has a verb already.
        guard rules.linkingVerbs.contains(words[place]), rules.determiners.contains(next) else {
            return true
        }
        let before = words[..<(place - 1)]
        return before.contains(where: rules.personalSubjects.contains)
            || (before.count > 3 && !before.suffix(2).contains(where: rules.determiners.contains))
    }
}
