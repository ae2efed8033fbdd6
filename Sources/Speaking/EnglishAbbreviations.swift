/// Abbreviations: what they stand for, or their letters.
enum EnglishAbbreviations {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard let word = passage.word(at: start), passage.isStartOfWord(start) else { return nil }
        return pointed(in: passage, at: start) ?? shortened(word, in: passage, at: start)
            ?? mixed(word, end: start + 1) ?? letters(word, end: start + 1)
    }

    /// "e.g.", "i.e.", "a.m.", "U.S.": single letters with points.
    private static func pointed(in passage: Passage, at start: Int) -> Phrase? {
        var letters = ""
        var index = start
        while let letter = passage.word(at: index), letter.count == 1,
            passage.isMark(".", at: index + 1)
        {
            letters += letter
            index += 2
        }
        guard letters.count >= 2, passage.isEndOfWord(index) else { return nil }
        let pause: Pause = isEndOfSentence(in: passage, at: index) ? .stop : .none
        if let meaning = pointedMeanings[letters.lowercased()] {
            return Phrase(end: index, meaning, pause: pause)
        }
        return Spelling(spelled: letters).phrase(end: index, pause: pause)
    }

    /// "Art.", "approx.", "etc.".
    private static func shortened(_ word: String, in passage: Passage, at start: Int) -> Phrase? {
        guard let entry = shortForms[word.lowercased()], passage.isEndOfWord(start + 1) else {
            return nil
        }
        let hasStop = passage.isMark(".", at: start + 1)
        guard hasStop || !entry.needsStop else { return nil }
        guard hasStop else { return Phrase(end: start + 1, entry.meaning) }
        let isEnd = entry.canEnd && isEndOfSentence(in: passage, at: start + 2)
        return Phrase(end: start + 2, entry.meaning, pause: isEnd ? .stop : .none)
    }

    /// Whether a full stop before `index` is also that of the sentence.
    private static func isEndOfSentence(in passage: Passage, at index: Int) -> Bool {
        guard let next = passage.token(at: passage.skippingSpace(index)) else { return true }
        if next.kind == .lineBreak { return true }
        return next.kind == .word && next.text.first?.isUppercase == true
    }

    /// "VNeID" and other names in both cases.
    private static func mixed(_ word: String, end: Int) -> Phrase? {
        names[word].map { Phrase(end: end, $0.text, phonemes: $0.phonemes) }
    }

    /// "CCCD", "TRC", "IDs".
    private static func letters(_ word: String, end: Int) -> Phrase? {
        let isPlural = word.count > 2 && word.hasSuffix("s")
        let letters = AsciiFold.fold(isPlural ? String(word.dropLast()) : word)
        guard (2...5).contains(letters.count), letters.allSatisfy({ $0.isUppercase }),
            !readAsWords.contains(letters)
        else { return nil }
        var said = Spelling(spelled: letters)
        if isPlural { said.words[said.words.count - 1] += "'s" }
        return said.phrase(end: end)
    }

    private static let pointedMeanings = [
        "eg": "for example", "ie": "that is",
    ]
    private static let shortForms: [String: (meaning: String, needsStop: Bool, canEnd: Bool)] = [
        "art": ("article", true, false), "arts": ("articles", true, false),
        "approx": ("approximately", false, false), "appt": ("appointment", false, true),
        "cl": ("clause", true, false), "dept": ("department", false, true),
        "dr": ("doctor", false, false), "etc": ("et cetera", false, true),
        "ext": ("extension", true, false), "incl": ("including", false, false),
        "max": ("maximum", true, true), "mr": ("mister", false, false),
        "mrs": ("missus", false, false), "prof": ("professor", true, false),
        "sec": ("section", true, false), "tel": ("telephone", true, false),
        "vs": ("versus", false, false), "hrs": ("hours", false, true),
        "mins": ("minutes", false, true), "govt": ("government", false, true),
    ]
    private static let names: [String: (text: String, phonemes: [String?])] = [
        "VNeID": ("V N e I D", []), "eID": ("e I D", []), "iHanoi": ("i Hanoi", ["aI"]),
        "OK": ("okay", []), "iOS": ("i O S", ["aI"]), "iPhone": ("i phone", ["aI"]),
        "WiFi": ("why fie", []), "VNeTraffic": ("V N e traffic", []), "PhD": ("P h D", []),
    ]
    /// Capitals that are words, or that only shout.
    private static let readAsWords: Set<String> = [
        "PIN", "VISA", "SIM", "ASEAN", "COVID", "NATO", "ALL", "AND", "ANY", "ARE", "BUT",
        "CAN", "FOR", "FREE", "HAS", "IF", "IN", "IS", "MAY", "MUST", "NEVER", "NEW", "NO",
        "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "THE", "THIS", "TO", "TWO", "WARD", "YES",
        "YOU", "YOUR", "FORM", "DATE", "NAME", "NOTE",
    ]
}
