import Testing

@testable import LanguageModel

@Suite struct InterpolationTests {
    static let vocabulary = Vocabulary(["a", "b", "c", "d"])
    static let domain = SmallModel.trained(on: ["a b": 2, "a c": 1], over: vocabulary)
    static let background = SmallModel.trained(
        on: ["d b": 3, "b a": 1, "d c": 1], over: vocabulary)
    static let shares = Interpolation(seenPair: 0.9, seenWord: 0.7, seenNothing: 0.5)
    static let mixed = shares.model(domain: domain, background: background)

    static func mix(_ share: Double, _ probability: (NGramModel) -> Double) -> Double {
        share * probability(domain) + (1 - share) * probability(background)
    }

    @Test func singleWordsAreMixedByTheShareOfNothingSeen() {
        for word in ["a", "b", "c", "d", "</s>"] {
            let expected = Self.mix(0.5) { $0.probability(word) }
            #expect(isNear(Self.mixed.probability(word), expected), "\(word)")
        }
    }

    @Test func pairsAreMixedByWhetherTheDomainKnowsTheWordBefore() {
        // The domain knows "a" and not "d".
        #expect(
            isNear(
                Self.mixed.probability("b", after: "a"),
                Self.mix(0.7) { $0.probability("b", after: "a") }))
        #expect(
            isNear(
                Self.mixed.probability("b", after: "d"),
                Self.mix(0.5) { $0.probability("b", after: "d") }))
    }

    @Test func triplesAreMixedByWhetherTheDomainKnowsThePairBefore() {
        #expect(
            isNear(
                Self.mixed.probability("b", after: "<s>", "a"),
                Self.mix(0.9) { $0.probability("b", after: "<s>", "a") }))
        // "<s> b a" is the background's; the domain knows what follows "a".
        #expect(
            isNear(
                Self.mixed.probability("</s>", after: "b", "a"),
                Self.mix(0.7) { $0.probability("</s>", after: "b", "a") }))
        #expect(
            isNear(
                Self.mixed.probability("b", after: "<s>", "d"),
                Self.mix(0.5) { $0.probability("b", after: "<s>", "d") }))
    }

    @Test func theMixtureHasAMassOfOneAfterEveryHistory() {
        #expect(Self.mixed.worstMassError < 1e-5)
    }

    @Test func theWholeShareGivesTheDomainItself() {
        let all = Interpolation(seenPair: 1, seenWord: 1, seenNothing: 1)
        let model = all.model(domain: Self.domain, background: Self.background)
        for word in ["a", "b", "c", "d", "</s>"] {
            #expect(
                isNear(
                    model.probability(word, after: "<s>", "a"),
                    Self.domain.probability(word, after: "<s>", "a"), within: 1e-5))
        }
    }
}
