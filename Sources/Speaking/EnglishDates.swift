/// Dates, the day before the month: "01/07/2026" as "the first of July, twenty
/// twenty-six".
enum EnglishDates {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start) else { return nil }
        if passage.word(at: start) != nil { return monthFirst(in: passage, at: start) }
        guard passage.digits(at: start) != nil, !passage.isMark("/-.,", at: start - 1) else {
            return nil
        }
        return international(in: passage, at: start) ?? numeric(in: passage, at: start)
            ?? named(in: passage, at: start) ?? monthAndYear(in: passage, at: start)
    }

    // MARK: Forms

    /// "2026-07-01", and "2026-07".
    private static func international(in passage: Passage, at start: Int) -> Phrase? {
        guard let year = year(passage, start), passage.isMark("-", at: start + 1),
            let month = number(passage, start + 2, digits: 2...2), (1...12).contains(month)
        else { return nil }
        if passage.isMark("-", at: start + 3),
            let day = number(passage, start + 4, digits: 2...2), (1...31).contains(day),
            passage.isEndOfWord(start + 5)
        {
            return date(passage, start, start + 5, day, month, year)
        }
        guard passage.isEndOfWord(start + 3) else { return nil }
        return Phrase(end: start + 3, months[month - 1] + " " + EnglishNumbers.year(year))
    }

    /// "1/7/2026", "01-07-2026", "1.7.2026"; "1/7" after "on" and the like.
    private static func numeric(in passage: Passage, at start: Int) -> Phrase? {
        guard let first = number(passage, start, digits: 1...2),
            let mark = passage.text(at: start + 1),
            ["/", "-", "."].contains(mark), let second = number(passage, start + 2, digits: 1...2),
            let (day, month) = dayAndMonth(first, second)
        else { return nil }
        if passage.text(at: start + 3) == mark, let year = year(passage, start + 4),
            passage.isEndOfWord(start + 5)
        {
            return date(passage, start, start + 5, day, month, year)
        }
        guard mark == "/", let before = passage.wordBefore(start),
            datePrepositions.contains(before),
            passage.isEndOfWord(start + 3)
        else { return nil }
        return date(passage, start, start + 3, day, month, nil)
    }

    /// "1 July 2026", "1st of July".
    private static func named(in passage: Passage, at start: Int) -> Phrase? {
        guard let day = number(passage, start, digits: 1...2), (1...31).contains(day) else {
            return nil
        }
        var index = start + 1
        if let ending = passage.word(at: index), ordinalEndings.contains(ending) { index += 1 }
        index = passage.skippingSpace(index)
        if passage.word(at: index) == "of" { index = passage.skippingSpace(index + 1) }
        guard let month = month(passage, index) else { return nil }
        index = afterMonth(passage, index)
        let (year, end) = yearAfter(passage, index)
        return date(passage, start, end, day, month, year)
    }

    /// "July 1, 2026", "July 2026".
    private static func monthFirst(in passage: Passage, at start: Int) -> Phrase? {
        guard let month = month(passage, start) else { return nil }
        let index = passage.skippingSpace(afterMonth(passage, start))
        if let year = year(passage, index), passage.isEndOfWord(index + 1) {
            return Phrase(end: index + 1, months[month - 1] + " " + EnglishNumbers.year(year))
        }
        guard index > start + 1, let day = number(passage, index, digits: 1...2),
            (1...31).contains(day), !passage.isMark(":/%", at: index + 1)
        else { return nil }
        var end = index + 1
        if let ending = passage.word(at: end), ordinalEndings.contains(ending) { end += 1 }
        guard passage.isEndOfWord(end) else { return nil }
        let (year, dateEnd) = yearAfter(passage, end)
        let said = months[month - 1] + " " + EnglishNumbers.ordinal(day)
        return Phrase(
            end: dateEnd, said + self.said(year),
            pause: pause(after: year, in: passage, at: dateEnd))
    }

    /// "7/2026".
    private static func monthAndYear(in passage: Passage, at start: Int) -> Phrase? {
        guard let month = number(passage, start, digits: 1...2), (1...12).contains(month),
            passage.isMark("/", at: start + 1), let year = year(passage, start + 2),
            passage.isEndOfWord(start + 3), !passage.isMark("/", at: start + 3)
        else { return nil }
        return Phrase(end: start + 3, months[month - 1] + " " + EnglishNumbers.year(year))
    }

    // MARK: Parts

    private static func date(
        _ passage: Passage, _ start: Int, _ end: Int, _ day: Int, _ month: Int, _ year: Int?
    ) -> Phrase {
        let the = passage.wordBefore(start) == "the" ? "" : "the "
        let said = the + EnglishNumbers.ordinal(day) + " of " + months[month - 1]
        return Phrase(
            end: end, said + self.said(year), pause: pause(after: year, in: passage, at: end))
    }

    private static func said(_ year: Int?) -> String {
        year.map { ", " + EnglishNumbers.year($0) } ?? ""
    }

    /// A year that is set off by a pause is so on both sides.
    private static func pause(after year: Int?, in passage: Passage, at end: Int) -> Pause {
        year != nil && passage.isSpace(at: end) && passage.word(at: end + 1) != nil ? .comma : .none
    }

    private static func dayAndMonth(_ first: Int, _ second: Int) -> (day: Int, month: Int)? {
        if (1...31).contains(first), (1...12).contains(second) { return (first, second) }
        if (1...12).contains(first), (1...31).contains(second) { return (second, first) }
        return nil
    }

    private static func number(_ passage: Passage, _ index: Int, digits: ClosedRange<Int>) -> Int? {
        passage.digits(at: index).flatMap { digits.contains($0.count) ? Int($0) : nil }
    }

    private static func year(_ passage: Passage, _ index: Int) -> Int? {
        number(passage, index, digits: 4...4).flatMap { (1_800...2_199).contains($0) ? $0 : nil }
    }

    /// The year after a day and month, with or without a comma, and where it ends.
    private static func yearAfter(_ passage: Passage, _ index: Int) -> (Int?, Int) {
        let comma = passage.isMark(",", at: index) ? index + 1 : index
        let start = passage.skippingSpace(comma)
        guard start > index, let year = year(passage, start), passage.isEndOfWord(start + 1) else {
            return (nil, index)
        }
        return (year, start + 1)
    }

    private static func month(_ passage: Passage, _ index: Int) -> Int? {
        guard let word = passage.word(at: index), word.first?.isUppercase == true,
            let month = monthNames[word.lowercased()], passage.isEndOfWord(index + 1)
        else { return nil }
        return month
    }

    /// One past the month's name, and the full stop of an abbreviated one.
    private static func afterMonth(_ passage: Passage, _ index: Int) -> Int {
        let isShort = passage.word(at: index).map { $0.count <= 4 && $0 != "June" && $0 != "July" }
        return isShort == true && passage.isMark(".", at: index + 1)
            && passage.isSpace(at: index + 2) && passage.digits(at: index + 3) != nil
            ? index + 2 : index + 1
    }

    private static let datePrepositions: Set<String> = [
        "on", "from", "since", "until", "till", "before", "after", "by", "to", "date", "dated",
    ]
    static let ordinalEndings: Set<String> = ["st", "nd", "rd", "th"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let monthNames: [String: Int] = {
        var names: [String: Int] = ["sept": 9]
        for (index, month) in months.enumerated() {
            names[month.lowercased()] = index + 1
            names[String(month.lowercased().prefix(3))] = index + 1
        }
        return names
    }()
}
