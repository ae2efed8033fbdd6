/// How a language says what is not written as it is said: numbers, dates, codes,
/// abbreviations, names of other languages.
///
/// One value a language; `EnglishRules` is the first. Given a place in a text, it
/// says what stands there, always at least one token of it.
public protocol SpeakingRules: Sendable {
    /// What is said for the tokens from `start` on, which is no space.
    func phrase(in passage: Passage, at start: Int) -> Phrase
}

/// What is said for some tokens of a passage.
public struct Phrase: Sendable, Equatable {
    /// One past the last token that it stands for.
    public let end: Int
    /// Words to be said, with a comma or semicolon where a pause is.
    public let text: String
    /// How words sound, in eSpeak NG's mnemonics: for each word of `text`, nil where
    /// its letters tell. May be shorter.
    public let phonemes: [String?]
    /// What follows the last word, or the word before when there is none.
    public let pause: Pause

    public init(end: Int, _ text: String, phonemes: [String?] = [], pause: Pause = .none) {
        self.end = end
        self.text = text
        self.phonemes = phonemes
        self.pause = pause
    }

    /// The words of it, when it begins at token `start`.
    func words(in passage: Passage, from start: Int) -> [SpokenWord] {
        let written = passage.range(start..<end)
        return text.split(separator: " ").enumerated().map { index, part in
            var word = part
            var pause = Pause.none
            if let last = word.last, let mark = Self.marks[last] {
                word.removeLast()
                pause = mark
            }
            let phonemes = phonemes.indices.contains(index) ? phonemes[index] : nil
            return SpokenWord(String(word), phonemes: phonemes, written: written, pause: pause)
        }
    }

    private static let marks: [Character: Pause] = [",": .comma, ";": .semicolon]
}
