/// Words that are said as they are written, and Vietnamese ones among them.
enum EnglishWords {
    static func plain(in passage: Passage, at start: Int) -> Phrase {
        let text = passage.text(at: start) ?? ""
        let ascii = AsciiFold.fold(text).filter { $0.isLetter || $0 == "'" }
        // One word has one sound, whatever it is written with.
        let sound = VietnameseSyllable(text)?.phonemes
        return Phrase(end: start + 1, ascii, phonemes: [sound])
    }
}
