import Testing

@testable import LanguageModel

@Suite struct DomainPruningTests {
    static let vocabulary = Vocabulary(["the", "fee", "is", "rare", "odd"])
    static let counts: NGramCounts = {
        var counts = NGramCounts(vocabulary: vocabulary)
        counts.add(SmallModel.sentence("the fee is", vocabulary), weight: 50)
        counts.add(SmallModel.sentence("rare odd the", vocabulary), weight: 0.001)
        return counts
    }()

    static func pruned(_ threshold: Double) -> NGramModel {
        var model = WittenBell.model(
            of: counts, vocabulary: vocabulary, base: SmallModel.evenBase(vocabulary), caution: 1)
        DomainPruning.prune(&model, counts: counts, threshold: threshold)
        return model
    }

    @Test func withoutAThresholdNothingIsLeftOut() {
        // Each sentence has four pairs and three triples of its own.
        #expect(Self.pruned(0).counts == [7, 8, 6])
    }

    @Test func whatHardlyMattersGoesAndWhatIsOftenSaidStays() {
        let full = Self.pruned(0)
        let model = Self.pruned(0.1)
        #expect(model.counts[1] < full.counts[1])
        #expect(model.worstMassError < 1e-5)
        let kept = model.probability("fee", after: "the")
        #expect(isNear(kept, full.probability("fee", after: "the")))
        // "odd" after "rare" backs off now.
        #expect(model.probability("odd", after: "rare") < 0.01)
        #expect(full.probability("odd", after: "rare") > 0.4)
    }

    @Test func everyTripleKeepsThePairsItIsMadeOf() {
        for threshold in [1e-4, 0.01, 0.1, 1, 3, 10] {
            let model = Self.pruned(threshold)
            for key in model.trigrams.keys {
                #expect(model.bigrams.index(of: history(key)) != nil)
                #expect(model.bigrams.index(of: suffix(key)) != nil)
            }
        }
    }

    @Test func aThresholdAboveEverythingLeavesSingleWords() {
        let model = Self.pruned(1e9)
        #expect(model.counts == [7, 0, 0])
        #expect(model.worstMassError < 1e-6)
    }
}
