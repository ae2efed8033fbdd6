/// The word pieces of an encoder's file, found by their UTF-8 bytes.
struct Vocabulary: Sendable {
    let file: EncoderFile

    /// The longest piece that `word` has from `start` on, or nil; and where it ends.
    /// A piece that continues a word has "##" before it in the vocabulary.
    ///
    /// The pieces in the order of their bytes that begin with what was read so far
    /// are a range; each byte narrows it.
    func longestPiece(of word: [UInt8], from start: Int) -> (piece: Int32, end: Int)? {
        var range = 0..<file.shape.vocabulary
        var depth = 0
        var found: (piece: Int32, end: Int)?
        if start > 0 {
            for _ in 0..<2 { narrow(&range, depth: &depth, to: UInt8(ascii: "#")) }
        }
        for end in start..<word.count {
            narrow(&range, depth: &depth, to: word[end])
            guard let first = range.first else { break }
            let piece = piece(at: first)
            if text(of: piece).count == depth { found = (Int32(piece), end + 1) }
        }
        return found
    }

    private func narrow(_ range: inout Range<Int>, depth: inout Int, to byte: UInt8) {
        let place = depth
        depth += 1
        func first(from low: Int, _ isBefore: (Int) -> Bool) -> Int {
            var (low, high) = (low, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(self.byte(place, of: piece(at: middle))) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        let low = first(from: range.lowerBound) { $0 < Int(byte) }
        range = low..<first(from: low) { $0 <= Int(byte) }
    }

    /// The piece at a place of the order of bytes.
    private func piece(at place: Int) -> Int {
        Int(file.mapped.word(at: file[.vocabularyOrder].lowerBound + place * 4))
    }

    /// Where a piece's text is.
    private func text(of piece: Int) -> Range<Int> {
        let starts = file[.vocabularyStarts].lowerBound + piece * 4
        let text = file[.vocabularyText].lowerBound
        return text + Int(file.mapped.word(at: starts))..<text
            + Int(file.mapped.word(at: starts + 4))
    }

    /// A byte of a piece; -1 behind its end.
    private func byte(_ index: Int, of piece: Int) -> Int {
        let text = text(of: piece)
        return index < text.count ? Int(file.mapped[text.lowerBound + index]) : -1
    }
}
