/// Web and mail addresses: "dichvucong.gov.vn" as "dichvucong dot gov dot v n".
enum EnglishAddresses {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start), passage.token(at: start)?.kind != .mark else {
            return nil
        }
        let end = self.end(in: passage, from: start)
        guard end - start >= 3 else { return nil }
        var first = start
        if ["http", "https"].contains(passage.text(at: start)), passage.isMark(":", at: start + 1) {
            first = start + 2
            while passage.isMark("/", at: first) { first += 1 }
        } else if !isAddress(passage, start..<end) {
            return nil
        }
        return say(passage, first..<end)
    }

    /// One past the last token that can belong to an address, without the full stop
    /// or bracket that follows it in a sentence.
    private static func end(in passage: Passage, from start: Int) -> Int {
        var end = start
        while let token = passage.token(at: end), token.kind != .space, token.kind != .lineBreak,
            token.kind != .mark || "./-_~?=&%:#@+".contains(token.text)
        {
            end += 1
        }
        while end > start, passage.isMark("./-~?=&%:#@+", at: end - 1) { end -= 1 }
        return end
    }

    private static func isAddress(_ passage: Passage, _ range: Range<Int>) -> Bool {
        if range.contains(where: { passage.isMark("@", at: $0) }) { return true }
        if passage.text(at: range.lowerBound) == "www" { return true }
        let host = range.prefix { !passage.isMark("/?:", at: $0) }
        guard let last = host.last, passage.isMark(".", at: last - 1),
            let domain = passage.word(at: last)
        else { return false }
        return domains.contains(domain)
            && host.allSatisfy { !passage.isMark("=&%#+~", at: $0) }
    }

    private static func say(_ passage: Passage, _ range: Range<Int>) -> Phrase {
        var text: [String] = []
        var phonemes: [String?] = []
        for index in range {
            guard let token = passage.token(at: index) else { continue }
            // Nobody notes down what comes after a question mark.
            if token.text == "?" { break }
            let said: Spelling =
                switch token.kind {
                case .word: label(token.text, isDomain: passage.isMark(".", at: index - 1))
                case .number: Spelling(EnglishNumbers.digits(token.text))
                default: Spelling(marks[token.text] ?? "")
                }
            text += said.words
            phonemes += said.phonemes
        }
        return Phrase(end: range.upperBound, text.joined(separator: " "), phonemes: phonemes)
    }

    private static func label(_ label: String, isDomain: Bool) -> Spelling {
        let name = AsciiFold.fold(label).lowercased()
        if let sound = names[name] { return Spelling(words: [name], phonemes: [sound]) }
        let isWord = name.contains { "aeiouy".contains($0) } && (name.count > 2 || !isDomain)
        return isWord ? Spelling(name) : Spelling(spelled: name)
    }

    private static let domains: Set<String> = [
        "vn", "com", "org", "net", "gov", "edu", "info", "eu", "uk", "io", "app",
    ]
    private static let marks = [
        ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", "+": "plus",
        ":": "colon", "~": "tilde", "#": "hash", "=": "equals", "&": "and",
    ]
    /// How Vietnamese names in addresses sound.
    private static let names = [
        "dichvucong": "z,Iktvu:k'oUN", "congan": "k,oUN'A:n", "hanoi": "h,an'OI",
        "bocongan": "b,oUk,oUN'A:n", "vneid": "v,i:En,i:aId'i:",
    ]
}
