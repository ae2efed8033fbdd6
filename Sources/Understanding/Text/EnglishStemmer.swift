/// Light English stemming: plural and verb endings, a silent final e. Close to
/// Harman's S-stemmer with "-ing" and "-ed" added; it never joins different
/// words of this domain, as Porter's does ("police", "policy").
enum EnglishStemmer {
    static func stem(_ word: String) -> String {
        var letters = Array(word.utf8)
        guard letters.count > 3, letters.allSatisfy(Tokenizer.isLetter) else { return word }
        dropPlural(&letters)
        dropVerbEnding(&letters)
        if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
        if letters.count > 3, letters.last == UInt8(ascii: "y") {
            letters[letters.count - 1] = UInt8(ascii: "i")
        }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func ends(_ letters: [UInt8], _ tail: [UInt8]) -> Bool {
        letters.count >= tail.count && letters.suffix(tail.count).elementsEqual(tail)
    }

    private enum Ending {
        static let ss = Array("ss".utf8)
        static let us = Array("us".utf8)
        static let iss = Array("is".utf8)
        static let ies = Array("ies".utf8)
        static let hissing = ["sses", "shes", "ches", "xes", "zes"].map { Array($0.utf8) }
        static let ing = Array("ing".utf8)
        static let ied = Array("ied".utf8)
        static let ed = Array("ed".utf8)
        static let eed = Array("eed".utf8)
    }

    private static func dropPlural(_ letters: inout [UInt8]) {
        guard letters.last == UInt8(ascii: "s") else { return }
        if ends(letters, Ending.ss) || ends(letters, Ending.us) || ends(letters, Ending.iss) {
            return
        }
        if ends(letters, Ending.ies), letters.count > 4 {
            letters.removeLast(3)
            letters.append(UInt8(ascii: "y"))
        } else if Ending.hissing.contains(where: { ends(letters, $0) }) {
            letters.removeLast(2)
        } else {
            letters.removeLast()
        }
    }

    private static func dropVerbEnding(_ letters: inout [UInt8]) {
        let length: Int
        if ends(letters, Ending.ing) {
            length = 3
        } else if ends(letters, Ending.ied) {
            letters.removeLast(2)
            letters[letters.count - 1] = UInt8(ascii: "y")
            return
        } else if ends(letters, Ending.ed), !ends(letters, Ending.eed) {
            length = 2
        } else {
            return
        }
        let stem = letters.dropLast(length)
        guard stem.count >= 3, stem.contains(where: isVowel) else { return }
        letters.removeLast(length)
        undouble(&letters)
    }

    /// "stopp" → "stop"; "fill" and "pass" stay.
    private static func undouble(_ letters: inout [UInt8]) {
        guard let last = letters.last, letters.count > 3, letters[letters.count - 2] == last,
            !isVowel(last), last != UInt8(ascii: "l"), last != UInt8(ascii: "s")
        else { return }
        letters.removeLast()
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"), UInt8(ascii: "y"):
            true
        default: false
        }
    }
}
