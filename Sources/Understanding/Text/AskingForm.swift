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
                || begins(rules.requests, words, place) || isWondering(words, place)
        }
    }

    /// "What", "how": not in "somebody who claims", nor in "when I moved".
    func isInterrogative(_ words: [String], _ place: Int) -> Bool {
        rules.interrogatives.contains(words[place]) && !isRelative(words, place)
            && !isConjunction(words, place)
    }

    /// "I'd like to know if", "can I ask about"; not "they check if".
    private func isWondering(_ words: [String], _ place: Int) -> Bool {
        begins(rules.wonderings, words, place)
            && (place == 0 || rules.wonderLeads.contains(words[place - 1]))
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
        guard rules.auxiliaries.contains(words[place]), place + 1 < words.count,
            !hasItsSubject(words, place)
        else { return false }
        let next = words[place + 1]
        if words[..<place].allSatisfy(rules.politeWords.contains),
            rules.openingAuxiliaries.contains(words[place])
        {
            return !rules.negations.contains(next)
        }
        guard rules.subjects.contains(next) else { return false }
        return place == 0 || !rules.linkingVerbs.contains(words[place])
            || isLinkedAnew(words, place)
    }

    /// "You can", but not "thank you can".
    private func hasItsSubject(_ words: [String], _ place: Int) -> Bool {
        guard place > 0, rules.clauseSubjects.contains(words[place - 1]) else { return false }
        return place < 2 || !rules.thanks.contains(words[place - 2])
    }

    /// Whether "is the" in a sentence asks. What stands before may be its subject ("my card is
    /// the"), unless that has a verb of its own ("my ward got a new name is my card").
    private func isLinkedAnew(_ words: [String], _ place: Int) -> Bool {
        let (before, next) = (words[place - 1], words[place + 1])
        if rules.existentials.contains(before) { return false }
        if rules.existentials.contains(next) { return place + 2 < words.count }
        if !rules.determiners.contains(next) || isPast(before) { return true }
        let earlier = words[..<(place - 1)]
        if earlier.contains(where: rules.personalSubjects.contains) { return true }
        return earlier.count(where: rules.determiners.contains) > 1
            && !earlier.suffix(2).contains(where: rules.determiners.contains)
    }

    private func isPast(_ word: String) -> Bool {
        rules.pastEndings.contains(where: word.hasSuffix) || rules.pastForms.contains(word)
    }
}
