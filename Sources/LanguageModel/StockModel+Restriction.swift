extension StockModel {
    /// Weighted difference pruning (Seymore and Rosenfeld 1996): an n-gram stays
    /// if leaving it out would change the log-likelihood by more than this per
    /// word of general English. Natural logarithms.
    public struct Pruning: Sendable, Equatable {
        public var bigrams: Double
        public var trigrams: Double

        public init(bigrams: Double, trigrams: Double) {
            self.bigrams = bigrams
            self.trigrams = trigrams
        }
    }

    /// The stock model given that every word is one of the vocabulary: its
    /// probabilities divided by the mass that the vocabulary has after each
    /// history. Words that the stock model lacks have probability 0.
    public func model(over vocabulary: Vocabulary, pruning: Pruning) -> NGramModel {
        let restriction = Restriction(stock: self, vocabulary: vocabulary)
        let trigrams = restriction.keptTrigrams(threshold: pruning.trigrams)
        var needed: [PackedNGram] = []
        needed.reserveCapacity(2 * trigrams.keys.count)
        for key in trigrams.keys {
            needed.append(history(key))
            needed.append(suffix(key))
        }
        needed.sort()
        let bigrams = restriction.keptBigrams(threshold: pruning.bigrams, needed: needed)
        var model = NGramModel(
            vocabulary: vocabulary, unigramProbability: restriction.unigram.map { Math.log10($0) },
            unigramBackOff: [], bigrams: bigrams, trigrams: trigrams)
        model.unigramProbability[vocabulary.start] = NGramModel.never
        BackOff.normalize(&model)
        return model
    }
}

/// The stock model's numbers for the words of a vocabulary, plain probabilities.
private struct Restriction {
    private let stock: StockModel
    private let map: [Int]
    /// Stock probability of each vocabulary word, and its sum over all of them.
    private let plain: [Double]
    private let mass: Double
    private var backOff: [Double]
    /// All bigrams among the words, with the stock model's own probabilities.
    private var pairs = NGramModel.Table()
    /// The vocabulary's mass after each word.
    private var massAfter: [Double]
    let unigram: [Double]

    init(stock: StockModel, vocabulary: Vocabulary) {
        self.stock = stock
        map = stock.words.map { vocabulary.number(of: $0) ?? -1 }
        var plain = [Double](repeating: 0, count: vocabulary.count)
        var backOff = [Double](repeating: 1, count: vocabulary.count)
        for (number, word) in map.enumerated() where word >= 0 {
            if word != vocabulary.start { plain[word] = Math.power10(stock.probability[number]) }
            backOff[word] = Math.power10(stock.backOff[number])
        }
        let mass = plain.reduce(0, +)
        self.plain = plain
        self.mass = mass
        self.backOff = backOff
        unigram = mass > 0 ? plain.map { $0 / mass } : plain
        massAfter = [Double](repeating: mass, count: vocabulary.count)
        collectPairs()
    }

    private mutating func collectPairs() {
        var entries: [(key: PackedNGram, probability: Float, backOff: Float)] = []
        stock.forEachBigram(kept: map) { first, word, probability, backOff in
            entries.append((pack(first, word), Float(probability), Float(backOff)))
        }
        entries.sort { $0.key < $1.key }
        pairs.keys = entries.map(\.key)
        pairs.probability = entries.map(\.probability)
        pairs.backOff = entries.map(\.backOff)
        for group in WittenBell.groups(of: pairs.keys) {
            let first = Int(history(pairs.keys[group.lowerBound]))
            var listed = 0.0
            var shorter = 0.0
            for place in group {
                listed += NGramModel.power(pairs.probability[place])
                shorter += plain[lastWord(pairs.keys[place])]
            }
            massAfter[first] = listed + backOff[first] * max(0, mass - shorter)
        }
    }

    /// The stock model's own probability of a word after another.
    private func probability(of word: Int, after first: Int) -> Double {
        if let place = pairs.index(of: pack(first, word)) {
            return NGramModel.power(pairs.probability[place])
        }
        return backOff[first] * plain[word]
    }

    /// How often a word begins an n-gram, for the weight of its loss. A sentence
    /// begins as often as it ends.
    private func frequency(of word: Int) -> Double { max(unigram[word], 1e-9) }

    func keptTrigrams(threshold: Double) -> NGramModel.Table {
        var entries: [(key: PackedNGram, probability: Float)] = []
        stock.forEachTrigram(kept: map) { first, second, word, probability in
            entries.append((pack(pack(first, second), word), Float(probability)))
        }
        entries.sort { $0.key < $1.key }
        var table = NGramModel.Table()
        for group in WittenBell.groups(of: entries.map(\.key)) {
            let pair = history(entries[group.lowerBound].key)
            guard let pairPlace = pairs.index(of: pair) else { continue }
            let (first, second) = (Int(history(pair)), lastWord(pair))
            let lower = entries[group].map { probability(of: lastWord($0.key), after: second) }
            let listed = entries[group].reduce(0) { $0 + NGramModel.power($1.probability) }
            let pairBackOff = NGramModel.power(pairs.backOff[pairPlace])
            let total = listed + pairBackOff * max(0, massAfter[second] - lower.reduce(0, +))
            let frequency =
                frequency(of: first) * NGramModel.power(pairs.probability[pairPlace])
                / massAfter[first]
            for (entry, shorter) in zip(entries[group], lower) {
                let probability = NGramModel.power(entry.probability)
                let loss = Self.loss(
                    frequency, probability / total, probability, pairBackOff * shorter)
                if loss > threshold {
                    table.keys.append(entry.key)
                    table.probability.append(Math.log10(probability / total))
                }
            }
        }
        return table
    }

    func keptBigrams(threshold: Double, needed: [PackedNGram]) -> NGramModel.Table {
        var table = NGramModel.Table()
        var next = 0
        for (place, key) in pairs.keys.enumerated() {
            while next < needed.count, needed[next] < key { next += 1 }
            let isNeeded = next < needed.count && needed[next] == key
            let (first, word) = (Int(history(key)), lastWord(key))
            let probability = NGramModel.power(pairs.probability[place])
            let loss = Self.loss(
                frequency(of: first), probability / massAfter[first], probability,
                backOff[first] * plain[word])
            guard isNeeded || loss > threshold else { continue }
            table.keys.append(key)
            table.probability.append(Math.log10(probability / massAfter[first]))
        }
        return table
    }

    private static func loss(
        _ frequency: Double, _ probability: Double, _ listed: Double, _ backedOff: Double
    ) -> Double {
        guard backedOff > 0, listed > 0 else { return .infinity }
        return frequency * probability * abs(Math.log(listed / backedOff))
    }
}
