/// Interpolated Witten–Bell smoothing (Witten and Bell 1991; method C of the
/// survey by Chen and Goodman 1998) for fractional counts.
///
///     p(w | h) = (c(h w) + k · t(h) · p(w | shorter h)) / (c(h) + k · t(h))
///
/// where `t(h)` is the number of different words seen after `h`. Here a word
/// that was seen for a fraction counts as that fraction of a different word:
/// the 126 wards that share one place of one sentence are one word together,
/// not a reason to expect anything.
enum WittenBell {
    /// - Parameters:
    ///   - counts: What was seen; word numbers are the vocabulary's.
    ///   - base: Probability of each word before anything was seen; sums to 1
    ///     and is 0 for the start mark.
    ///   - caution: `k` above. More of it trusts longer n-grams less.
    static func model(
        of counts: NGramCounts, vocabulary: Vocabulary, base: [Double], caution: Double
    ) -> NGramModel {
        let unigram = unigramProbabilities(
            of: counts, vocabulary: vocabulary, base: base, caution: caution)
        var model = NGramModel(
            vocabulary: vocabulary, unigramProbability: unigram.map { Math.log10($0) },
            unigramBackOff: [Float](repeating: 0, count: vocabulary.count),
            bigrams: NGramModel.Table(), trigrams: NGramModel.Table())
        model.unigramProbability[vocabulary.start] = NGramModel.never

        let bigrams = counts.bigrams.sorted { $0.key < $1.key }
        var lower: [Double] = []
        lower.reserveCapacity(bigrams.count)
        for group in groups(of: bigrams.map(\.key)) {
            let weights = Weights(of: bigrams[group].lazy.map(\.value), caution: caution)
            for entry in bigrams[group] {
                lower.append(
                    weights.probability(entry.value, shorter: unigram[lastWord(entry.key)]))
            }
            let word = Int(history(bigrams[group.lowerBound].key))
            model.unigramBackOff[word] = Math.log10(weights.backOff)
        }
        model.bigrams.keys = bigrams.map(\.key)
        model.bigrams.probability = lower.map { Math.log10($0) }
        model.bigrams.backOff = [Float](repeating: 0, count: bigrams.count)

        let trigrams = counts.trigrams.sorted { $0.key < $1.key }
        model.trigrams.keys = trigrams.map(\.key)
        model.trigrams.probability.reserveCapacity(trigrams.count)
        for group in groups(of: model.trigrams.keys) {
            let weights = Weights(of: trigrams[group].lazy.map(\.value), caution: caution)
            for entry in trigrams[group] {
                let shorter = model.bigrams.index(of: suffix(entry.key)).map { lower[$0] } ?? 0
                model.trigrams.probability.append(
                    Math.log10(weights.probability(entry.value, shorter: shorter)))
            }
            let pair = history(trigrams[group.lowerBound].key)
            if let place = model.bigrams.index(of: pair) {
                model.bigrams.backOff[place] = Math.log10(weights.backOff)
            }
        }
        return model
    }

    /// The sums that all n-grams of one history share.
    private struct Weights {
        let total: Double
        let novelty: Double

        init(of counts: some Sequence<Double>, caution: Double) {
            var total = 0.0
            var types = 0.0
            for count in counts {
                total += count
                types += min(1, count)
            }
            self.total = total
            novelty = caution * types
        }

        var backOff: Double { novelty / (total + novelty) }

        func probability(_ count: Double, shorter: Double) -> Double {
            (count + novelty * shorter) / (total + novelty)
        }
    }

    private static func unigramProbabilities(
        of counts: NGramCounts, vocabulary: Vocabulary, base: [Double], caution: Double
    ) -> [Double] {
        let seen = counts.unigrams.sorted { $0.key < $1.key }
        let weights = Weights(of: seen.lazy.map(\.value), caution: caution)
        guard weights.total > 0 else { return base }
        var probabilities = base.map { weights.probability(0, shorter: $0) }
        for (word, count) in seen {
            probabilities[word] = weights.probability(count, shorter: base[word])
        }
        return probabilities
    }

    /// Ranges of sorted n-grams that have the same history.
    static func groups(of keys: [PackedNGram]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, history(keys[end]) == history(keys[start]) { end += 1 }
            groups.append(start..<end)
            start = end
        }
        return groups
    }
}
