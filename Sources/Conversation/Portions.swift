/// Parts a long answer into what a listener keeps in mind at once.
enum Portions {
    /// An answer of more characters than this, about a quarter of a minute, is parted.
    private static let longest = 220
    /// No portion is shorter than this: a short rest is not worth a question.
    private static let shortest = 60

    /// The portions of an answer, in order; one for most. Parted between sentences only,
    /// where the two are most alike in length.
    static func of(_ text: String) -> [String] {
        guard text.count > longest else { return [text] }
        let sentences = sentences(of: text)
        let halves = sentences.indices.dropFirst().map { place in
            [sentences[..<place], sentences[place...]].map { $0.joined(separator: " ") }
        }.filter { $0.allSatisfy { $0.count >= shortest } }
        func longer(_ halves: [String]) -> Int { halves.map(\.count).max() ?? 0 }
        let best = halves.min { longer($0) < longer($1) }
        return best.map { $0.flatMap(of) } ?? [text]
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
