/// General English, read from the binary language model that comes with
/// PocketSphinx: what callers say who ask something else.
public struct StockModel: Sendable {
    /// Why a file is no language model that can be read.
    public struct FormatError: Error, Equatable, CustomStringConvertible {
        public let description: String
    }

    public let words: [String]
    /// log10, by word.
    let probability: [Double]
    let backOff: [Double]
    private let bytes: [UInt8]
    private let counts: [Int]
    private let widths: SphinxTrie.Widths
    private let tables: Int
    private let unigrams: Int
    private let bigrams: Int
    private let trigrams: Int

    /// Takes the whole file.
    public init(bytes: [UInt8]) throws(FormatError) {
        let header = SphinxTrie.magic.count + 1 + 12
        guard bytes.count > header + 4, bytes.starts(with: SphinxTrie.magic),
            bytes[SphinxTrie.magic.count] == 3
        else { throw FormatError(description: "not a Sphinx trie language model of order 3") }
        let counts = (0..<3).map { Self.int(bytes, SphinxTrie.magic.count + 1 + 4 * $0) }
        let widths = SphinxTrie.Widths(counts: counts)
        tables = header + 4
        unigrams = tables + 3 * SphinxTrie.binCount * 4
        bigrams = unigrams + 12 * (counts[0] + 1)
        trigrams = bigrams + widths.bigramBytes(counts[1])
        let names = trigrams + widths.trigramBytes(counts[2])
        guard widths.word <= 25, widths.next <= 25, names + 4 <= bytes.count,
            names + 4 + Self.int(bytes, names) == bytes.count
        else { throw FormatError(description: "the language model is cut off or damaged") }
        words = bytes[(names + 4)...].split(separator: 0, omittingEmptySubsequences: false)
            .dropLast().map { String(decoding: $0, as: UTF8.self) }
        guard words.count == counts[0] else {
            throw FormatError(description: "the language model's words are damaged")
        }
        let base = unigrams
        probability = (0..<counts[0]).map { Self.log10(bytes, base + 12 * $0) }
        backOff = (0..<counts[0]).map { Self.log10(bytes, base + 12 * $0 + 4) }
        self.bytes = bytes
        self.counts = counts
        self.widths = widths
    }

    /// The most frequent words that `isUsable` allows, best first. Two words that are
    /// equally frequent stand in the order of their bytes.
    public func frequentWords(_ count: Int, where isUsable: (String) -> Bool) -> [String] {
        var chosen: [String] = []
        let order = words.indices.sorted { left, right in
            (-probability[left], words[left]) < (-probability[right], words[right])
        }
        for number in order where chosen.count < count {
            let word = words[number]
            if !word.hasPrefix("<"), isUsable(word) { chosen.append(word) }
        }
        return chosen
    }

    /// Every bigram whose words the map keeps (a number, or -1): history, word,
    /// log10 of probability and back-off.
    func forEachBigram(kept map: [Int], _ body: (Int, Int, Double, Double) -> Void) {
        for word in 0..<counts[0] where map[word] >= 0 {
            for place in children(ofUnigram: word) {
                let offset = place * widths.bigram
                let first = read(bigrams, offset, widths.word)
                guard first < map.count, map[first] >= 0 else { continue }
                let backOff = bin(1, read(bigrams, offset + widths.word, 16))
                let probability = bin(0, read(bigrams, offset + widths.word + 16, 16))
                body(map[first], map[word], probability, backOff)
            }
        }
    }

    /// Every trigram whose words the map keeps, first word first, and log10 of its
    /// probability.
    func forEachTrigram(kept map: [Int], _ body: (Int, Int, Int, Double) -> Void) {
        let nextOffset = widths.word + 32
        for word in 0..<counts[0] where map[word] >= 0 {
            for place in children(ofUnigram: word) {
                let offset = place * widths.bigram
                let middle = read(bigrams, offset, widths.word)
                guard middle < map.count, map[middle] >= 0 else { continue }
                let from = read(bigrams, offset + nextOffset, widths.next)
                let to = read(bigrams, offset + widths.bigram + nextOffset, widths.next)
                guard from < to, to <= counts[2] else { continue }
                for child in from..<to {
                    let bits = child * widths.trigram
                    let first = read(trigrams, bits, widths.word)
                    guard first < map.count, map[first] >= 0 else { continue }
                    body(
                        map[first], map[middle], map[word],
                        bin(2, read(trigrams, bits + widths.word, 16)))
                }
            }
        }
    }

    /// Scores as the file has them: logarithms to base 1.0001.
    public struct Scores: Sendable, Equatable {
        public let probability: Float
        public let backOff: Float
    }

    public func unigram(_ word: Int) -> Scores {
        Scores(
            probability: float(unigrams + 12 * word), backOff: float(unigrams + 12 * word + 4))
    }

    /// Every bigram, in the file's order, by the last word: history, word, scores.
    public func forEachPair(_ body: (Int, Int, Scores) -> Void) {
        for word in 0..<counts[0] {
            for place in children(ofUnigram: word) {
                let offset = place * widths.bigram
                let first = read(bigrams, offset, widths.word)
                guard first < counts[0] else { continue }
                let backOff = score(1, read(bigrams, offset + widths.word, 16))
                let probability = score(0, read(bigrams, offset + widths.word + 16, 16))
                body(first, word, Scores(probability: probability, backOff: backOff))
            }
        }
    }

    /// Every trigram, in the file's order, by the last word, then the second: first word
    /// first, and its score.
    public func forEachTriple(_ body: (Int, Int, Int, Float) -> Void) {
        let nextOffset = widths.word + 32
        for word in 0..<counts[0] {
            for place in children(ofUnigram: word) {
                let offset = place * widths.bigram
                let middle = read(bigrams, offset, widths.word)
                let from = read(bigrams, offset + nextOffset, widths.next)
                let to = read(bigrams, offset + widths.bigram + nextOffset, widths.next)
                guard middle < counts[0], from < to, to <= counts[2] else { continue }
                for child in from..<to {
                    let bits = child * widths.trigram
                    let first = read(trigrams, bits, widths.word)
                    guard first < counts[0] else { continue }
                    body(
                        first, middle, word, score(2, read(trigrams, bits + widths.word, 16)))
                }
            }
        }
    }

    private func score(_ table: Int, _ number: Int) -> Float {
        float(tables + 4 * (table * SphinxTrie.binCount + number))
    }

    private func float(_ place: Int) -> Float { Float(bitPattern: Self.bits(bytes, place)) }

    private func children(ofUnigram word: Int) -> Range<Int> {
        let from = Self.int(bytes, unigrams + 12 * word + 8)
        let to = Self.int(bytes, unigrams + 12 * (word + 1) + 8)
        return from <= to && to <= counts[1] ? from..<to : 0..<0
    }

    @inline(__always)
    private func read(_ base: Int, _ offset: Int, _ width: Int) -> Int {
        PackedBits.read(bytes, from: base, at: offset, width: width)
    }

    private func bin(_ table: Int, _ number: Int) -> Double {
        Self.log10(bytes, tables + 4 * (table * SphinxTrie.binCount + number))
    }

    private static func int(_ bytes: [UInt8], _ place: Int) -> Int {
        Int(bits(bytes, place))
    }

    private static func log10(_ bytes: [UInt8], _ place: Int) -> Double {
        Double(Float(bitPattern: bits(bytes, place))) * SphinxTrie.log10OfBase
    }

    private static func bits(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
    }
}
