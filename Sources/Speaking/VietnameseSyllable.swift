import Foundation

/// A Vietnamese syllable written with its diacritics, as somebody who speaks English
/// would say it: "Nguyễn" as "ngwee-uhn", in the northern manner, without tones.
///
/// Only what bears a letter that English lacks is taken as Vietnamese: "Nam" and
/// "can" may be English words. Names without diacritics are for the pack's table.
public struct VietnameseSyllable: Sendable, Equatable {
    /// In eSpeak NG's mnemonics for English.
    public let phonemes: String

    /// Nil when it is no Vietnamese syllable, or does not show it.
    public init?(_ word: String) {
        let letters = Self.withoutTone(word.lowercased())
        guard letters.bearsDiacritic, let sound = Self.sound(of: letters.text) else { return nil }
        phonemes = sound
    }

    /// The same for a syllable that is known to be Vietnamese: "Cua".
    public init?(undiacritical word: String) {
        guard let sound = Self.sound(of: Self.withoutTone(word.lowercased()).text) else {
            return nil
        }
        phonemes = sound
    }

    /// Takes off the tone, and leaves the vowel's own mark: "ế" becomes "ê".
    private static func withoutTone(_ word: String) -> (text: String, bearsDiacritic: Bool) {
        let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        let scalars = word.decomposedStringWithCanonicalMapping.unicodeScalars
        var toneless = String.UnicodeScalarView()
        toneless.append(contentsOf: scalars.filter { !tones.contains($0) })
        let text = String(toneless).precomposedStringWithCanonicalMapping
        return (text, scalars.contains { !$0.isASCII })
    }

    private static func sound(of syllable: String) -> String? {
        guard let onset = onsets.first(where: { syllable.hasPrefix($0.letters) }) else {
            return nil
        }
        var rime = String(syllable.dropFirst(onset.letters.count))
        // "gì" is written without a vowel of its own.
        if onset.letters == "gi", rime.isEmpty || codas[rime] != nil { rime = "i" + rime }
        for length in stride(from: min(3, rime.count), through: 1, by: -1) {
            let coda = String(rime.dropFirst(length))
            if let vowel = vowels[String(rime.prefix(length))], let end = codas[coda] {
                return onset.sound + "'" + vowel + end
            }
        }
        return nil
    }

    /// The longest first, and nothing last.
    private static let onsets: [(letters: String, sound: String)] = [
        ("ngh", "N"), ("ng", "N"), ("nh", "nj"), ("ch", "tS"), ("gh", "g"), ("gi", "z"),
        ("kh", "k"), ("ph", "f"), ("qu", "kw"), ("th", "t"), ("tr", "tS"), ("b", "b"), ("c", "k"),
        ("d", "z"), ("đ", "d"), ("g", "g"), ("h", "h"), ("k", "k"), ("l", "l"), ("m", "m"),
        ("n", "n"), ("p", "p"), ("r", "z"), ("s", "s"), ("t", "t"), ("v", "v"), ("x", "s"),
        ("", ""),
    ]
    private static let codas = [
        "": "", "c": "k", "ch": "k", "m": "m", "n": "n", "ng": "N", "nh": "N", "p": "p", "t": "t",
    ]
    private static let vowels = [
        "a": "A:", "ă": "a", "â": "V", "e": "E", "ê": "eI", "i": "i:", "y": "i:", "o": "O:",
        "ô": "oU", "ơ": "3:", "u": "u:", "ư": "U",
        "ai": "aI", "ay": "aI", "ây": "eI", "ao": "aU", "au": "aU", "âu": "oU", "eo": "EoU",
        "êu": "eIu:", "ia": "i:@", "iê": "i:@", "yê": "i:@", "iu": "i:u:", "oi": "OI", "ôi": "oUi:",
        "ơi": "3:i:", "ua": "u:@", "uô": "u:@", "ưa": "U@", "ươ": "U@", "ui": "u:i:", "ưi": "Ui:",
        "ưu": "Uu:", "oa": "wA:", "oă": "wa", "oe": "wE", "uê": "weI", "uy": "wi:", "uâ": "wV",
        "uơ": "w3:", "oai": "waI", "oay": "waI", "oao": "waU", "uây": "weI", "uyê": "wi:@",
        "uya": "wi:@", "iêu": "i:@u:", "yêu": "i:@u:", "uôi": "u:@i:", "ươi": "U@i:",
        "ươu": "U@u:", "oeo": "wEoU",
    ]
}
