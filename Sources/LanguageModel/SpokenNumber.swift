/// Numbers as English speakers say them, in the recogniser's words: the usual
/// reading first.
enum SpokenNumber {
    private static let ones = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let scales: [(value: Int, name: String)] = [
        (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"),
    ]

    /// Readings of a run of digits: as a number, as a year, digit by digit.
    static func readings(ofDigits digits: String) -> [[String]] {
        guard digits.count <= 9, let value = Int(digits) else {
            return [digitByDigit(digits), digitByDigit(digits, zero: "oh")]
        }
        if digits.first == "0", digits.count > 1 {
            return unique([digitByDigit(digits), digitByDigit(digits, zero: "oh")])
        }
        if digits.count == 4, (1900...2099).contains(value) {
            return unique([year(value), cardinal(value), cardinal(value, joinedByAnd: true)])
        }
        var all = [cardinal(value)]
        if value > 100, value % 100 != 0 { all.append(cardinal(value, joinedByAnd: true)) }
        if digits.count == 3, value % 100 != 0 {
            all.append(digitByDigit(digits))
            all.append([ones[value / 100]] + pair(value % 100))
        }
        if digits.count == 4, value % 100 == 0, value % 1000 != 0 {
            all.append(cardinal(value / 100) + ["hundred"])
        }
        if digits.count > 4, value % 100 != 0 { all.append(digitByDigit(digits)) }
        return unique(all)
    }

    /// A number in words: 15000 is "fifteen thousand".
    static func cardinal(_ value: Int, joinedByAnd: Bool = false) -> [String] {
        guard value >= 20 else { return [ones[max(0, value)]] }
        if value < 100 {
            return value % 10 == 0 ? [tens[value / 10]] : [tens[value / 10], ones[value % 10]]
        }
        if value < 1000 {
            let hundreds = [ones[value / 100], "hundred"]
            guard value % 100 != 0 else { return hundreds }
            return hundreds + (joinedByAnd ? ["and"] : []) + cardinal(value % 100)
        }
        for scale in scales where value >= scale.value {
            let rest = value % scale.value
            let head = cardinal(value / scale.value, joinedByAnd: joinedByAnd) + [scale.name]
            guard rest > 0 else { return head }
            let and = joinedByAnd && rest < 100 ? ["and"] : []
            return head + and + cardinal(rest, joinedByAnd: joinedByAnd)
        }
        return []
    }

    /// "first", "twenty third", "hundredth".
    static func ordinal(_ value: Int) -> [String] {
        var words = cardinal(value)
        guard let last = words.popLast() else { return [] }
        let irregular = [
            "one": "first", "two": "second", "three": "third", "five": "fifth",
            "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
        ]
        if let word = irregular[last] {
            words.append(word)
        } else if last.hasSuffix("y") {
            words.append(last.dropLast() + "ieth")
        } else {
            words.append(last + "th")
        }
        return words
    }

    static func digitByDigit(_ digits: String, zero: String = "zero") -> [String] {
        digits.compactMap(\.wholeNumberValue).map { $0 == 0 ? zero : ones[$0] }
    }

    /// "twenty twenty six", "nineteen oh five", "two thousand".
    private static func year(_ value: Int) -> [String] {
        switch value % 100 {
        case 0 where value % 1000 == 0: cardinal(value)
        case 0: cardinal(value / 100) + ["hundred"]
        case 1...9 where value >= 2000: cardinal(value)
        case let rest where rest < 10: cardinal(value / 100) + ["oh", ones[rest]]
        case let rest: cardinal(value / 100) + cardinal(rest)
        }
    }

    private static func pair(_ value: Int) -> [String] {
        value < 10 ? ["oh", ones[value]] : cardinal(value)
    }

    private static func unique(_ readings: [[String]]) -> [[String]] {
        readings.enumerated().filter { !readings[..<$0.offset].contains($0.element) }
            .map(\.element)
    }
}
