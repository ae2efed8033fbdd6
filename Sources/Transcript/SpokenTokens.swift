/// A piece of text as masking sees it.
struct SpokenToken {
    enum Kind: Equatable {
        /// Written digits, as ASCII.
        case digits(String)
        /// One number word: "seven", "oh", "twelve". Tens may take a unit.
        case number(String, isTens: Bool)
        /// "hundred", "thousand": part of a number, no digit of its own.
        case magnitude
        /// "double", "triple".
        case multiplier(Int)
        /// What people say between digits: "uh", "dash", a single letter.
        case filler
        /// "and": joins only after a magnitude.
        case and
        case word
    }

    let range: Range<String.Index>
    /// In lower case.
    let text: String
    let kind: Kind
}

/// Splits a text into runs of letters and runs of digits.
enum SpokenTokens {
    static func tokens(of text: String) -> [SpokenToken] {
        var tokens: [SpokenToken] = []
        var index = text.startIndex
        while index < text.endIndex {
            let start = index
            if text[index].wholeNumberValue.map({ $0 < 10 }) == true, !text[index].isLetter {
                var digits = ""
                while index < text.endIndex, let value = text[index].wholeNumberValue, value < 10,
                    !text[index].isLetter
                {
                    digits += String(value)
                    index = text.index(after: index)
                }
                tokens.append(
                    SpokenToken(range: start..<index, text: digits, kind: .digits(digits)))
            } else if text[index].isLetter {
                while index < text.endIndex, text[index].isWordCharacter {
                    index = text.index(after: index)
                }
                let word = text[start..<index].lowercased()
                tokens.append(SpokenToken(range: start..<index, text: word, kind: kind(of: word)))
            } else {
                index = text.index(after: index)
            }
        }
        return tokens
    }

    private static func kind(of word: String) -> SpokenToken.Kind {
        if let digits = NumberWords.units[word] { return .number(digits, isTens: false) }
        if let digits = NumberWords.tens[word] { return .number(digits, isTens: true) }
        if NumberWords.magnitudes.contains(word) { return .magnitude }
        if let factor = NumberWords.multipliers[word] { return .multiplier(factor) }
        if word == "and" { return .and }
        if NumberWords.fillers.contains(word) || word.count == 1 { return .filler }
        return .word
    }
}

/// English and Vietnamese words of numbers, with the digits that they stand for.
private enum NumberWords {
    static let units = [
        "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1",
        "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
        "eight": "8", "nine": "9", "niner": "9", "ten": "10", "eleven": "11", "twelve": "12",
        "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
        "eighteen": "18", "nineteen": "19", "không": "0", "một": "1", "mốt": "1", "hai": "2",
        "ba": "3", "bốn": "4", "tư": "4", "năm": "5", "lăm": "5", "sáu": "6", "bảy": "7",
        "bẩy": "7", "tám": "8", "chín": "9", "mười": "10",
    ]
    static let tens = [
        "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50",
        "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    ]
    static let magnitudes: Set = [
        "hundred", "thousand", "million", "mươi", "trăm", "nghìn", "ngàn", "triệu",
    ]
    static let multipliers = ["double": 2, "triple": 3, "treble": 3]
    static let fillers: Set = [
        "um", "uh", "er", "erm", "ah", "mm", "then", "dash", "hyphen", "minus", "space", "dot",
        "point", "slash", "to", "too", "for", "linh", "lẻ", "chấm", "gạch",
    ]
}

extension Character {
    /// Letters and the apostrophe inside of a word.
    fileprivate var isWordCharacter: Bool { isLetter || self == "'" || self == "’" }
}
