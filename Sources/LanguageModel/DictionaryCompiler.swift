import Knowledge

/// Finds out how every word of a language model is said: from the pack's own
/// dictionary, else from the stock dictionary, else from its letters.
struct DictionaryCompiler {
    /// The pack's `pronunciations.dict`: what it says of a word is all there is,
    /// but for names.
    let overrides: PronunciationDictionary
    let stock: PronunciationDictionary
    let graphemeToPhoneme: any GraphemeToPhoneme
    /// Where problems with words are to be mended.
    let overridesFile: String

    /// - Parameters:
    ///   - words: The language model's words, without its marks.
    ///   - spellings: How words are written whose letters were simplified.
    ///     They are said as written, and as the stock dictionary says them.
    ///   - names: Words of Vietnamese names without their diacritics. Callers read
    ///     them in many ways (`NameReadings`), whatever the dictionaries say.
    /// - Returns: A pronunciation for each word that can be said, and a warning
    ///   for each that cannot: PocketSphinx will never hear it.
    func compile(
        _ words: [String], spellings: [String: [String]], names: Set<String> = []
    ) -> (dictionary: PronunciationDictionary, problems: [Problem]) {
        var dictionary = PronunciationDictionary()
        var problems: [Problem] = []
        for word in words {
            var ways = overrides.pronunciations(of: word)
            if ways.isEmpty {
                ways = stock.pronunciations(of: word)
                for spelling in spellings[word] ?? [] {
                    ways += graphemeToPhoneme.phones(for: spelling)
                }
                if ways.isEmpty { ways = graphemeToPhoneme.phones(for: word) }
            }
            if names.contains(word) { ways += NameReadings.readings(of: word) }
            let (sayable, unsayable) = Self.checked(ways)
            for way in sayable { dictionary.add(way, for: word) }
            if let phone = unsayable.first {
                problems.append(
                    Problem(
                        file: overridesFile, severity: .warning,
                        message: "the word “\(word)” has the unknown phone “\(phone)”",
                        remedy: "use the 39 phones of cmudict, without stress marks"))
            }
            if sayable.isEmpty {
                problems.append(
                    Problem(
                        file: overridesFile, severity: .warning,
                        message: "nothing says how “\(word)” sounds, so it cannot be heard",
                        remedy: "add a line “\(word) PH PH …” to pronunciations.dict"))
            }
        }
        return (dictionary, problems)
    }

    private static func checked(_ ways: [[String]]) -> (sayable: [[String]], unknown: [String]) {
        var unknown: [String] = []
        let sayable = ways.filter { way in
            let strange = way.filter { !PhoneMap.phones.contains($0) }
            unknown += strange
            return strange.isEmpty && !way.isEmpty
        }
        return (sayable, unknown)
    }
}
