/// Codes of forms, licence classes and procedures: "CT01" as "C T zero one".
enum EnglishCodes {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start) else { return nil }
        if passage.digits(at: start) != nil {
            return procedure(in: passage, at: start) ?? digitsFirst(in: passage, at: start)
        }
        return number(in: passage, at: start) ?? lettersFirst(in: passage, at: start)
            ?? letterA(in: passage, at: start) ?? roman(in: passage, at: start)
    }

    /// "No. 1", "Nos 1 and 2", "№ 3", "#4": the word alone.
    private static func number(in passage: Passage, at start: Int) -> Phrase? {
        guard let text = passage.text(at: start) else { return nil }
        let isSign = text == "№" || text == "#"
        guard isSign || ["No", "NO", "no", "Nos", "nos"].contains(text) else { return nil }
        let hasStop = passage.isMark(".°", at: start + 1)
        let end = hasStop ? start + 2 : start + 1
        // "no" without its full stop is the answer, unless it has a capital.
        guard hasStop || isSign || text.first == "N" else { return nil }
        let next = passage.skippingSpace(end)
        guard passage.digits(at: next) != nil || (hasStop && isCode(passage.word(at: next))) else {
            return nil
        }
        return Phrase(end: end, text.lowercased() == "nos" ? "numbers" : "number")
    }

    /// "CT01", "A1", "C1E", "NA17", "TK-02".
    private static func lettersFirst(in passage: Passage, at start: Int) -> Phrase? {
        guard let letters = passage.word(at: start), isCode(letters) else { return nil }
        let isHyphened = passage.isMark("-", at: start + 1)
        let number = isHyphened ? start + 2 : start + 1
        guard let digits = passage.digits(at: number), !isGroupedAmount(passage, number) else {
            return nil
        }
        var end = number + 1
        var said = Spelling(spelled: letters) + Spelling(codeDigits(digits))
        if let suffix = passage.word(at: end) {
            guard isCode(suffix), suffix.count <= 2 else { return nil }
            said = said + Spelling(spelled: suffix)
            end += 1
        }
        return passage.isEndOfWord(end) ? said.phrase(end: end) : nil
    }

    /// "4G", "2A".
    private static func digitsFirst(in passage: Passage, at start: Int) -> Phrase? {
        guard let digits = passage.digits(at: start), digits.count <= 3,
            let letters = passage.word(at: start + 1), letters.count <= 2, isCode(letters),
            passage.isEndOfWord(start + 2), letters != "H"
        else { return nil }
        return (Spelling(codeDigits(digits)) + Spelling(spelled: letters)).phrase(end: start + 2)
    }

    /// "1.004222", the number of a procedure.
    private static func procedure(in passage: Passage, at start: Int) -> Phrase? {
        guard let first = passage.digits(at: start), first.count == 1,
            passage.isMark(".", at: start + 1), let rest = passage.digits(at: start + 2),
            rest.count == 6, passage.isEndOfWord(start + 3)
        else { return nil }
        let groups = EnglishNumbers.digits([String(rest.prefix(3)), String(rest.suffix(3))])
        return Phrase(end: start + 3, EnglishNumbers.digits(first) + " dot " + groups)
    }

    /// The letter A, where it is not the article.
    private static func letterA(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.text(at: start) == "A", passage.isEndOfWord(start + 1),
            !passage.isMark(".'’", at: start + 1)
        else { return nil }
        let isClass = passage.wordBefore(start).map(classWords.contains) ?? false
        let after = passage.wordAfter(start + 1)
        guard isClass || after == nil || ["and", "or", "to"].contains(after) else { return nil }
        return Spelling(spelled: "A").phrase(end: start + 1)
    }

    /// "Level II", "Chapter IV".
    private static func roman(in passage: Passage, at start: Int) -> Phrase? {
        guard let word = passage.word(at: start), let value = romans[word],
            let before = passage.wordBefore(start), partWords.contains(before),
            passage.isEndOfWord(start + 1)
        else { return nil }
        return Phrase(end: start + 1, EnglishNumbers.cardinal(value))
    }

    private static func isCode(_ word: String?) -> Bool {
        guard let word, (1...3).contains(word.count) else { return false }
        return word.allSatisfy { $0.isUppercase && $0.isLetter }
    }

    private static func isGroupedAmount(_ passage: Passage, _ index: Int) -> Bool {
        Amount(in: passage, at: index)?.isGrouped ?? false
    }

    private static func codeDigits(_ digits: String) -> String {
        digits.hasPrefix("0") || digits.count > 2
            ? EnglishNumbers.digits(digits) : EnglishNumbers.cardinal(digits)
    }

    private static let classWords: Set<String> = [
        "class", "classes", "category", "grade", "form", "type", "level", "group", "annex",
        "option", "letter", "section", "part", "counter", "gate", "and", "or",
    ]
    private static let partWords: Set<String> = [
        "level", "part", "chapter", "section", "annex", "appendix", "class", "type", "article",
        "group",
    ]
    private static let romans = [
        "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    ]
}
