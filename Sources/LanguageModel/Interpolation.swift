/// Static linear interpolation of a domain model with a background model into
/// one back-off model.
///
///     p(w | h) = λ(h) · p_domain(w | h) + (1 - λ(h)) · p_background(w | h)
///
/// for every n-gram that one of the two lists. λ depends on what the domain
/// knows of the history (Jelinek and Mercer's buckets, three of them): where it
/// has never seen the history, it has little to say.
public struct Interpolation: Sendable, Equatable {
    /// The domain's share where it has seen the two words before.
    public var seenPair: Double
    /// The domain's share where it has seen only the last word.
    public var seenWord: Double
    /// The domain's share where it has seen neither.
    public var seenNothing: Double

    public init(seenPair: Double, seenWord: Double, seenNothing: Double) {
        self.seenPair = seenPair
        self.seenWord = seenWord
        self.seenNothing = seenNothing
    }

    /// Both models must have the same vocabulary.
    public func model(domain: NGramModel, background: NGramModel) -> NGramModel {
        precondition(domain.vocabulary == background.vocabulary, "models of one vocabulary")
        let vocabulary = domain.vocabulary
        var mixed = NGramModel(
            vocabulary: vocabulary, unigramProbability: [],
            unigramBackOff: [], bigrams: NGramModel.Table(), trigrams: NGramModel.Table())
        mixed.unigramProbability = (0..<vocabulary.count).map { word in
            word == vocabulary.start
                ? NGramModel.never
                : mix(
                    seenNothing, Double(domain.unigramProbability[word]),
                    Double(background.unigramProbability[word]))
        }
        mixed.bigrams.keys = Self.union(domain.bigrams.keys, background.bigrams.keys)
        mixed.bigrams.probability.reserveCapacity(mixed.bigrams.keys.count)
        for group in WittenBell.groups(of: mixed.bigrams.keys) {
            let last = history(mixed.bigrams.keys[group.lowerBound])
            let share = domain.bigrams.places(after: last).isEmpty ? seenNothing : seenWord
            for place in group {
                let word = lastWord(mixed.bigrams.keys[place])
                mixed.bigrams.probability.append(
                    mix(
                        share, domain.logProbability(of: word, after: Int(last)),
                        background.logProbability(of: word, after: Int(last))))
            }
        }
        mixed.trigrams.keys = Self.union(domain.trigrams.keys, background.trigrams.keys)
        mixed.trigrams.probability.reserveCapacity(mixed.trigrams.keys.count)
        for group in WittenBell.groups(of: mixed.trigrams.keys) {
            let pair = history(mixed.trigrams.keys[group.lowerBound])
            let words = [Int(history(pair)), lastWord(pair)]
            let share = share(of: domain, after: pair)
            for place in group {
                let word = lastWord(mixed.trigrams.keys[place])
                mixed.trigrams.probability.append(
                    mix(
                        share, domain.logProbability(of: word, after: words),
                        background.logProbability(of: word, after: words)))
            }
        }
        BackOff.normalize(&mixed)
        return mixed
    }

    private func share(of domain: NGramModel, after pair: PackedNGram) -> Double {
        if !domain.trigrams.places(after: pair).isEmpty { return seenPair }
        let last = PackedNGram(lastWord(pair))
        return domain.bigrams.places(after: last).isEmpty ? seenNothing : seenWord
    }

    private func mix(_ share: Double, _ domain: Double, _ background: Double) -> Float {
        Math.log10(
            share * NGramModel.power(domain) + (1 - share) * NGramModel.power(background))
    }

    private static func union(_ left: [PackedNGram], _ right: [PackedNGram]) -> [PackedNGram] {
        var merged: [PackedNGram] = []
        merged.reserveCapacity(left.count + right.count)
        var (one, other) = (0, 0)
        while one < left.count || other < right.count {
            let next: PackedNGram
            if other == right.count || (one < left.count && left[one] <= right[other]) {
                next = left[one]
                if other < right.count, right[other] == next { other += 1 }
                one += 1
            } else {
                next = right[other]
                other += 1
            }
            merged.append(next)
        }
        return merged
    }
}
