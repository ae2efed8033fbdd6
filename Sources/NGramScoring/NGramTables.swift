public import LanguageModel

/// The n-grams of a model of order 3, laid out for a decoder that asks, of one history after
/// another, for the scores of hundreds of words: one copy for all decoders of a model.
///
/// A trie as Sphinx's is stored from the last word to the first, so that each word's search
/// begins elsewhere in memory. Here a history has a row of bits, which words are listed
/// after it; nearly always that is all that must be looked at.
public final class NGramTables: Sendable {
    /// Rows grow with the square of the vocabulary: of so many words they take 9 MB.
    static let mostWords = 8_192

    let wordCount: Int
    /// Logarithms to base 1.0001, as all scores here; by word.
    let unigrams: [Float]
    let unigramBackOffs: [Float]
    /// Which words are listed after which.
    let pairs: PairRows
    /// By the pair's number.
    let bigrams: [Float]
    let bigramBackOffs: [Float]
    /// Where the words begin that are listed after a pair; one more than there are pairs.
    let trigramStarts: [UInt32]
    /// In rising order after each pair.
    let trigramWords: [UInt16]
    let trigrams: [Float]
    /// No score of an n-gram, back-offs added, is farther from 0.
    let greatest: Float

    /// Nil for a vocabulary that is too large, and for a model that lists a trigram but not
    /// the pair that it begins with.
    public init?(_ trie: StockModel) {
        guard trie.words.count <= Self.mostWords else { return nil }
        var reading = Reading(trie)
        reading.readPairs()
        guard reading.isComplete, reading.readTriples() else { return nil }
        wordCount = trie.words.count
        unigrams = reading.unigrams
        unigramBackOffs = reading.unigramBackOffs
        pairs = reading.pairs
        bigrams = reading.bigrams
        bigramBackOffs = reading.bigramBackOffs
        trigramStarts = reading.trigramStarts
        trigramWords = reading.trigramWords
        trigrams = reading.trigrams
        let sizes = [unigrams, unigramBackOffs, bigrams, bigramBackOffs, trigrams].map { scores in
            scores.reduce(Float(0)) { max($0, $1.isNaN ? .infinity : abs($1)) }
        }
        greatest = sizes.reduce(0, +)
    }

    /// The score of a trigram, if the pair with this number lists the word.
    @inline(__always)
    func trigram(_ word: UInt16, after pair: Range<Int>) -> Float? {
        var (low, high) = (pair.lowerBound, pair.upperBound)
        while low < high {
            let middle = (low + high) >> 1
            if trigramWords[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < pair.upperBound && trigramWords[low] == word ? trigrams[low] : nil
    }

    func wordsAfter(_ pair: Int) -> Range<Int> {
        Int(trigramStarts[pair])..<Int(trigramStarts[pair + 1])
    }

    /// So many of the trigrams, from the whole of the model: first word first.
    public func someTrigrams(_ count: Int) -> [(first: Int, second: Int, word: Int)] {
        let step = max(1, trigrams.count / max(1, count))
        return stride(from: 0, to: trigrams.count, by: step).map { place in
            let pair = Self.last(of: trigramStarts.count - 1) { trigramStarts[$0] <= place }
            let (first, second) = pairs.words(ofPair: pair)
            return (first, second, Int(trigramWords[place]))
        }
    }

    /// The last of so many numbers that something is true of, which is true of the first.
    static func last(of count: Int, where isTrue: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if isTrue(middle) { low = middle } else { high = middle }
        }
        return low
    }
}

/// The model's n-grams in another order, as they are read.
private struct Reading {
    private let trie: StockModel
    let unigrams: [Float]
    let unigramBackOffs: [Float]
    var pairs: PairRows
    var bigrams: [Float] = []
    var bigramBackOffs: [Float] = []
    var trigramStarts: [UInt32] = []
    var trigramWords: [UInt16] = []
    var trigrams: [Float] = []
    private var listed = 0

    init(_ trie: StockModel) {
        self.trie = trie
        unigrams = trie.words.indices.map { trie.unigram($0).probability }
        unigramBackOffs = trie.words.indices.map { trie.unigram($0).backOff }
        pairs = PairRows(wordCount: trie.words.count)
    }

    mutating func readPairs() {
        trie.forEachPair { first, word, _ in
            pairs.insert(word, after: first)
            listed += 1
        }
        pairs.count()
        bigrams = Array(repeating: 0, count: listed)
        bigramBackOffs = bigrams
        trie.forEachPair { first, word, scores in
            guard let pair = pairs.number(of: word, after: first) else { return }
            bigrams[pair] = scores.probability
            bigramBackOffs[pair] = scores.backOff
        }
    }

    /// Whether no pair is listed twice.
    var isComplete: Bool { pairs.pairCount == listed }

    mutating func readTriples() -> Bool {
        // In the file's order: its last words rise, so those after each pair do.
        var found: [(pair: UInt32, word: UInt16, score: Float)] = []
        trigramStarts = Array(repeating: 0, count: listed + 1)
        var isWhole = true
        trie.forEachTriple { first, second, word, score in
            guard let pair = pairs.number(of: second, after: first) else {
                isWhole = false
                return
            }
            trigramStarts[pair + 1] += 1
            found.append((UInt32(pair), UInt16(word), score))
        }
        guard isWhole else { return false }
        for pair in 0..<listed { trigramStarts[pair + 1] += trigramStarts[pair] }
        var places = trigramStarts
        trigramWords = Array(repeating: 0, count: found.count)
        trigrams = Array(repeating: 0, count: found.count)
        for triple in found {
            let place = Int(places[Int(triple.pair)])
            places[Int(triple.pair)] += 1
            trigramWords[place] = triple.word
            trigrams[place] = triple.score
        }
        return true
    }
}
