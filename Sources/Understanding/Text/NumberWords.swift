/// Turns numbers that are spoken as words into digits: "fifteen thousand" →
/// "15000", "one nine zero zero" → "1900", "zero one" → "01", "twenty twenty
/// six" → "2026". What a person types and what a recognizer writes then agree.
enum NumberWords {
    static func digits(_ words: [String], rules: LanguageRules) -> [String] {
        var result: [String] = []
        result.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            // "o one": an o before a digit is a zero.
            let isZero = words[index] == rules.zeroLetter && isDigit(words, index + 1, rules)
            let end = runEnd(words, from: isZero ? index + 1 : index, rules: rules)
            if end == index {
                result.append(words[index])
                index += 1
            } else {
                result.append(contentsOf: spoken(Array(words[index..<end]), rules: rules))
                index = end
            }
        }
        return result
    }

    private static func isNumber(_ word: String, _ rules: LanguageRules) -> Bool {
        rules.units[word] != nil || rules.tens[word] != nil
    }

    private static func isDigit(_ words: [String], _ index: Int, _ rules: LanguageRules) -> Bool {
        index < words.count && rules.units[words[index]] ?? 10 < 10
    }

    /// End of the longest run of number words from `start`; `start` when none.
    private static func runEnd(_ words: [String], from start: Int, rules: LanguageRules) -> Int {
        guard isNumber(words[start], rules) else { return start }
        var end = start + 1
        while end < words.count {
            if isNumber(words[end], rules) || rules.multipliers[words[end]] != nil {
                end += 1
            } else if words[end] == rules.numberJoint, end + 1 < words.count,
                rules.multipliers[words[end - 1]] != nil, isNumber(words[end + 1], rules)
            {
                end += 2
            } else if words[end] == rules.zeroLetter,
                isDigit(words, end - 1, rules) || words[end - 1] == rules.zeroLetter
            {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private static func spoken(_ run: [String], rules: LanguageRules) -> [String] {
        let words = run.map { $0 == rules.zeroLetter ? rules.zeroWord : $0 }
        if words.contains(where: { rules.multipliers[$0] != nil }) {
            return cardinals(words, rules: rules)
        }
        let single = words.compactMap { rules.units[$0] }.filter { $0 < 10 }
        if single.count == words.count, words.count > 1 {
            return [single.map(String.init).joined()]
        }
        return years(groups(words, rules: rules))
    }

    /// "twenty six" → 26; whatever does not combine stands alone.
    private static func groups(_ words: [String], rules: LanguageRules) -> [Int] {
        var groups: [Int] = []
        var openTens = false
        for word in words {
            if let tens = rules.tens[word] {
                groups.append(tens)
                openTens = true
            } else if let unit = rules.units[word] {
                if openTens, unit > 0, unit < 10, let last = groups.last {
                    groups[groups.count - 1] = last + unit
                } else {
                    groups.append(unit)
                }
                openTens = false
            }
        }
        return groups
    }

    /// "twenty" "twenty six" is the year 2026.
    private static func years(_ groups: [Int]) -> [String] {
        if groups.count == 2, groups[0] == 19 || groups[0] == 20, (10...99).contains(groups[1]) {
            return [String(groups[0] * 100 + groups[1])]
        }
        return groups.map(String.init)
    }

    private static func cardinals(_ words: [String], rules: LanguageRules) -> [String] {
        var total = 0
        var part = 0
        for word in words where word != rules.numberJoint {
            if let multiplier = rules.multipliers[word] {
                part = max(part, 1).multipliedReportingOverflow(by: multiplier).partialValue
                if multiplier > 100 {
                    total &+= part
                    part = 0
                }
            } else {
                part &+= rules.units[word] ?? rules.tens[word] ?? 0
            }
        }
        return [String(total &+ part)]
    }
}
