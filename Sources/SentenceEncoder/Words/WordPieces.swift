/// Makes word pieces of text (WordPiece, Schuster and Nakajima 2012), as BERT's
/// uncased models do.
///
/// Text is always text: what looks like a marking piece, "[SEP]", is not one.
struct WordPieces: Sendable {
    let vocabulary: Vocabulary

    /// Scalars of the longest word that is looked at; a longer one is unknown.
    static let longestWord = 100

    /// The pieces of `text` between the two that mark its ends. What is more than
    /// `limit` pieces, those two included, is left out.
    func pieces(of text: String, limit: Int) -> [Int32] {
        var pieces = [Int32(vocabulary.file.opening)]
        PlainWords.forEach(in: text) { word in
            split(word, into: &pieces)
            return pieces.count < limit - 1
        }
        pieces.removeLast(max(0, pieces.count - (limit - 1)))
        return pieces + [Int32(vocabulary.file.closing)]
    }

    /// The longest piece from the left, again and again. If something is left over,
    /// the whole word is unknown.
    private func split(_ word: [Unicode.Scalar], into pieces: inout [Int32]) {
        let before = pieces.count
        var start = 0
        let bytes = word.count <= Self.longestWord ? word.flatMap { Array(String($0).utf8) } : []
        while start < bytes.count, let next = vocabulary.longestPiece(of: bytes, from: start) {
            pieces.append(next.piece)
            start = next.end
        }
        guard bytes.isEmpty || start < bytes.count else { return }
        pieces.removeLast(pieces.count - before)
        pieces.append(Int32(vocabulary.file.unknown))
    }
}
