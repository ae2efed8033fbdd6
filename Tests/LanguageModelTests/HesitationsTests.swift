import Testing

@testable import LanguageModel

@Suite struct HesitationsTests {
    static let vocabulary = Vocabulary(["a", "b", "c", "um", "uh", "er"])
    static let plain = SmallModel.trained(
        on: ["a b c": 2, "a c": 1, "b c": 1], over: vocabulary)

    private static func hesitating(_ fillers: [String]) -> NGramModel {
        var model = plain
        Hesitations(fillers).spread(over: &model)
        return model
    }

    @Test(arguments: ["<s>", "a", "b", "c"])
    func aHesitationIsAsLikelyAfterEachWord(_ word: String) {
        let model = Self.hesitating(["um", "uh", "er"])
        #expect(abs(model.probability("um", after: word) - 0.02) < 0.001)
        #expect(abs(model.probability("uh", after: word) - 0.01) < 0.001)
        #expect(abs(model.probability("er", after: word) - 0.005) < 0.001)
    }

    @Test func aSentenceGoesOnAfterItOrBeginsAnew() {
        let model = Self.hesitating(["um"])
        let goesOn = model.probability("c", after: "um") / model.probability("c")
        #expect((0.4...1.2).contains(goesOn))
        #expect(
            model.probability("a", after: "um")
                > (Self.plain.probability("a", after: "<s>") / 2) * 0.99)
    }

    @Test func theProbabilitiesAfterEachHistoryStillSumToOne() {
        #expect(Self.hesitating(["um", "uh", "er"]).worstMassError < 1e-4)
    }

    @Test func otherWordsKeepTheirShares() {
        let model = Self.hesitating(["um", "uh"])
        let before =
            Self.plain.probability("b", after: "a") / Self.plain.probability("c", after: "a")
        let after = model.probability("b", after: "a") / model.probability("c", after: "a")
        #expect(abs(before / after - 1) < 0.05)
    }

    /// "Well" is a word like others; and what the model lacks cannot be heard.
    @Test func onlyHesitationsOfThePackThatTheModelKnowsAreSpread() {
        #expect(Self.hesitating(["well", "you know"]) == Self.plain)
        #expect(Self.hesitating([]) == Self.plain)
        var model = InterpolationTests.mixed
        Hesitations(["um"]).spread(over: &model)
        #expect(model == InterpolationTests.mixed)
    }

    @Test func hardlyAnySentenceEndsInOne() {
        let model = Self.hesitating(["um", "uh"])
        #expect(abs(model.probability("</s>", after: "um") - 0.03) < 0.001)
        #expect(abs(model.probability("</s>", after: "uh") - 0.03) < 0.001)
    }
}
