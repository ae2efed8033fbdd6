/// Words, and how those sound whose letters would mislead the synthesizer.
struct Spelling: Equatable {
    var words: [String]
    var phonemes: [String?]

    init(words: [String], phonemes: [String?]) {
        self.words = words
        self.phonemes = phonemes
    }

    /// Ordinary words.
    init(_ text: String) {
        words = text.split(separator: " ").map(String.init)
        phonemes = words.map { _ in nil }
    }

    /// Letters one by one, and digits as they are said. The letter A needs its sound
    /// given: alone it would be the article.
    init(spelled letters: String) {
        words = []
        phonemes = []
        for letter in AsciiFold.fold(letters) where letter.isLetter || letter.isNumber {
            words.append(letter.isNumber ? EnglishNumbers.digits(String(letter)) : String(letter))
            phonemes.append(letter == "A" || letter == "a" ? "'eI" : nil)
        }
    }

    static func + (left: Spelling, right: Spelling) -> Spelling {
        Spelling(words: left.words + right.words, phonemes: left.phonemes + right.phonemes)
    }

    func phrase(end: Int, pause: Pause = .none) -> Phrase {
        Phrase(end: end, words.joined(separator: " "), phonemes: phonemes, pause: pause)
    }
}
