/// The phones of CMU's dictionary as eSpeak NG's mnemonics, so that one entry in a
/// language pack teaches the recognizer and the voice.
enum CMUPhones {
    /// The first vowel bears the stress, unless a phone says so itself ("UW1"). Nil
    /// when a phone is unknown.
    static func mnemonics(_ phones: [String]) -> String? {
        let isMarked = phones.contains { $0.hasSuffix("1") }
        var text = ""
        var isStressed = false
        for phone in phones {
            let name = String(phone.prefix { $0.isLetter })
            guard let sound = consonants[name] ?? vowels[name] else { return nil }
            let bears = isMarked ? phone.hasSuffix("1") : !isStressed && vowels[name] != nil
            if bears {
                text += "'"
                isStressed = true
            }
            // Without stress, the vowel of "but" is that of "sofa".
            text += name == "AH" && !bears ? "@" : sound
        }
        return text.isEmpty ? nil : text
    }

    private static let vowels = [
        "AA": "A:", "AE": "a", "AH": "V", "AO": "O:", "AW": "aU", "AY": "aI", "EH": "E",
        "ER": "3:", "EY": "eI", "IH": "I", "IY": "i:", "OW": "oU", "OY": "OI", "UH": "U",
        "UW": "u:",
    ]
    private static let consonants = [
        "B": "b", "CH": "tS", "D": "d", "DH": "D", "F": "f", "G": "g", "HH": "h", "JH": "dZ",
        "K": "k", "L": "l", "M": "m", "N": "n", "NG": "N", "P": "p", "R": "r", "S": "s",
        "SH": "S", "T": "t", "TH": "T", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "Z",
    ]
}
