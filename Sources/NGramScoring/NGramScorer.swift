/// How probable words are after two others: the very numbers of PocketSphinx 5prealpha, which
/// sums in the same order and rounds at the same places.
///
/// One decoder's: it remembers the history that it was asked for last.
public struct NGramScorer: Sendable {
    /// A score, and the length of the n-gram that it is from.
    public struct Answer: Sendable, Equatable {
        public let score: Int32
        public let order: Int32
    }

    private let tables: NGramTables
    /// The model's number of each of the decoder's words; -1 for one that it lacks.
    private let words: [Int16]
    private let weight: Float
    private let insertion: Float

    private var last: Int32 = -1
    private var first: Int32 = -1
    private var isKnown = false
    /// Of the last word in the tables of pairs.
    private var row = 0
    /// Of the last word, and of both.
    private var backOff: Float = 0
    private var pairBackOff: Float = 0
    /// Trigrams that begin with both.
    private var following = 0..<0

    /// Nil if a score would not fit into 32 bits.
    /// - Parameters:
    ///   - words: The model's numbers of the decoder's words, by the decoder's; negative
    ///     for those that it lacks.
    ///   - weight: What scores are multiplied with.
    ///   - insertion: What each word costs beyond that.
    public init?(_ tables: NGramTables, words: [Int32], weight: Float, insertion: Int32) {
        let greatest = tables.greatest * max(1, abs(weight)) + abs(Float(insertion))
        guard weight.isFinite, greatest < Float(Int32.max / 2),
            words.allSatisfy({ $0 < tables.wordCount })
        else { return nil }
        self.tables = tables
        self.words = words.map { Int16(max(-1, $0)) }
        self.weight = weight
        self.insertion = Float(insertion)
    }

    /// Nil where one of the words is not in the model: PocketSphinx is to be asked. Words
    /// are the decoder's numbers.
    public mutating func score(_ word: Int32, after last: Int32, _ first: Int32) -> Answer? {
        if last != self.last || first != self.first { look(at: last, first) }
        guard isKnown, let number = number(of: word) else { return nil }
        guard let pair = tables.pairs.number(of: number, inRow: row) else {
            return answer(tables.unigrams[number] + backOff + pairBackOff, order: 1)
        }
        if let trigram = tables.trigram(UInt16(number), after: following) {
            return answer(trigram, order: 3)
        }
        return answer(tables.bigrams[pair] + pairBackOff, order: 2)
    }

    @inline(__always)
    private func answer(_ sum: Float, order: Int32) -> Answer {
        Answer(score: Int32(Float(Int32(sum)) * weight + insertion), order: order)
    }

    @inline(__always)
    private func number(of word: Int32) -> Int? {
        guard word >= 0, word < words.count else { return nil }
        let number = words[Int(word)]
        return number >= 0 ? Int(number) : nil
    }

    private mutating func look(at last: Int32, _ first: Int32) {
        (self.last, self.first) = (last, first)
        isKnown = false
        guard let second = number(of: last), let before = number(of: first) else { return }
        isKnown = true
        row = second * tables.pairs.stride
        backOff = tables.unigramBackOffs[second]
        guard let pair = tables.pairs.number(of: second, after: before) else {
            (pairBackOff, following) = (0, 0..<0)
            return
        }
        pairBackOff = tables.bigramBackOffs[pair]
        following = tables.wordsAfter(pair)
    }
}
