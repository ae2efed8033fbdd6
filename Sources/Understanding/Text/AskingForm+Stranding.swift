// What a word at the end takes may have been asked for before it.

extension AskingForm {
    /// Whether nothing need follow the last word, although something mostly does: "which office
    /// do I go to", "what documents do I need", "how is that"; not "which office do I have to",
    /// "what is the fee for", "what if I need".
    func isStranded(_ words: [String]) -> Bool {
        guard words.count > 2 else { return false }
        let (before, last) = (words[words.count - 2], words[words.count - 1])
        if rules.demonstratives.contains(last) { return takesDemonstrative(words, before) }
        guard isStranding(last), !isStranding(before) else { return false }
        let isInfinitive = rules.infinitiveMarks.contains(last)
        if isInfinitive, !rules.directedVerbs.contains(before) { return false }
        let asked = words.indices.dropLast().last { place in
            rules.objectInterrogatives.contains(words[place]) && isInterrogative(words, place)
        }
        guard let asked, !(isInfinitive && rules.placeInterrogatives.contains(words[asked])),
            !words[asked...].contains(where: rules.conditionals.contains)
        else { return false }
        return (asked..<words.count - 2).contains { isItsOwnClause(words, $0) }
    }

    private func isStranding(_ word: String) -> Bool {
        rules.strandedPrepositions.contains(word) || rules.strandedVerbs.contains(word)
    }

    /// "Do I", "is it", "does the": what was asked for is no part of it.
    private func isItsOwnClause(_ words: [String], _ place: Int) -> Bool {
        guard rules.auxiliaries.contains(words[place]) else { return false }
        let next = words[place + 1]
        return rules.personalSubjects.contains(next)
            || (rules.subjects.contains(next) && !rules.linkingVerbs.contains(words[place]))
    }

    /// "How do I do that", "the office for that"; not "is it true that".
    private func takesDemonstrative(_ words: [String], _ before: String) -> Bool {
        guard isQuestion(words) else { return false }
        let isObject =
            rules.auxiliaries.contains(before)
            && rules.personalSubjects.contains(words[words.count - 3])
        return isStranding(before) || rules.linkingVerbs.contains(before) || isObject
    }
}
