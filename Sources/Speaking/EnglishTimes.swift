/// Times of the day: "7:30" as "seven thirty", "17:00" as "five p m".
enum EnglishTimes {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start), passage.digits(at: start) != nil else { return nil }
        if passage.digits(at: start) == "24", passage.isMark("/", at: start + 1),
            passage.digits(at: start + 2) == "7"
        {
            return Phrase(end: start + 3, "twenty-four seven")
        }
        guard let (said, end) = time(in: passage, at: start) else { return nil }
        if let second = passage.afterRangeDash(end, isLoose: true),
            let (until, last) = time(in: passage, at: second)
        {
            return (said + Spelling("to") + until).phrase(end: last)
        }
        return said.phrase(end: end)
    }

    private static func time(in passage: Passage, at start: Int) -> (Spelling, Int)? {
        guard let digits = passage.digits(at: start), digits.count <= 2, let hour = Int(digits),
            hour <= 24
        else { return nil }
        var minute: Int?
        var index = start + 1
        let separator = passage.text(at: index)
        if separator == ":" || separator == "h" || separator == "H",
            let digits = passage.digits(at: index + 1), digits.count == 2, let value = Int(digits),
            value < 60
        {
            minute = value
            index += 2
        }
        let meridiem = meridiem(in: passage, at: passage.skippingSpace(index))
        guard minute != nil || (meridiem != nil && (1...12).contains(hour)),
            meridiem != nil || passage.isEndOfWord(index)
        else { return nil }
        if let meridiem {
            return (clock(hour, minute ?? 0, half: meridiem.letters), meridiem.end)
        }
        return (clock(hour, minute ?? 0, half: nil), index)
    }

    private static func clock(_ hour: Int, _ minute: Int, half: String?) -> Spelling {
        if half == nil, minute == 0, hour % 24 == 0 { return Spelling("midnight") }
        let hourOfHalf = hour % 12 == 0 ? 12 : hour % 12
        var words = EnglishNumbers.cardinal(hourOfHalf)
        if minute > 0 {
            words += minute < 10 ? " oh " : " "
            words += EnglishNumbers.belowHundred(minute)
        }
        if let half { return Spelling(words) + Spelling(spelled: half) }
        if hour > 12 { return Spelling(words) + Spelling(spelled: "pm") }
        if hour == 0 { return Spelling(words) + Spelling(spelled: "am") }
        return Spelling(minute == 0 ? words + " o'clock" : words)
    }

    /// "am", "p.m." and the like.
    private static func meridiem(in passage: Passage, at index: Int) -> (letters: String, end: Int)?
    {
        guard let word = passage.word(at: index)?.lowercased() else { return nil }
        if word == "am" || word == "pm" { return (word, index + 1) }
        guard word == "a" || word == "p", passage.isMark(".", at: index + 1),
            passage.word(at: index + 2)?.lowercased() == "m"
        else { return nil }
        // The last full stop is also that of the sentence, when it is at its end.
        let isInside =
            passage.isMark(".", at: index + 3) && passage.word(at: index + 5) != nil
            && passage.word(at: index + 5)?.first?.isLowercase == true
        let isBeforeMark = passage.isMark(".", at: index + 3) && passage.isMark(",;", at: index + 4)
        return (word + "m", isInside || isBeforeMark ? index + 4 : index + 3)
    }
}
