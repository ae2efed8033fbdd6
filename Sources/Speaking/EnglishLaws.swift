/// Numbers of laws: "68/2020/QH14" as "number sixty-eight of twenty twenty". Who
/// issued it is not read out.
enum EnglishLaws {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        clause(in: passage, at: start) ?? number(in: passage, at: start)
    }

    /// "(2)" close after "20": "clause two".
    private static func clause(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isMark("(", at: start), passage.isMark(")", at: start + 2),
            let value = passage.digits(at: start + 1).flatMap(Int.init),
            passage.digits(at: start - 1) != nil || passage.isMark(")", at: start - 1)
        else { return nil }
        return Phrase(end: start + 3, "clause " + EnglishNumbers.cardinal(value))
    }

    private static func number(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start), !passage.isMark("/-.", at: start - 1),
            let amount = Amount(in: passage, at: start), !amount.isGrouped,
            passage.isMark("/", at: amount.end)
        else { return nil }
        let year = passage.digits(at: amount.end + 1).flatMap { $0.count == 4 ? Int($0) : nil }
        let suffix = year == nil ? amount.end : amount.end + 2
        let end = issuer(in: passage, at: suffix)
        guard end != nil || (year != nil && isLaw(passage, start, amount)) else { return nil }
        let number = isNumbered(passage, start) ? "" : "number "
        let of = year.map { " of " + EnglishNumbers.year($0) } ?? ""
        return Phrase(end: end ?? suffix, number + amount.words + of)
    }

    /// One past "/QH14" or "/NQ-CP"; nil when there is none.
    private static func issuer(in passage: Passage, at slash: Int) -> Int? {
        guard passage.isMark("/", at: slash), let first = passage.word(at: slash + 1),
            first == first.uppercased()
        else { return nil }
        var end = slash + 2
        while true {
            let next = passage.isMark("-–", at: end) ? end + 1 : end
            guard passage.word(at: next) != nil || passage.digits(at: next) != nil else {
                return end
            }
            end = next + 1
        }
    }

    /// Whether "58/2026" is a law's number rather than a month.
    private static func isLaw(_ passage: Passage, _ start: Int, _ amount: Amount) -> Bool {
        if let before = passage.wordBefore(start), laws.contains(before) { return true }
        return amount.value.map { $0 > 12 } ?? true
    }

    private static func isNumbered(_ passage: Passage, _ start: Int) -> Bool {
        ["no", "nos", "number", "numbers"].contains(passage.wordBefore(start))
    }

    private static let laws: Set<String> = [
        "law", "laws", "decree", "decrees", "circular", "circulars", "resolution",
        "resolutions", "decision", "decisions", "ordinance", "directive", "no", "nos", "number",
    ]
}
