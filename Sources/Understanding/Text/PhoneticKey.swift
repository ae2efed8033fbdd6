/// What a word sounds like, roughly: classes of consonants and of vowels, so
/// that words which a recognizer takes for each other get near keys.
///
/// In the line of Philips' Double Metaphone, but vowels are kept, in three
/// classes, since a telephone keeps them better than it keeps consonants.
enum PhoneticKey {
    /// Codes: P (p, b), T (t, d, th), K (k, g, q, hard c), F (f, v, ph), S (s,
    /// z, soft c), X (sh, ch, j), M, N, L, R, W; vowels I (e, i, y), A, U (o, u).
    /// Digits stand for themselves.
    static func key(of word: String) -> [UInt8] {
        let letters = Array(word.utf8)
        var key: [UInt8] = []
        key.reserveCapacity(letters.count)
        var index = 0
        while index < letters.count {
            let sound = sound(letters, at: index, atStart: key.isEmpty)
            if let code = sound.code, key.last != code || Tokenizer.isDigit(code) {
                key.append(code)
            }
            if letters[index] == UInt8(ascii: "x"), index > 0 { key.append(UInt8(ascii: "S")) }
            index += sound.length
        }
        return key
    }

    private struct Sound {
        var code: UInt8?
        var length = 1

        init(_ code: Unicode.Scalar?, _ length: Int = 1) {
            self.code = code.map { UInt8(ascii: $0) }
            self.length = length
        }
    }

    private static func sound(_ letters: [UInt8], at index: Int, atStart: Bool) -> Sound {
        func letter(_ offset: Int) -> Character {
            let place = index + offset
            return place < letters.count ? Character(Unicode.Scalar(letters[place])) : " "
        }
        let next = letter(1)
        let after = letter(2)
        switch letter(0) {
        case "b": return next == " " && !atStart ? Sound(nil) : Sound("P")
        case "p": return next == "h" ? Sound("F", 2) : Sound("P")
        case "t":
            if next == "i", after == "o" || after == "a" { return Sound("X", 2) }
            if next == "c", after == "h" { return Sound("X", 3) }
            return Sound("T", next == "h" ? 2 : 1)
        case "d": return next == "g" && after == "e" ? Sound("X", 2) : Sound("T")
        case "c":
            if next == "h" { return Sound("X", 2) }
            return isFront(next) ? Sound("S") : Sound("K", next == "k" ? 2 : 1)
        case "k": return next == "n" && atStart ? Sound("N", 2) : Sound("K")
        case "g":
            if next == "h" { return Sound(atStart ? "K" : nil, 2) }
            if next == "n", atStart { return Sound("N", 2) }
            return isFront(next) && !atStart ? Sound("X") : Sound("K")
        case "q": return Sound("K", next == "u" ? 2 : 1)
        case "x": return Sound(atStart ? "S" : "K")
        case "s":
            if next == "h" { return Sound("X", 2) }
            return next == "i" && after == "o" ? Sound("X", 2) : Sound("S")
        case "w":
            if next == "r", atStart { return Sound("R", 2) }
            if next == "h" { return Sound("W", 2) }
            return Sound(isVowel(next) ? "W" : nil)
        case "e": return Sound(next == " " && !atStart ? nil : "I")
        case "a": return next == "i" || next == "y" ? Sound("I", 2) : Sound("A")
        default: return simple(letters[index])
        }
    }

    /// Letters that sound alike wherever they stand.
    private static func simple(_ letter: UInt8) -> Sound {
        switch Character(Unicode.Scalar(letter)) {
        case "f", "v": Sound("F")
        case "z": Sound("S")
        case "j": Sound("X")
        case "m": Sound("M")
        case "n": Sound("N")
        case "l": Sound("L")
        case "r": Sound("R")
        case "i", "y": Sound("I")
        case "o", "u": Sound("U")
        case "h": Sound(nil)
        default: Sound(Unicode.Scalar(letter))
        }
    }

    private static func isVowel(_ letter: Character) -> Bool {
        letter == "a" || letter == "o" || letter == "u" || isFront(letter)
    }

    private static func isFront(_ letter: Character) -> Bool {
        letter == "e" || letter == "i" || letter == "y"
    }
}
