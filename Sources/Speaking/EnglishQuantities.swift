/// Plain numbers, with what belongs to them: "7–10 days", "50%", "21st", "8 m²".
enum EnglishQuantities {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.digits(at: start) != nil else { return nil }
        return ordinal(in: passage, at: start) ?? fraction(in: passage, at: start)
            ?? years(in: passage, at: start) ?? quantity(in: passage, at: start)
    }

    private static func ordinal(in passage: Passage, at start: Int) -> Phrase? {
        guard let value = passage.digits(at: start).flatMap(Int.init),
            let ending = passage.word(at: start + 1), EnglishDates.ordinalEndings.contains(ending),
            passage.isEndOfWord(start + 2)
        else { return nil }
        return Phrase(end: start + 2, EnglishNumbers.ordinal(value))
    }

    /// "1/2" as "one half".
    private static func fraction(in passage: Passage, at start: Int) -> Phrase? {
        guard let above = passage.digits(at: start).flatMap(Int.init),
            passage.isMark("/", at: start + 1),
            let below = passage.digits(at: start + 2).flatMap(Int.init), above > 0, above < below,
            below <= 10, passage.isEndOfWord(start + 3), !passage.isMark("/", at: start + 3)
        else { return nil }
        let part: String =
            switch below {
            case 2: "half"
            case 4: above == 1 ? "quarter" : "quarters"
            default: EnglishNumbers.ordinal(below) + (above == 1 ? "" : "s")
            }
        return Phrase(end: start + 3, EnglishNumbers.cardinal(above) + " " + part)
    }

    // MARK: Years

    /// "in 2025", "2025–2030", "2026/27".
    private static func years(in passage: Passage, at start: Int) -> Phrase? {
        guard let year = year(in: passage, at: start) else { return nil }
        if let second = passage.afterRangeDash(start + 1),
            let last = self.year(in: passage, at: second),
            passage.isEndOfWord(second + 1)
        {
            let range = EnglishNumbers.year(year) + " to " + EnglishNumbers.year(last)
            return Phrase(end: second + 1, range)
        }
        if passage.isMark("/–-", at: start + 1), let next = passage.digits(at: start + 2),
            next.count == 2, Int(next) == (year + 1) % 100, passage.isEndOfWord(start + 3)
        {
            let short = EnglishNumbers.cardinal(next)
            return Phrase(end: start + 3, EnglishNumbers.year(year) + " to " + short)
        }
        guard passage.isEndOfWord(start + 1), isYear(passage, start) else { return nil }
        return Phrase(end: start + 1, EnglishNumbers.year(year))
    }

    private static func year(in passage: Passage, at index: Int) -> Int? {
        guard let digits = passage.digits(at: index), digits.count == 4, let year = Int(digits),
            (1_900...2_099).contains(year),
            !(passage.isMark(".,", at: index + 1) && passage.digits(at: index + 2) != nil)
        else { return nil }
        return year
    }

    /// Whether a number that could be a year is one, by the words around it.
    private static func isYear(_ passage: Passage, _ start: Int) -> Bool {
        if passage.isMark("%°$", at: passage.skippingSpace(start + 1)) { return false }
        let before = passage.wordBefore(start)
        let after = passage.wordAfter(start + 1)
        if let before, yearWords.contains(before) || before == "the" { return true }
        if let before, amountWords.contains(before) { return false }
        guard let after else { return true }
        let isCounted =
            countedWords.contains(after) || (after.hasSuffix("s") && !notCounted.contains(after))
        return !isCounted
    }

    private static let yearWords: Set<String> = ["in", "since", "until", "till", "during", "year"]
    private static let amountWords: Set<String> = [
        "about", "almost", "around", "cost", "costs", "exactly", "fee", "least", "most", "nearly",
        "only", "over", "pay", "price", "some", "than",
    ]
    private static let countedWords: Set<String> = [
        "people", "percent", "per", "dong", "square", "copies", "cubic", "m", "cm", "km", "kg",
    ]
    private static let notCounted: Set<String> = [
        "is", "was", "has", "as", "this", "does", "unless",
    ]

    // MARK: Amounts

    /// An amount or a range, and its unit.
    private static func quantity(in passage: Passage, at start: Int) -> Phrase? {
        guard let first = Amount(in: passage, at: start) else { return nil }
        var words = first.words
        var end = first.end
        var isOne = first.isOne
        if let second = passage.afterRangeDash(end), let last = Amount(in: passage, at: second),
            !passage.isMark("-", at: last.end)
        {
            words += " to " + last.words
            end = last.end
            isOne = false
        }
        while let by = by(in: passage, at: end), let next = Amount(in: passage, at: by) {
            words += " by " + next.words
            end = next.end
            isOne = false
        }
        if passage.isMark("%", at: passage.skippingSpace(end)) {
            return Phrase(end: passage.skippingSpace(end) + 1, words + " percent")
        }
        if let unit = EnglishUnits.unit(in: passage, at: end, isOne: isOne) {
            return Phrase(end: unit.end, words + " " + unit.name)
        }
        return Phrase(end: end, words)
    }

    /// One past the "x" of "3x4" or "3 × 4".
    private static func by(in passage: Passage, at index: Int) -> Int? {
        let sign = passage.skippingSpace(index)
        guard let text = passage.text(at: sign), text == "x" || text == "×" else { return nil }
        let after = passage.skippingSpace(sign + 1)
        return passage.digits(at: after) == nil ? nil : after
    }
}
