/// How a syllable of a Vietnamese name sounds that is written without its diacritics:
/// to somebody who knows the language, and to somebody who reads it by the rules of
/// English. "Phuc" is F UW K to the one and F AH K to the other, "thuong" begins with
/// T or with TH. A "d" is taken for "đ": where it is not, the written name says so.
///
/// A dictionary or a synthesizer's rules give one reading, and callers have many. All
/// that a rule gives are as likely as each other: the sound decides.
enum NameReadings {
    /// In the model's phones, near-Vietnamese ones first; none for what is no
    /// Vietnamese syllable.
    static func readings(of syllable: String) -> [[String]] {
        guard let parts = Syllable(syllable) else { return [] }
        var found: [[String]] = []
        for manner in [\Sound.near, \Sound.english] {
            for onset in parts.onset[keyPath: manner] {
                for nucleus in parts.nucleus[keyPath: manner] {
                    for coda in parts.coda[keyPath: manner] {
                        let phones = [onset, nucleus, coda].flatMap {
                            $0.split(separator: " ").map { String($0) }
                        }
                        if !found.contains(phones) { found.append(phones) }
                    }
                }
            }
        }
        return found
    }

    /// What letters stand for in either manner; phones with spaces between them.
    private struct Sound {
        let near: [String]
        let english: [String]

        init(_ near: [String], english: [String]? = nil) {
            self.near = near
            self.english = english ?? near
        }
    }

    private struct Syllable {
        let onset: Sound
        let nucleus: Sound
        let coda: Sound

        /// Nil when the letters are no onset, vowels and coda of Vietnamese.
        init?(_ letters: String) {
            guard let start = onsets.first(where: { letters.hasPrefix($0.letters) }) else {
                return nil
            }
            let rime = letters.dropFirst(start.letters.count)
            let vowels = rime.prefix { "aeiouy".contains($0) }
            let end = String(rime.dropFirst(vowels.count))
            let table = end.isEmpty ? openNuclei : closedNuclei
            guard let nucleus = table[String(vowels)] ?? nuclei[String(vowels)],
                let coda = codas[end]
            else { return nil }
            onset = start.sound
            self.nucleus = nucleus
            self.coda = coda
        }
    }

    /// The longest first, and nothing last. "gi" is left to "g" where no other vowel
    /// follows: no name of a place is written so.
    private static let onsets: [(letters: String, sound: Sound)] = [
        ("ngh", Sound(["N", "NG"], english: ["N", "EH N G"])),
        ("ng", Sound(["N", "NG"], english: ["N", "EH N G"])),
        ("nh", Sound(["N Y"], english: ["N"])), ("ch", Sound(["CH"])), ("gh", Sound(["G"])),
        ("gi", Sound(["Z"], english: ["JH", "JH IY"])), ("kh", Sound(["K", "HH"], english: ["K"])),
        ("ph", Sound(["F"])), ("qu", Sound(["K W"])), ("th", Sound(["T"], english: ["TH"])),
        ("tr", Sound(["CH"], english: ["T R"])), ("b", Sound(["B"])), ("c", Sound(["K"])),
        ("d", Sound(["D"])), ("g", Sound(["G"])), ("h", Sound(["HH"])),
        ("k", Sound(["K"])), ("l", Sound(["L"])), ("m", Sound(["M"])), ("n", Sound(["N"])),
        ("p", Sound(["P"])), ("r", Sound(["R"])), ("s", Sound(["S"])),
        ("t", Sound(["T"])), ("v", Sound(["V"])), ("x", Sound(["S"], english: ["Z", "SH"])),
        ("", Sound([""])),
    ]

    private static let codas: [String: Sound] = [
        "": Sound([""]), "c": Sound(["K"]), "ch": Sound(["K"], english: ["K", "CH"]),
        "m": Sound(["M"]), "n": Sound(["N"]), "ng": Sound(["NG"]),
        "nh": Sound(["N", "NG"], english: ["N"]), "p": Sound(["P"]), "t": Sound(["T"]),
    ]

    /// Single vowels that end a syllable.
    private static let openNuclei: [String: Sound] = [
        "a": Sound(["AA"]), "e": Sound(["EH", "EY"], english: ["IY"]),
        "i": Sound(["IY"], english: ["AY"]), "y": Sound(["IY"], english: ["AY"]),
        "o": Sound(["AO", "OW"], english: ["OW"]), "u": Sound(["UW"]),
        "oa": Sound(["W AA"], english: ["OW AH"]),
        "ua": Sound(["UW AH"], english: ["UW AH", "W AA"]),
        "ia": Sound(["IY AH"]), "uy": Sound(["W IY"], english: ["UW IY", "AY"]),
    ]

    /// The same before a consonant.
    private static let closedNuclei: [String: Sound] = [
        "a": Sound(["AA", "AH"], english: ["AE"]), "e": Sound(["EH"]),
        "i": Sound(["IY", "IH"], english: ["IH"]), "y": Sound(["IY"], english: ["IH"]),
        "o": Sound(["AO", "OW"], english: ["AA", "AO"]),
        "u": Sound(["UH", "UW"], english: ["AH"]),
        "ie": Sound(["IY AH", "IY EH"], english: ["IY", "AY AH"]),
        "oa": Sound(["W AA", "W AE"], english: ["OW AA", "OW"]),
        "ua": Sound(["W AH", "W AA"], english: ["UW AA", "UW AE"]),
        "uo": Sound(["UW AH", "UW AO"], english: ["UW AO", "UW AA", "AO"]),
        "uye": Sound(["W IY AH", "W EH"], english: ["UW EH", "AY AH"]),
        "ye": Sound(["IY AH"], english: ["Y EH"]),
    ]

    /// Vowels that sound alike in both.
    private static let nuclei: [String: Sound] = [
        "ai": Sound(["AY"]), "ay": Sound(["AY", "EY"], english: ["EY", "AY"]), "ao": Sound(["AW"]),
        "au": Sound(["AW", "OW"]), "eo": Sound(["EH OW"]), "eu": Sound(["EY UW"], english: ["UW"]),
        "ieu": Sound(["IY UW"], english: ["Y UW", "UW"]), "iu": Sound(["IY UW"]),
        "oai": Sound(["W AY"], english: ["OW AY", "OW IY"]),
        "oay": Sound(["W AY"], english: ["OW EY"]), "oe": Sound(["W EH"], english: ["OW"]),
        "oi": Sound(["OY"]), "ue": Sound(["W EY"], english: ["UW"]),
        "ui": Sound(["UW IY"]), "uoi": Sound(["UW IY"], english: ["UW OY", "Y UW OY"]),
        "uu": Sound(["UW"]), "yeu": Sound(["IY UW"], english: ["Y UW"]),
    ]
}
