/// Numbers in English words.
enum EnglishNumbers {
    /// "15000" as "fifteen thousand". What is too long to have a name is said digit
    /// by digit.
    static func cardinal(_ digits: String) -> String {
        let digits = String(digits.drop { $0 == "0" })
        guard !digits.isEmpty else { return "zero" }
        guard digits.count <= 15, let value = Int(digits) else { return self.digits(digits) }
        return cardinal(value)
    }

    static func cardinal(_ value: Int) -> String {
        guard value > 0 else { return "zero" }
        var words: [String] = []
        var rest = value
        for (size, name) in scales where rest >= size {
            words += [belowThousand(rest / size), name]
            rest %= size
        }
        if rest > 0 { words.append(belowThousand(rest)) }
        return words.joined(separator: " ")
    }

    private static func belowThousand(_ value: Int) -> String {
        guard value >= 100 else { return belowHundred(value) }
        let hundreds = small[value / 100] + " hundred"
        return value % 100 == 0 ? hundreds : hundreds + " " + belowHundred(value % 100)
    }

    static func belowHundred(_ value: Int) -> String {
        guard value >= 20 else { return small[value] }
        let ten = tens[value / 10]
        return value % 10 == 0 ? ten : ten + "-" + small[value % 10]
    }

    /// "21" as "twenty-first".
    static func ordinal(_ value: Int) -> String {
        let words = cardinal(value)
        let start = words.lastIndex { $0 == " " || $0 == "-" }.map { words.index(after: $0) }
        let head = words[..<(start ?? words.startIndex)]
        let last = String(words[(start ?? words.startIndex)...])
        return head + (irregularOrdinals[last] ?? regularOrdinal(last))
    }

    private static func regularOrdinal(_ word: String) -> String {
        word.hasSuffix("y") ? word.dropLast() + "ieth" : word + "th"
    }

    /// "2026" as "twenty twenty-six", "1905" as "nineteen oh five".
    static func year(_ year: Int) -> String {
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        guard (1_100...2_099).contains(year), !(2_000...2_009).contains(year) else {
            return cardinal(year)
        }
        if rest == 0 { return belowHundred(century) + " hundred" }
        return belowHundred(century) + (rest < 10 ? " oh " + small[rest] : " " + belowHundred(rest))
    }

    /// "1009" as "one zero zero nine".
    static func digits(_ digits: String) -> String {
        digits.compactMap { $0.wholeNumberValue.map { small[$0] } }.joined(separator: " ")
    }

    /// Digits in groups, with a pause between.
    static func digits(_ groups: [String]) -> String {
        groups.map(digits(_:)).joined(separator: ", ")
    }

    private static let scales: [(Int, String)] = [
        (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"),
        (1_000, "thousand"),
    ]
    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let irregularOrdinals = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
        "nine": "ninth", "twelve": "twelfth",
    ]
}
