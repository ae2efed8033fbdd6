/// Leaves out n-grams of the domain that hardly change anything: most of what
/// long lists of names and many carrier phrases multiply into.
enum DomainPruning {
    /// Weighted difference pruning (Seymore and Rosenfeld 1996) by the domain's
    /// own counts: an n-gram stays if leaving it out would lower the corpus's
    /// log-likelihood by at least `threshold` nats. Bigrams that a kept trigram needs
    /// stay.
    static func prune(_ model: inout NGramModel, counts: NGramCounts, threshold: Double) {
        guard threshold > 0 else { return }
        var trigrams = NGramModel.Table()
        for (place, key) in model.trigrams.keys.enumerated() {
            let (pair, word) = (history(key), lastWord(key))
            let backOff = model.bigrams.index(of: pair).map { model.bigrams.backOff[$0] } ?? 0
            let shorter =
                Double(backOff) + model.logProbability(of: word, after: lastWord(pair))
            let gain = Double(model.trigrams.probability[place]) - shorter
            if (counts.trigrams[key] ?? 0) * abs(gain) * Math.ln10 >= threshold {
                trigrams.keys.append(key)
                trigrams.probability.append(model.trigrams.probability[place])
            }
        }
        var needed: Set<PackedNGram> = []
        for key in trigrams.keys {
            needed.insert(history(key))
            needed.insert(suffix(key))
        }
        var bigrams = NGramModel.Table()
        for (place, key) in model.bigrams.keys.enumerated() {
            let shorter =
                model.unigramBackOff[Int(history(key))] + model.unigramProbability[lastWord(key)]
            let gain = Double(model.bigrams.probability[place] - shorter)
            let loss = (counts.bigrams[key] ?? 0) * abs(gain) * Math.ln10
            if loss >= threshold || needed.contains(key) {
                bigrams.keys.append(key)
                bigrams.probability.append(model.bigrams.probability[place])
            }
        }
        model.trigrams = trigrams
        model.bigrams = bigrams
        BackOff.normalize(&model)
    }
}
