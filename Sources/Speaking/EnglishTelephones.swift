/// Telephone and card numbers, digit by digit, with a pause between groups:
/// "1900 1009" as "one nine zero zero, one zero zero nine".
enum EnglishTelephones {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start), !passage.isMark(",", at: start - 1) else { return nil }
        if passage.isMark("+", at: start) { return international(in: passage, at: start) }
        guard let digits = passage.digits(at: start) else { return nil }
        let (groups, end) = groups(in: passage, at: start)
        guard passage.isEndOfWord(end), !passage.isMark("/%", at: end) else { return nil }
        if isGrouped(groups) { return Phrase(end: end, EnglishNumbers.digits(groups)) }
        guard passage.isEndOfWord(start + 1), !isPart(passage, start) else { return nil }
        if digits.count >= 7, !digits.hasSuffix("000") {
            return Phrase(end: start + 1, EnglishNumbers.digits(cut(digits)))
        }
        guard isShortNumber(digits, in: passage, at: start) else { return nil }
        return Phrase(end: start + 1, EnglishNumbers.digits(digits))
    }

    private static func international(in passage: Passage, at start: Int) -> Phrase? {
        let (groups, end) = groups(in: passage, at: start + 1)
        guard groups.joined().count >= 8 else { return nil }
        let cut = groups.count == 1 ? cut(groups[0]) : groups
        return Phrase(end: end, "plus " + EnglishNumbers.digits(cut))
    }

    /// Runs of digits with one space, dot or hyphen between.
    private static func groups(in passage: Passage, at start: Int) -> ([String], Int) {
        guard let first = passage.digits(at: start) else { return ([], start) }
        var groups = [first]
        var index = start + 1
        while passage.isSpace(at: index) || passage.isMark(".-", at: index),
            let next = passage.digits(at: index + 1), next.count >= 2
        {
            groups.append(next)
            index += 2
        }
        return (groups, index)
    }

    private static func isGrouped(_ groups: [String]) -> Bool {
        guard groups.count > 1 else { return false }
        let length = groups.joined().count
        if ["1900", "1800"].contains(groups[0]) { return (7...10).contains(length) }
        if groups[0].hasPrefix("0") { return (7...11).contains(length) && groups[0].count >= 3 }
        return groups.count == 2 && groups.allSatisfy { $0.count == 4 }
    }

    /// Whether a decimal point or a grouping comma goes on with more digits.
    private static func isPart(_ passage: Passage, _ start: Int) -> Bool {
        passage.isMark(",.", at: start + 1) && passage.digits(at: start + 2) != nil
            || passage.isMark(".", at: start - 1) && passage.digits(at: start - 2) != nil
    }

    /// How people cut a long number: 0912 345 678, 1900 1009, 001 099 012 345.
    private static func cut(_ digits: String) -> [String] {
        var sizes: [Int] =
            switch digits.count {
            case 8: [4, 4]
            case 10 where digits.hasPrefix("0"): [4, 3, 3]
            case 11 where digits.hasPrefix("0"): [3, 4, 4]
            default: []
            }
        var rest = digits.count - sizes.reduce(0, +)
        while rest > 0 {
            let size = rest == 4 ? 2 : min(3, rest)
            sizes.append(size)
            rest -= size
        }
        var groups: [String] = []
        var remaining = Substring(digits)
        for size in sizes {
            groups.append(String(remaining.prefix(size)))
            remaining = remaining.dropFirst(size)
        }
        return groups
    }

    /// "113", and "1022" after "call".
    private static func isShortNumber(_ digits: String, in passage: Passage, at start: Int) -> Bool
    {
        let before = passage.wordBefore(start)
        let isCalled = before.map(callWords.contains) ?? false
        if isCalled { return (3...6).contains(digits.count) }
        guard emergencies.contains(digits) else { return false }
        if let before, numberWords.contains(before) { return false }
        // "113 days" is a time.
        guard let after = passage.wordAfter(start + 1) else { return true }
        return joiningWords.contains(after)
    }

    private static let emergencies: Set<String> = ["111", "112", "113", "114", "115"]
    private static let callWords: Set<String> = [
        "call", "calling", "dial", "dialling", "ring", "hotline", "phone", "telephone", "text",
        "sms",
    ]
    private static let numberWords: Set<String> = [
        "article", "articles", "clause", "no", "nos", "page", "room", "decree", "circular", "law",
    ]
    private static let joiningWords: Set<String> = [
        "and", "or", "for", "in", "if", "at", "is", "to", "from", "when", "immediately", "now",
        "free", "any", "right",
    ]
}
