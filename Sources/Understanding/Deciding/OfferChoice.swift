/// Finds which of the offered entries an answer to "do you mean …?" picks.
struct OfferChoice: Sendable {
    /// Longer utterances are questions of their own.
    private static let mostWords = 8

    let traits: EntryTraits
    let rules: LanguageRules

    /// - Returns: the id of an offered entry, or nil when none is picked.
    func pick(_ text: NormalisedText, control: String?, offered: [String]) -> String? {
        guard !offered.isEmpty, text.words.count <= Self.mostWords else { return nil }
        if let place = Self.place(control, rules: rules, words: text.words, count: offered.count) {
            return offered[place]
        }
        if control == "yes", offered.count == 1 { return offered[0] }
        return byWords(text, offered: offered)
    }

    private static func place(
        _ control: String?, rules: LanguageRules, words: [String], count: Int
    ) -> Int? {
        if let control, let place = Understanding.choices.firstIndex(of: control), place < count {
            return place
        }
        var place: Int?
        if words.count <= 4 {
            let said = words.compactMap { rules.ordinals[$0] }
            // "the first one" is written "first 1".
            place = said.count == 2 && said[1] == 0 ? said[0] : said.count == 1 ? said[0] : nil
        }
        guard let place else { return nil }
        let index = place < 0 ? count + place : place
        return index >= 0 && index < count ? index : nil
    }

    /// By words that only one of them has in its title.
    private func byWords(_ text: NormalisedText, offered: [String]) -> String? {
        let sets = offered.map { id in traits.label(of: id).map { traits[$0].words } ?? [] }
        let stems = zip(text.words, text.stems)
            .filter { word, _ in !rules.functionWords.contains(word) }.map(\.1)
        let said = Set(stems).union(text.concepts)
        let scores = sets.indices.map { index in
            said.filter { word in
                sets[index].contains(word)
                    && !sets.indices.contains { $0 != index && sets[$0].contains(word) }
            }.count
        }
        if let most = scores.max(), most > 0 {
            let winners = scores.indices.filter { scores[$0] == most }
            return winners.count == 1 ? offered[winners[0]] : nil
        }
        // "Temporary", where two are about temporary residence: the likelier of the two.
        let named = sets.indices.filter { sets[$0].isSuperset(of: stems) }
        guard !stems.isEmpty, named.count < offered.count else { return nil }
        return named.first.map { offered[$0] }
    }
}
