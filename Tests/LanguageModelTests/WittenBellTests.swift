import Testing

@testable import LanguageModel

/// Probabilities worked out by hand from the formula; see `SmallModel.witten`.
@Suite struct WittenBellTests {
    @Test func singleWordsHaveTheProbabilitiesOfTheFormula() {
        let model = SmallModel.witten()
        #expect(isNear(model.probability("a"), 4.0 / 13))
        #expect(isNear(model.probability("b"), 3.0 / 13))
        #expect(isNear(model.probability("c"), 2.0 / 13))
        #expect(isNear(model.probability("</s>"), 4.0 / 13))
        #expect(model.probability("<s>") == 0, "the start is never predicted")
    }

    @Test func pairsAndTriplesHaveTheProbabilitiesOfTheFormula() {
        let model = SmallModel.witten()
        #expect(isNear(model.probability("a", after: "<s>"), 43.0 / 52))
        #expect(isNear(model.probability("b", after: "a"), 32.0 / 65))
        #expect(isNear(model.probability("c", after: "a"), 17.0 / 65))
        #expect(isNear(model.probability("</s>", after: "b"), 10.0 / 13))
        // (2 + 2 · 32/65) / 5, and (2 + 10/13) / 3.
        #expect(isNear(model.probability("b", after: "<s>", "a"), 194.0 / 325))
        #expect(isNear(model.probability("</s>", after: "a", "b"), 12.0 / 13))
    }

    @Test func whatWasNeverSeenBacksOffToTheShorterHistory() {
        let model = SmallModel.witten()
        #expect(isNear(model.probability("a", after: "a"), 2.0 / 5 * 4 / 13))
        #expect(isNear(model.probability("b", after: "<s>"), 1.0 / 4 * 3 / 13))
        #expect(isNear(model.probability("a", after: "<s>", "a"), 2.0 / 5 * 2 / 5 * 4 / 13))
        #expect(isNear(model.probability("b", after: "c", "a"), 32.0 / 65))
    }

    @Test func moreCautionTrustsPairsLess() {
        // k = 2: p(b) = (2 + 8/4) / 17, p(b | a) = (2 + 4 · 4/17) / 7.
        let careful = SmallModel.witten(caution: 2)
        #expect(isNear(careful.probability("b"), 4.0 / 17))
        #expect(isNear(careful.probability("b", after: "a"), 50.0 / 119))
        #expect(
            careful.probability("b", after: "a")
                < SmallModel.witten().probability("b", after: "a"))
    }

    @Test func aWordSeenForAFractionIsAFractionOfANovelWord() {
        // "a b" for one half: 1.5 words, and 1.5 different ones.
        let model = SmallModel.trained(on: ["a b": 0.5], over: Vocabulary(["a", "b", "c"]))
        #expect(isNear(model.probability("a"), (0.5 + 1.5 / 4) / 3))
        #expect(isNear(model.probability("c"), 1.5 / 4 / 3))
        #expect(isNear(model.probability("b", after: "a"), (0.5 + 0.5 * 7 / 24) / 1))
    }

    @Test func everyHistoryHasAMassOfOne() {
        #expect(SmallModel.witten().worstMassError < 1e-6)
        let vocabulary = Vocabulary((0..<12).map { "w\($0)" })
        let model = SmallModel.trained(
            on: [
                "w1 w2 w3": 3, "w3 w2 w1 w2": 0.3, "w11": 7, "w5 w5 w5 w5": 0.01, "w0 w10": 1,
                "w1 w2 w4 w5 w6 w7 w8 w9": 2,
            ], over: vocabulary)
        #expect(model.worstMassError < 1e-5)
    }

    @Test func withoutACorpusOnlyTheBaseIsLeft() {
        let model = SmallModel.trained(on: [:], over: Vocabulary(["a", "b", "c"]))
        #expect(model.counts == [5, 0, 0])
        #expect(isNear(model.probability("a", after: "b"), 0.25))
    }

    @Test func aSentencesScoreIsTheProductOfItsWords() {
        let model = SmallModel.witten()
        let score = model.score(["a", "b"])
        let product = 43.0 / 52 * 194 / 325 * 12 / 13
        #expect(isNear(NGramModel.power(score.logProbability), product))
        #expect(score.unknown == 0)
        #expect(model.score(["a", "zebra"]).unknown == 1)
    }
}
