internal import Foundation
internal import Knowledge

/// What normalisation takes from a language pack, in a fixed order.
struct Vocabulary: Sendable {
    var rules: LanguageRules
    /// Terms that are written as one word though they are spelled out.
    var terms: Set<String> = []
    var carriersBefore: [String] = []
    var carriersAfter: [String] = []
    var fillers: [String] = []
    /// Fillers that are no words at all.
    let hesitations: Set<String> = [
        "um", "uh", "er", "erm", "ah", "eh", "hm", "hmm", "mm", "uhm", "umm",
    ]
    /// Canonical name of a thing, and its other names.
    var synonyms: [(key: String, value: [String])] = []
    /// Senses, and the words that have them.
    var senses: [(key: String, value: [String])] = []

    init(rules: LanguageRules) { self.rules = rules }

    init(pack: LanguagePack, senses: [String: [String]]) {
        rules = LanguageRules.of(pack.tag)
        carriersBefore = pack.carriers.before.flatMap { $0.expansions(lists: [:], limit: 200) }
        carriersAfter = pack.carriers.after.flatMap { $0.expansions(lists: [:], limit: 200) }
        fillers = pack.carriers.fillers
        synonyms = pack.synonyms.sorted { $0.key < $1.key }
        self.senses = senses.sorted { $0.key < $1.key }
        for entry in pack.entries {
            for question in entry.questions { collectTerms(question.source) }
            collectTerms(entry.title)
            collectTerms(entry.answer)
        }
        for (thing, aliases) in synonyms {
            collectTerms(thing)
            for alias in aliases { collectTerms(alias) }
        }
        for pronunciation in pack.pronunciations { collectTerms(pronunciation.word) }
    }

    /// Words with digits among letters, and those with a capital after their
    /// first letter: "CT01", "VNeID", "ID".
    private mutating func collectTerms(_ text: String) {
        for word in text.utf8.split(whereSeparator: { !Self.isAlphanumeric($0) }) {
            let hasDigit = word.contains(where: Tokenizer.isDigit)
            let hasLetter = !word.allSatisfy(Tokenizer.isDigit)
            let hasCapital = word.dropFirst().contains(where: Self.isCapital)
            guard word.count > 1, hasCapital || (hasDigit && hasLetter) else { continue }
            terms.insert(String(decoding: word.map(Self.lowered), as: UTF8.self))
        }
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }

    /// Bytes of other letters count as letters, so that no word is cut at one.
    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isCapital(byte) || Tokenizer.isLetter(byte) || Tokenizer.isDigit(byte) || byte >= 128
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte + 32 : byte }
}
