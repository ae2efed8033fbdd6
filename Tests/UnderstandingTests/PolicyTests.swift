import Testing

@testable import Understanding

@Suite struct PolicyTests {
    private let traits: EntryTraits
    private let policy: Policy

    init() throws {
        let (pack, model) = try SmallPack.trained.get()
        traits = EntryTraits(
            pack: pack, labels: model.match.evidence.labels,
            normalizer: try SmallPack.normalizer())
        policy = Policy(thresholds: Thresholds(), traits: traits)
    }

    private func outcome(
        _ shares: [String: Double], inDomain: Double = 1, vague: Double = 0
    ) throws -> Outcome {
        var all = [Double](repeating: 0, count: traits.count)
        for (id, share) in shares { all[try #require(traits.label(of: id))] = share }
        let ranked = Reading.ranked(all, 5).filter { !traits[$0].topic.isEmpty }
        return policy.outcome(
            of: Policy.Situation(
                shares: all, ranked: ranked, inDomain: inDomain, vague: vague, isBare: false,
                hasSubject: false))
    }

    @Test func whatIsClearIsAnswered() throws {
        #expect(
            try outcome(["passport.fee": 0.7, "card.fee": 0.1]) == .answer("passport.fee"))
    }

    /// What vague questions have of the shares is not an entry's lack of likelihood.
    @Test func aClearQuestionIsAnsweredWhateverIsVague() throws {
        #expect(
            try outcome(["passport.fee": 0.3, "card.fee": 0.05, "vague/loss": 0.5])
                == .answer("passport.fee"))
    }

    @Test func aVagueQuestionOffersWhatItsGroupNamesAndWhatIsLikely() throws {
        let outcome = try outcome(
            ["passport.fee": 0.6, "vague/time": 0.2, "card.lost": 0.01], vague: 0.95)
        #expect(outcome == .clarify(["card.time", "passport.time", "passport.fee"]))
    }

    @Test func whatIsProbablyUnknownIsNotAskedBackAbout() throws {
        #expect(
            try outcome(["passport.fee": 0.6, "vague/time": 0.2], inDomain: 0.2, vague: 0.95)
                == .noMatch)
    }

    @Test func inDoubtTheLineAsks() throws {
        let shares = ["passport.fee": 0.8, "card.fee": 0.1, "card.lost": 0.05]
        let bar = Thresholds().inDomain
        #expect(
            try outcome(shares, inDomain: bar * 0.9)
                == .clarify(["passport.fee", "card.fee", "card.lost"]))
        #expect(try outcome(shares, inDomain: bar * 0.6) == .noMatch)
    }

    @Test func rivalsAreOffered() throws {
        #expect(
            try outcome(["passport.fee": 0.5, "card.fee": 0.45])
                == .clarify(["passport.fee", "card.fee"]))
    }

    @Test func nothingIsOfferedByItself() throws {
        #expect(try outcome(["passport.fee": 1], inDomain: 0.5) == .noMatch)
    }
}
