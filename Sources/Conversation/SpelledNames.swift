internal import Knowledge

/// What of a text a listener may want spelled: codes, abbreviations and names.
struct SpelledNames {
    /// More would not be written down.
    private static let most = 2

    let pack: LanguagePack

    /// Words to spell, in their order, each once.
    func words(in texts: [String]) -> [String] {
        let names = names()
        var found: [String] = []
        for text in texts {
            for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                let word = String(word)
                guard isCode(word) || names.contains(word.lowercased()), !found.contains(word)
                else { continue }
                found.append(word)
            }
        }
        return Array(found.prefix(Self.most))
    }

    /// Letters and digits one by one: "C, T, 0, 1".
    static func spelled(_ word: String) -> String {
        word.map { String($0).uppercased() }.joined(separator: ", ")
    }

    /// "CT01", "VNeID": more than one capital letter, or letters with digits.
    private func isCode(_ word: String) -> Bool {
        let capitals = word.filter(\.isUppercase).count
        return capitals > 1 || (capitals > 0 && word.contains(where: \.isNumber))
    }

    /// Words whose sound the pack gives: they are not written as they are said.
    private func names() -> Set<String> { Set(pack.pronunciations.map { $0.word.lowercased() }) }
}
