/// Which words follow which: a row of bits for each first word. The pairs are numbered by
/// the first word, then by the second.
struct PairRows: Sendable {
    let wordCount: Int
    /// 64 words each.
    let stride: Int
    private(set) var bits: [UInt64]
    /// How many pairs there are before each 64 words.
    private(set) var ranks: [UInt32]
    private(set) var pairCount = 0

    init(wordCount: Int) {
        self.wordCount = wordCount
        stride = (wordCount + 63) / 64
        bits = Array(repeating: 0, count: wordCount * stride)
        ranks = Array(repeating: 0, count: wordCount * stride)
    }

    mutating func insert(_ word: Int, after first: Int) {
        bits[first * stride + word >> 6] |= 1 << UInt64(word & 63)
    }

    /// To be called when all pairs are in.
    mutating func count() {
        pairCount = 0
        for place in bits.indices {
            ranks[place] = UInt32(pairCount)
            pairCount += bits[place].nonzeroBitCount
        }
    }

    /// The number of a pair; nil for one that there is not.
    @inline(__always)
    func number(of word: Int, after first: Int) -> Int? {
        number(of: word, inRow: first * stride)
    }

    @inline(__always)
    func number(of word: Int, inRow row: Int) -> Int? {
        let place = row + word >> 6
        let (block, bit) = (bits[place], UInt64(1) << UInt64(word & 63))
        guard block & bit != 0 else { return nil }
        return Int(ranks[place]) + (block & (bit - 1)).nonzeroBitCount
    }

    func words(ofPair pair: Int) -> (first: Int, second: Int) {
        let place = NGramTables.last(of: ranks.count) { ranks[$0] <= pair }
        var block = bits[place]
        for _ in Int(ranks[place])..<pair { block &= block - 1 }
        return (place / stride, place % stride * 64 + block.trailingZeroBitCount)
    }
}
