/// Signs between words: some are said, some are pauses, some are nothing.
enum EnglishMarks {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard let token = passage.token(at: start), token.kind == .mark else { return nil }
        let end = start + 1
        let isBetweenWords =
            !passage.isEndOfWord(end)
            && passage.token(at: start - 1).map { $0.kind != .space } ?? false
        switch token.text {
        case "/":
            let isSaid = isBetweenWords && passage.word(at: end) != "or"
            return Phrase(end: end, isSaid ? "or" : "")
        case ".":
            return isBetweenWords ? Phrase(end: end, "dot") : Phrase(end: end, "", pause: .stop)
        case "-", "–", "—", "−":
            // Inside a word it is nothing, between words a pause.
            let isInside = isBetweenWords && token.text != "—"
            return Phrase(end: end, "", pause: isInside ? .none : .comma)
        case ":":
            return Phrase(end: end, "", pause: isBetweenWords ? .none : .semicolon)
        default:
            if let word = words[token.text] { return Phrase(end: end, word) }
            return Phrase(end: end, "", pause: pauses[token.text] ?? .none)
        }
    }

    private static let words = [
        "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "≥": "at least",
        "≤": "at most", ">": "more than", "<": "less than", "~": "about", "≈": "about",
        "×": "by", "°": "degrees", "§": "section", "½": "one half", "¼": "one quarter",
        "²": "squared",
    ]
    private static let pauses: [String: Pause] = [
        ",": .comma, ";": .semicolon, "?": .question, "!": .exclamation, "…": .stop,
        "(": .comma, ")": .comma, "[": .comma, "]": .comma, "{": .comma, "}": .comma,
        "•": .paragraph, "·": .comma, "→": .comma, "|": .comma,
    ]
}
