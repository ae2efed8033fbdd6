internal import Knowledge

/// Reads digits and letters that are said one by one: "double five", "o nine one",
/// "h twenty nine", "b as in Bravo".
public struct SpokenCode: Sendable {
    /// Names of the letters that recognizers write out, and the spelling alphabet of
    /// the ICAO.
    private static let letters: [String: Character] = [
        "bee": "B", "cee": "C", "see": "C", "sea": "C", "dee": "D", "gee": "G", "aitch": "H",
        "jay": "J", "kay": "K", "ell": "L", "em": "M", "pee": "P", "cue": "Q", "queue": "Q",
        "ar": "R", "are": "R", "ess": "S", "tee": "T", "tea": "T", "you": "U", "vee": "V",
        "ex": "X", "why": "Y", "zed": "Z", "zee": "Z", "eye": "I", "en": "N",
        "alpha": "A", "alfa": "A", "bravo": "B", "charlie": "C", "delta": "D", "echo": "E",
        "foxtrot": "F", "golf": "G", "hotel": "H", "india": "I", "juliett": "J", "juliet": "J",
        "kilo": "K", "lima": "L", "mike": "M", "november": "N", "oscar": "O", "papa": "P",
        "quebec": "Q", "romeo": "R", "sierra": "S", "tango": "T", "uniform": "U",
        "victor": "V", "whiskey": "W", "xray": "X", "yankee": "Y", "zulu": "Z",
    ]
    private static let repeats = ["double": 2, "triple": 3, "treble": 3]
    /// Said between the pieces, and meaning nothing.
    private static let joints: Set<String> = [
        "dash", "hyphen", "dot", "point", "slash", "as", "in", "for", "like", "and", "then", "the",
        "letter", "number", "code", "is", "it", "it's", "my", "space", "uh", "um", "well", "so",
    ]

    private let rules: LanguageRules

    /// - Parameter language: BCP 47.
    public init(language: String) { rules = .of(language) }

    /// The digits of a number that was read out; nil when it is none.
    public func digits(in text: String) -> String? {
        guard let code = code(in: text), code.allSatisfy(\.isNumber) else { return nil }
        return code
    }

    /// Capital letters and digits in their order; nil when something else was said, or
    /// when there is no digit: every code has one.
    public func code(in text: String) -> String? {
        let words = Tokenizer.tokens(of: text)
        var code = ""
        var times = 1
        var place = 0
        var unknown = 0
        while place < words.count {
            let word = words[place]
            if let count = Self.repeats[word] {
                times = count
                place += 1
                continue
            }
            if let (piece, length) = piece(words, at: place) {
                code += String(repeating: piece, count: times)
                place += length
            } else {
                // "B as in Bravo": the word after it says the letter once more.
                if !Self.joints.contains(word) { unknown += 1 }
                place += 1
            }
            times = 1
        }
        guard code.contains(where: \.isNumber), unknown * 3 <= code.count else { return nil }
        return code
    }

    /// What one or two words stand for.
    private func piece(_ words: [String], at place: Int) -> (String, Int)? {
        let word = words[place]
        if word == rules.zeroLetter || word == "oh" {
            // Nobody calls one zero both: it is the end of the word before.
            return (place > 0 && words[place - 1] == rules.zeroWord ? "" : "0", 1)
        }
        if let ten = rules.tens[word] {
            if place + 1 < words.count, let unit = rules.units[words[place + 1]], (1...9) ~= unit {
                return (String(ten + unit), 2)
            }
            return (String(ten), 1)
        }
        if let unit = rules.units[word] { return (String(unit), 1) }
        if word.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) }),
            word.contains(where: \.isNumber)
        {
            return (word.uppercased(), 1)
        }
        if let letter = Self.letters[word], !isSpellingName(words, at: place) {
            return (String(letter), 1)
        }
        return word.utf8.count == 1 && word != "'" ? (word.uppercased(), 1) : nil
    }

    /// In "B as in Bravo" Bravo is no second letter.
    private func isSpellingName(_ words: [String], at place: Int) -> Bool {
        place > 1 && ["in", "for", "like"].contains(words[place - 1])
    }
}
