public import LanguageModel
public import Speaking

/// How words sound that no dictionary has, by eSpeak NG's rules for reading.
public struct ESpeakPhonemes: GraphemeToPhoneme {
    private let synthesizer: Synthesizer
    private let voice: String
    private let foreignVoice: String

    /// - Parameters:
    ///   - voice: The voice of the callers' language.
    ///   - foreignVoice: That of the language of the city's names.
    public init(
        _ synthesizer: Synthesizer, voice: String = "en-us", foreignVoice: String = "vi"
    ) {
        self.synthesizer = synthesizer
        self.voice = voice
        self.foreignVoice = foreignVoice
    }

    /// What a word sounds like in the International Phonetic Alphabet, with stress
    /// marks and, in Vietnamese, tones.
    public func ipa(of word: String, voice: String) throws(SynthesisError) -> String {
        try synthesizer.ipa(of: word, voice: voice)
    }

    /// A word with Vietnamese letters sounds Vietnamese first, and then as somebody
    /// reads it who speaks only the callers' language; one that could be a Vietnamese
    /// name without its diacritics ("kiem") the other way round; any other one only as
    /// it is read. None when eSpeak NG fails.
    public func phones(for word: String) -> [[String]] {
        let isMarked = VietnameseSyllable(word) != nil
        let isPlausible = isMarked || VietnameseSyllable(undiacritical: word) != nil
        // English rules spell out a letter that they do not know: "letter 1e bf".
        let own = (word: AsciiFold.fold(word), voice: voice)
        let foreign = (word: word, voice: foreignVoice)
        let readings = isMarked ? [foreign, own] : isPlausible ? [own, foreign] : [own]
        var found: [[String]] = []
        for reading in readings {
            guard let ipa = try? ipa(of: reading.word, voice: reading.voice) else { continue }
            for phones in PhoneMap.pronunciations(ofIPA: ipa) where !found.contains(phones) {
                found.append(phones)
            }
        }
        return found
    }
}
