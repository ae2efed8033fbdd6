/// Senones in blocks of at most sixteen neighbours that have the same codebook, in rising
/// order.
struct SenoneBlocks {
    static let width = 16

    struct Block {
        let first: Int
        let codebook: Int
    }

    let blocks: [Block]
    /// By senone.
    let blockOf: [UInt16]
    let codebookOf: [UInt8]

    /// Nil if a senone has no codebook of so many, or there are too many senones.
    init?(codebooks: [Int], of count: Int) {
        guard !codebooks.isEmpty, codebooks.count <= 65_535, count <= 256,
            codebooks.allSatisfy((0..<count).contains)
        else { return nil }
        var blocks: [Block] = []
        var blockOf: [UInt16] = []
        for (senone, codebook) in codebooks.enumerated() {
            if let last = blocks.last, last.codebook == codebook, senone - last.first < Self.width {
            } else {
                blocks.append(Block(first: senone, codebook: codebook))
            }
            blockOf.append(UInt16(blocks.count - 1))
        }
        self.blocks = blocks
        self.blockOf = blockOf
        codebookOf = codebooks.map(UInt8.init)
    }
}
