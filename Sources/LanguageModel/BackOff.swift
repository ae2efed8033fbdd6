/// Back-off weights that make every history's probabilities sum to 1.
enum BackOff {
    /// The most that listed n-grams may take of a history's mass, so that what
    /// is not listed stays possible.
    private static let mostListed = 0.9999

    /// Sets all back-off weights of a model from its listed probabilities:
    ///
    ///     b(h) = (1 - Σ p(w | h)) / (1 - Σ p(w | shorter h))   over listed w
    ///
    /// Listed probabilities that leave nothing for the rest are scaled down.
    /// Every trigram's first two words must be a listed bigram.
    static func normalize(_ model: inout NGramModel) {
        model.unigramBackOff = [Float](repeating: 0, count: model.vocabulary.count)
        for group in WittenBell.groups(of: model.bigrams.keys) {
            var listed = 0.0
            var shorter = 0.0
            for place in group {
                listed += NGramModel.power(model.bigrams.probability[place])
                let word = lastWord(model.bigrams.keys[place])
                shorter += NGramModel.power(model.unigramProbability[word])
            }
            let scale = scaleDown(listed, shorter, &model.bigrams.probability, group)
            let word = Int(history(model.bigrams.keys[group.lowerBound]))
            model.unigramBackOff[word] = weight(listed * scale, shorter)
        }
        model.bigrams.backOff = [Float](repeating: 0, count: model.bigrams.keys.count)
        for group in WittenBell.groups(of: model.trigrams.keys) {
            let pair = history(model.trigrams.keys[group.lowerBound])
            guard let pairPlace = model.bigrams.index(of: pair) else {
                preconditionFailure("a trigram's history is a listed bigram")
            }
            var listed = 0.0
            var shorter = 0.0
            for place in group {
                listed += NGramModel.power(model.trigrams.probability[place])
                let word = lastWord(model.trigrams.keys[place])
                shorter += NGramModel.power(model.logProbability(of: word, after: lastWord(pair)))
            }
            let scale = scaleDown(listed, shorter, &model.trigrams.probability, group)
            model.bigrams.backOff[pairPlace] = weight(listed * scale, shorter)
        }
    }

    private static func weight(_ listed: Double, _ shorter: Double) -> Float {
        // Every word is listed: nothing is left to back off to.
        guard shorter < 1 - 1e-9 else { return 0 }
        return Math.log10((1 - listed) / (1 - shorter))
    }

    /// Leaves at least a little for words that are not listed, if there are any.
    private static func scaleDown(
        _ listed: Double, _ shorter: Double, _ probability: inout [Float], _ group: Range<Int>
    ) -> Double {
        let most = shorter < 1 - 1e-9 ? mostListed : 1
        guard listed > most || (shorter >= 1 - 1e-9 && listed > 0) else { return 1 }
        let scale = most / listed
        let shift = Math.log10(scale)
        for place in group { probability[place] += shift }
        return scale
    }
}
