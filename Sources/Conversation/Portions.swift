/// Parts a long answer into what a listener keeps in mind at once.
enum Portions {
    /// An answer of more characters than this, about a quarter of a minute, is parted.
    private static let longest = 220
    /// No portion is shorter than this: a short rest is not worth a question.
    private static let shortest = 60

    /// The portions of an answer, in order; one for most. Parted between sentences only.
    static func of(_ text: String) -> [String] {
        guard text.count > longest else { return [text] }
        let sentences = sentences(of: text)
        var portions: [String] = []
        var current = ""
        for (place, sentence) in sentences.enumerated() {
            let rest = sentences[place...].reduce(0) { $0 + $1.count + 1 }
            if current.count >= shortest, rest >= shortest,
                current.count + sentence.count >= longest * 2 / 3
            {
                portions.append(current)
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + sentence
        }
        portions.append(current)
        return portions
    }

    /// A sentence ends before a space and a capital letter: "Art. 28" does not end one.
    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        for word in text.split(separator: " ") {
            let ends = current.last.map { ".?!".contains($0) } ?? false
            if ends, word.first?.isUppercase == true {
                sentences.append(current)
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + word
        }
        return sentences + [current]
    }
}
