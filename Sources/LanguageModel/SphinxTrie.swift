/// Sphinx's binary language model, "Trie Language Model", order 3: how its bytes
/// are laid out. What is read and what is written share this.
///
///     "Trie Language Model"  order: 1 byte  counts: 3 × UInt32
///     UInt32 0  three tables of 65,536 floats: bigram probabilities, bigram
///     back-offs, trigram probabilities
///     unigrams, one more than there are: probability, back-off (floats), first bigram
///     bigrams: word, back-off (16 bits), probability (16 bits), first trigram
///     trigrams: word, probability (16 bits)
///     length: Int32, words, each with a zero byte after it
///
/// N-grams are stored from the last word to the first. Fields of n-grams are
/// packed without gaps, from the lowest bit of the lowest byte. Logarithms are to
/// base 1.0001. All numbers are little-endian.
public enum SphinxTrie {
    static let magic = Array("Trie Language Model".utf8)
    static let binCount = 65_536
    /// log10 of PocketSphinx's base of logarithms, 1.0001.
    static let log10OfBase = 4.342_727_686_266_964e-5
    /// Bytes after an array of packed n-grams that readers may touch.
    static let padding = 8

    /// Bytes of a file's beginning that `wordsOffset` looks at.
    public static let headerLength = 32

    public static func isTrie(_ header: some Sequence<UInt8>) -> Bool {
        header.starts(with: magic)
    }

    /// Where a file with this header has the length of its words, which are all
    /// that follows; nil for a header that is cut off or not of order 3.
    public static func wordsOffset(header: [UInt8]) -> Int? {
        guard header.count >= headerLength, isTrie(header), header[magic.count] == 3 else {
            return nil
        }
        let counts = (0..<3).map { number in
            (0..<4).reduce(0) { $0 | Int(header[magic.count + 1 + 4 * number + $1]) << (8 * $1) }
        }
        let widths = Widths(counts: counts)
        return headerLength + 4 + 3 * binCount * 4 + 12 * (counts[0] + 1)
            + widths.bigramBytes(counts[1]) + widths.trigramBytes(counts[2])
    }

    /// How wide the fields of n-grams are, in bits.
    struct Widths {
        let word: Int
        let next: Int

        init(counts: [Int]) {
            word = Self.bits(toHold: counts[0])
            next = Self.bits(toHold: counts[2])
        }

        var bigram: Int { word + 32 + next }
        var trigram: Int { word + 16 }

        func bigramBytes(_ count: Int) -> Int {
            ((1 + count) * bigram + 7) / 8 + SphinxTrie.padding
        }
        func trigramBytes(_ count: Int) -> Int {
            ((1 + count) * trigram + 7) / 8 + SphinxTrie.padding
        }

        private static func bits(toHold number: Int) -> Int {
            Int.bitWidth - number.leadingZeroBitCount
        }
    }
}

/// Bits in bytes, lowest first.
struct PackedBits {
    private(set) var bytes: [UInt8]

    init(byteCount: Int) { bytes = [UInt8](repeating: 0, count: byteCount) }

    /// Writes a number into bits that are still zero.
    mutating func write(_ value: UInt64, width: Int, at offset: Int) {
        var place = offset >> 3
        var rest = value << UInt64(offset & 7)
        var left = width + (offset & 7)
        while left > 0 {
            bytes[place] |= UInt8(truncatingIfNeeded: rest)
            rest >>= 8
            place += 1
            left -= 8
        }
    }

    /// Up to 25 bits. Four bytes from the offset's on must exist.
    @inline(__always)
    static func read(_ bytes: borrowing [UInt8], from base: Int, at offset: Int, width: Int) -> Int
    {
        let place = base + offset >> 3
        let word =
            UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
            | UInt32(bytes[place + 2]) << 16 | UInt32(bytes[place + 3]) << 24
        return Int(word >> UInt32(offset & 7)) & (1 << width - 1)
    }
}
