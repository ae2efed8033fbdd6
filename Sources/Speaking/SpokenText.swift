/// A prompt as it is said: "15,000 VND" as "fifteen thousand dong".
///
/// Each spoken word knows the written ones that it stands for, so that what was
/// heard can be told in the words that an editor wrote.
public struct SpokenText: Sendable, Equatable {
    public let written: String
    public let words: [SpokenWord]

    /// - Parameters:
    ///   - rules: How numbers, dates and codes are said in the language.
    ///   - pronunciations: How names are said; they go before the rules.
    public init(
        _ written: String, rules: some SpeakingRules = EnglishRules(),
        pronunciations: Pronunciations = [:]
    ) {
        let passage = Passage(written)
        var words: [SpokenWord] = []
        var index = 0
        while index < passage.tokens.count {
            let token = passage.tokens[index]
            switch token.kind {
            case .space: index += 1
            case .lineBreak:
                words.pause(.paragraph)
                index += 1
            default:
                let phrase =
                    pronunciations.phrase(in: passage, at: index)
                    ?? rules.phrase(in: passage, at: index)
                words.append(contentsOf: phrase.words(in: passage, from: index))
                words.pause(phrase.pause)
                index = phrase.end
            }
        }
        self.written = written
        self.words = words
    }

    /// What is said, to be read: for logs and tests.
    public var spoken: String {
        words.reduce(into: "") { spoken, word in
            if !spoken.isEmpty { spoken += " " }
            spoken += word.text
            if let mark = word.pause.mark { spoken.append(mark) }
        }
    }
}

extension [SpokenWord] {
    /// Lets a pause follow the last word; the longer of two wins.
    fileprivate mutating func pause(_ pause: Pause) {
        guard let last = indices.last else { return }
        self[last].pause = Swift.max(self[last].pause, pause)
    }
}
