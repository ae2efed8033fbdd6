@testable import LanguageModel

/// Models that are small enough for their probabilities to be worked out by hand.
enum SmallModel {
    /// Counts "a b" twice and "a c" once.
    ///
    /// Four predicted words a, b, c, `</s>`; with `k` = 1 and an even base:
    ///
    ///     p(a) = (3 + 4/4) / (9 + 4) = 4/13    p(b) = 3/13
    ///     p(c) = 2/13                          p(</s>) = 4/13
    ///     p(a | <s>) = (3 + 4/13) / 4 = 43/52  back-off 1/4
    ///     p(b | a) = (2 + 2 · 3/13) / 5 = 32/65
    ///     p(c | a) = (1 + 2 · 2/13) / 5 = 17/65, back-off 2/5
    static func witten(caution: Double = 1) -> NGramModel {
        let vocabulary = Vocabulary(["a", "b", "c"])
        var counts = NGramCounts(vocabulary: vocabulary)
        counts.add(sentence("a b", vocabulary), weight: 2)
        counts.add(sentence("a c", vocabulary), weight: 1)
        return WittenBell.model(
            of: counts, vocabulary: vocabulary, base: evenBase(vocabulary), caution: caution)
    }

    /// Counts weighted sentences of plain words.
    static func trained(
        on sentences: KeyValuePairs<String, Double>, over vocabulary: Vocabulary
    ) -> NGramModel {
        var counts = NGramCounts(vocabulary: vocabulary)
        for (text, weight) in sentences { counts.add(sentence(text, vocabulary), weight: weight) }
        return WittenBell.model(
            of: counts, vocabulary: vocabulary, base: evenBase(vocabulary), caution: 1)
    }

    static func sentence(_ text: String, _ vocabulary: Vocabulary) -> [NGramCounts.Segment] {
        text.split(separator: " ").compactMap {
            vocabulary.number(of: String($0)).map { .word($0) }
        }
    }

    static func evenBase(_ vocabulary: Vocabulary) -> [Double] {
        (0..<vocabulary.count).map {
            $0 == vocabulary.start ? 0 : 1 / Double(vocabulary.count - 1)
        }
    }
}

extension NGramModel {
    /// The plain probability of a word, by the words themselves, the nearest last.
    func probability(_ word: String, after history: String...) -> Double {
        let numbers = history.compactMap { vocabulary.number(of: $0) }
        precondition(numbers.count == history.count, "words of the model")
        guard let number = vocabulary.number(of: word) else { return .nan }
        return Self.power(logProbability(of: number, after: numbers))
    }

    /// The worst that the sum over the vocabulary misses 1 by, after no word,
    /// after each, and after every two.
    var worstMassError: Double {
        let words = Array(0..<vocabulary.count).filter { $0 != vocabulary.end }
        let singles = words.map { [$0] }
        let pairs = words.flatMap { first in
            words.filter { $0 != vocabulary.start }.map { [first, $0] }
        }
        return ([[]] + singles + pairs).map { abs(massError(after: $0)) }.max() ?? 0
    }
}

/// Equal but for the rounding of a float.
func isNear(_ left: Double, _ right: Double, within tolerance: Double = 1e-6) -> Bool {
    abs(left - right) <= tolerance
}
