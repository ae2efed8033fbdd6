import Knowledge

/// The international phonetic alphabet in the acoustic model's 39 phones: what
/// eSpeak NG says of a word, as the recogniser can hear it.
///
/// English keeps its sounds. Vietnamese ones become what an English model takes
/// them for: tones are dropped, "ư" is UW or IH, "kh" is K or HH.
public enum PhoneMap {
    /// CMU's phones without stress, as in `cmudict-en-us.dict`.
    public static let phones = Set(Pronunciation.phones)

    /// Pronunciations of what is written in the phonetic alphabet, the nearest
    /// first; none if nothing can be read in it.
    ///
    /// Stress, tones, ties, separators and eSpeak's language marks ("(en)") are
    /// skipped, and so is every sound that has no phone.
    public static func pronunciations(ofIPA ipa: String) -> [[String]] {
        let (sounds, isTonal) = sounds(in: ipa)
        var variants: [[String]] = []
        for choice in 0..<(isTonal ? 2 : 1) {
            var phones: [String] = []
            for (place, sound) in sounds.enumerated() {
                phones += self.phones(
                    of: sound, choice: choice,
                    isInitial: place == 0 || !vowels.contains(sounds[place - 1]))
            }
            phones = joined(phones)
            if !phones.isEmpty, !variants.contains(phones) { variants.append(phones) }
        }
        return variants
    }

    /// The alphabet's symbols of a text, longest match first, and whether it has
    /// tones, as eSpeak's Vietnamese has and its English has not.
    private static func sounds(in ipa: String) -> (sounds: [String], isTonal: Bool) {
        var sounds: [String] = []
        var isTonal = ipa.utf8.contains { (0x30...0x39).contains($0) }
        var rest = Substring(withoutMarks(ipa))
        while !rest.isEmpty {
            let match = (1...longest).reversed().lazy.map { String(rest.prefix($0)) }
                .first { table.keys.contains($0) }
            if let match {
                // A bare "ɜ" after a vowel is eSpeak's sign for a rising tone.
                let isTone = match == "ɜ" && sounds.last.map(vowels.contains) == true
                if isTone { isTonal = true } else { sounds.append(match) }
                rest = rest.dropFirst(match.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return (sounds, isTonal)
    }

    private static func withoutMarks(_ ipa: String) -> String {
        var text = String.UnicodeScalarView()
        var isInParentheses = false
        for scalar in ipa.unicodeScalars {
            switch scalar {
            case "(": isInParentheses = true
            case ")": isInParentheses = false
            case "ˈ", "ˌ", "_", " ", "|", "\u{361}", "\u{32a}", "\u{303}", "0"..."9":
                // The bridge below "t̪" and the like change no phone.
                break
            default: if !isInParentheses { text.append(scalar) }
            }
        }
        return String(text)
    }

    private static func phones(of sound: String, choice: Int, isInitial: Bool) -> [String] {
        // Where a syllable begins or ends decides about these.
        switch sound {
        case "ŋ" where isInitial: return choice == 0 ? ["N"] : ["NG"]
        case "ɲ" where !isInitial: return choice == 0 ? ["N"] : ["NG"]
        case "c" where !isInitial: return ["K"]
        default: break
        }
        guard let choices = table[sound], let first = choices.first else { return [] }
        return choice < choices.count ? choices[choice] : first
    }

    /// Vowel and glide are one phone where English has one: AA Y is AY.
    private static func joined(_ phones: [String]) -> [String] {
        var result: [String] = []
        for (place, phone) in phones.enumerated() {
            let next = place + 1 < phones.count ? phones[place + 1] : nil
            let endsSyllable = next.map { !vowelPhones.contains($0) } ?? true
            guard let last = result.last, vowelPhones.contains(last), endsSyllable,
                phone == "Y" || phone == "W"
            else {
                result.append(phone)
                continue
            }
            if let diphthong = diphthongs[last + phone] {
                result[result.count - 1] = diphthong
            } else {
                result.append(phone == "Y" ? "IY" : "UW")
            }
        }
        return result
    }

    private static let diphthongs = [
        "AAY": "AY", "AHY": "AY", "AEY": "AY", "AOY": "OY", "OWY": "OY", "EHY": "EY", "EYY": "EY",
        "IYY": "IY", "AAW": "AW", "AEW": "AW", "AHW": "OW", "AOW": "OW", "OWW": "OW", "UWW": "UW",
    ]
    private static let vowelPhones: Set<String> = [
        "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW",
    ]
    private static let vowels: Set<String> = Set(
        table.filter { $0.value.first?.last.map(vowelPhones.contains) == true }.map(\.key))
    private static let longest = table.keys.map(\.count).max() ?? 1

    /// Each sound's phones; a second list where another ear hears another sound.
    private static let table: [String: [[String]]] = [
        // Vowels of English, and of Vietnamese where the sign is the same.
        "iː": [["IY"]], "i": [["IY"]], "ɪ": [["IH"]], "ᵻ": [["IH"]], "eɪ": [["EY"]],
        "e": [["EY"]], "e-": [["AE"], ["EH"]], "eː": [["EY"]], "ɛ": [["EH"]], "ɛː": [["EH"]],
        "æ": [["AE"]],
        "a": [["AA"], ["AH"]], "aː": [["AA"]], "ɑː": [["AA"]], "ɑ": [["AA"]], "ɒ": [["AA"]],
        "ɔ": [["AO"]], "ɔː": [["AO"]], "oː": [["AO"]], "o": [["OW"]], "oʊ": [["OW"]],
        "əʊ": [["OW"]], "ʊ": [["UH"]], "u": [["UW"]], "uː": [["UW"]], "ʌ": [["AH"]],
        "ə": [["AH"]], "ɐ": [["AH"]], "əː": [["AH"], ["ER"]], "ɜː": [["ER"]], "ɜ": [["ER"]],
        "ɚ": [["ER"]], "aɪ": [["AY"]], "aʊ": [["AW"]], "ɔɪ": [["OY"]], "əl": [["AH", "L"]],
        "eə": [["EH", "R"]], "iə": [["IY", "AH"], ["IY"]], "ʊə": [["UH", "R"]],
        "aɪə": [["AY", "AH"]], "aɪɚ": [["AY", "ER"]], "ɔə": [["AO", "R"]],
        // Vowels of Vietnamese: ư, ươ, iê, uô, ây.
        "y": [["UW"], ["IH"]], "ɯ": [["UW"], ["IH"]], "ɨ": [["IH"], ["UW"]],
        "yə": [["UW", "AH"], ["IY", "AH"]], "ɯə": [["UW", "AH"], ["IY", "AH"]],
        "iɛ": [["IY", "EH"], ["IY", "AH"]], "uə": [["UW", "AH"], ["UW"]],
        "əɪ": [["EY"]], "ɤ": [["AH"], ["ER"]], "ø": [["ER"]], "œ": [["ER"]],
        // Consonants.
        "p": [["P"]], "b": [["B"]], "ɓ": [["B"]], "t": [["T"]], "tʰ": [["T"]], "ɾ": [["T"]],
        "ʈ": [["T"]], "d": [["D"]], "ɗ": [["D"]], "ɖ": [["D"]], "k": [["K"]], "q": [["K"]],
        "ɡ": [["G"]], "g": [["G"]], "ɣ": [["G"]], "tʃ": [["CH"]], "ʈʂ": [["CH"]], "tɕ": [["CH"]],
        "c": [["CH"]], "dʒ": [["JH"]], "f": [["F"]], "v": [["V"]], "θ": [["TH"]], "ð": [["DH"]],
        "s": [["S"]], "z": [["Z"], ["Y"]], "ʃ": [["SH"]], "ʂ": [["S"], ["SH"]], "ɕ": [["SH"]],
        "ʒ": [["ZH"]], "ʐ": [["Z"], ["R"]], "h": [["HH"]], "x": [["K"], ["HH"]], "χ": [["HH"]],
        "m": [["M"]], "n": [["N"]], "ɲ": [["N", "Y"]], "ŋ": [["NG"]], "l": [["L"]], "ɬ": [["L"]],
        "ɫ": [["L"]], "ɹ": [["R"]], "r": [["R"]], "ʁ": [["R"]], "w": [["W"]], "j": [["Y"]],
        "ʋ": [["V"]], "n̩": [["AH", "N"]], "l̩": [["AH", "L"]], "ʔ": [["T"]],
    ]
}
