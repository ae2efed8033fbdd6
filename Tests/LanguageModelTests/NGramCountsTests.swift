import Testing

@testable import LanguageModel

@Suite struct NGramCountsTests {
    static let vocabulary = Vocabulary(["a", "b", "c", "d", "hello", "please", "thanks"])

    static func segment(_ choices: KeyValuePairs<String, Double>) -> NGramCounts.Segment {
        .oneOf(
            choices.map { words, share in
                NGramCounts.Alternative(
                    words: words.split(separator: " ").compactMap {
                        vocabulary.number(of: String($0))
                    },
                    share: share)
            })
    }

    /// Two collections of counts that differ by rounding at most.
    static func agree(_ left: NGramCounts, _ right: NGramCounts) -> Bool {
        func agree<Key: Hashable>(_ left: [Key: Double], _ right: [Key: Double]) -> Bool {
            Set(left.keys) == Set(right.keys)
                && left.allSatisfy { isNear($1, right[$0] ?? 0, within: 1e-12) }
        }
        return agree(left.unigrams, right.unigrams) && agree(left.bigrams, right.bigrams)
            && agree(left.trigrams, right.trigrams)
    }

    @Test func aSentenceIsCountedBetweenItsMarks() throws {
        let vocabulary = Vocabulary(["a", "b"])
        var counts = NGramCounts(vocabulary: vocabulary)
        counts.add(SmallModel.sentence("a b", vocabulary), weight: 2)
        let (a, b) = (try #require(vocabulary.number(of: "a")), 3)
        let (start, end) = (vocabulary.start, vocabulary.end)
        #expect(counts.unigrams == [a: 2, b: 2, end: 2])
        #expect(counts.bigrams == [pack(start, a): 2, pack(a, b): 2, pack(b, end): 2])
        #expect(counts.trigrams == [pack(pack(start, a), b): 2, pack(pack(a, b), end): 2])
    }

    @Test func alternativesCountAsTheSentencesThatTheyMake() {
        let way = { SmallModel.sentence($0, Self.vocabulary) }
        var summed = NGramCounts(vocabulary: Self.vocabulary)
        summed.add(
            way("a") + [Self.segment(["b": 0.5, "b c": 0.25, "": 0.25])] + way("d")
                + [Self.segment(["a": 0.75, "c": 0.25])] + way("b"),
            weight: 4)
        var listed = NGramCounts(vocabulary: Self.vocabulary)
        for (middle, share) in [("b ", 0.5), ("b c ", 0.25), ("", 0.25)] {
            listed.add(way("a \(middle)d a b"), weight: 4 * share * 0.75)
            listed.add(way("a \(middle)d c b"), weight: 4 * share * 0.25)
        }
        #expect(Self.agree(summed, listed))
    }

    @Test func carriersCountAsIfTheyWereSaidAroundEverySentence() {
        let way = { SmallModel.sentence($0, Self.vocabulary) }
        var joined = NGramCounts(vocabulary: Self.vocabulary)
        joined.add(way("a b"), weight: 1, before: 0.4, after: 0.2)
        joined.add(way("c d a"), weight: 2, before: 0.4, after: 0.2)
        joined.join(before: [way("hello")], after: [way("please"), way("thanks d")])

        var listed = NGramCounts(vocabulary: Self.vocabulary)
        for (text, weight) in [("a b", 1.0), ("c d a", 2.0)] {
            for (before, share) in [("", 0.6), ("hello ", 0.4)] {
                for (after, rest) in [("", 0.8), (" please", 0.1), (" thanks d", 0.1)] {
                    listed.add(way(before + text + after), weight: weight * share * rest)
                }
            }
        }
        #expect(Self.agree(joined, listed))
    }
}
