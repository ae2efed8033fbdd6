/// A back-off trigram model (Katz 1987) in the form of an ARPA file: what is
/// listed has its probability; everything else has the back-off weight of its
/// history times the probability of the shorter n-gram. Logarithms to base 10.
public struct NGramModel: Sendable, Equatable {
    /// Sorted n-grams of one order with their values.
    struct Table: Sendable, Equatable {
        var keys: [PackedNGram] = []
        var probability: [Float] = []
        /// Empty in the highest order.
        var backOff: [Float] = []

        /// Where the key stands, or nil.
        func index(of key: PackedNGram) -> Int? {
            let place = lowerBound(key)
            return place < keys.count && keys[place] == key ? place : nil
        }

        /// The first place whose key is not less.
        func lowerBound(_ key: PackedNGram) -> Int {
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) / 2
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// The places of all n-grams with this history.
        func places(after history: PackedNGram) -> Range<Int> {
            lowerBound(history << 21)..<lowerBound((history + 1) << 21)
        }
    }

    public let vocabulary: Vocabulary
    var unigramProbability: [Float]
    var unigramBackOff: [Float]
    var bigrams: Table
    var trigrams: Table

    /// What stands for log 0, as in other ARPA files.
    static let never: Float = -99

    /// How many n-grams are listed, from order 1 to order 3.
    public var counts: [Int] { [vocabulary.count, bigrams.keys.count, trigrams.keys.count] }

    /// log10 of the probability of a word after up to two others, the nearest last.
    public func logProbability(of word: Int, after history: [Int]) -> Double {
        guard let last = history.last else { return Double(unigramProbability[word]) }
        if history.count >= 2 {
            let pair = PackedNGram.packed(history[history.count - 2], last)
            if let place = trigrams.index(of: pack(pair, word)) {
                return Double(trigrams.probability[place])
            }
            let backOff = bigrams.index(of: pair).map { Double(bigrams.backOff[$0]) } ?? 0
            return backOff + logProbability(of: word, after: last)
        }
        return logProbability(of: word, after: last)
    }

    func logProbability(of word: Int, after last: Int) -> Double {
        if let place = bigrams.index(of: pack(last, word)) {
            return Double(bigrams.probability[place])
        }
        return Double(unigramBackOff[last]) + Double(unigramProbability[word])
    }

    /// log10 of the probability of a whole sentence with its end, and how many
    /// of its words the model does not know; these count for nothing.
    public func score(_ sentence: [String]) -> (logProbability: Double, unknown: Int) {
        var total = 0.0
        var unknown = 0
        var history = [vocabulary.start]
        for word in sentence + [Vocabulary.endMark] {
            guard let number = vocabulary.number(of: word) else {
                unknown += 1
                history = []
                continue
            }
            total += logProbability(of: number, after: history)
            history = history.suffix(1) + [number]
        }
        return (total, unknown)
    }

    /// How far the probabilities after a history are from a sum of 1. For tests
    /// and `check`: it asks for every word.
    public func massError(after history: [Int]) -> Double {
        var sum = 0.0
        for word in 0..<vocabulary.count where word != vocabulary.start {
            sum += Self.power(logProbability(of: word, after: history))
        }
        return sum - 1
    }

    static func power(_ logarithm: some BinaryFloatingPoint) -> Double {
        Math.power10(Double(logarithm))
    }
}

extension PackedNGram {
    static func packed(_ first: Int, _ second: Int) -> PackedNGram { pack(first, second) }
}
