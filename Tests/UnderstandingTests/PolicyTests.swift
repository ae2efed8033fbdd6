import Knowledge
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

    /// What is asked for beside what it is about: "a number for my passport".
    @Test func aRequestThatIsLikelierThanAQuestionIsDone() throws {
        let (pack, model) = try SmallPack.trained.get()
        let traits = EntryTraits(
            pack: pack, labels: model.match.evidence.labels + ["action/queue_ticket"],
            normalizer: try SmallPack.normalizer())
        let passport = try #require(traits.label(of: "passport.fee"))
        func action(
            request: Double, question: Double, inDomain: Double = 1, vague: Double = 0,
            isByMeaning: Bool = true, asksAbout: Bool = false
        ) throws -> Bool {
            var shares = [Double](repeating: 0, count: traits.count)
            (shares[traits.count - 1], shares[passport]) = (request, question)
            shares[try #require(traits.label(of: "vague/time"))] = vague
            return Policy(thresholds: Thresholds(), traits: traits).action(
                in: Policy.Situation(
                    shares: shares, ranked: [passport], inDomain: inDomain,
                    isByMeaning: isByMeaning, isBare: false, hasSubject: false,
                    asksAbout: asksAbout)) == .queueTicket
        }
        #expect(try action(request: 0.45, question: 0.35))
        #expect(try !action(request: 0.3, question: 0.45))
        #expect(try !action(request: 0.9, question: 0.05, inDomain: 0.7), "a table for two")
        #expect(try action(request: 0.9, question: 0.05, inDomain: 0.5, isByMeaning: false))
        #expect(try !action(request: 0.9, question: 0.05, inDomain: 0.3, isByMeaning: false))
        #expect(try !action(request: 0.9, question: 0.05, asksAbout: true), "how do I get one")
        #expect(try !action(request: 0.3, question: 0.05, vague: 0.6), "and if I don't")
    }

    /// "How far is it?" is a question and a request.
    @Test func aStatusIsAskedForByAQuestion() throws {
        let (pack, model) = try SmallPack.trained.get()
        let traits = EntryTraits(
            pack: pack, labels: model.match.evidence.labels + ["action/application_status"],
            normalizer: try SmallPack.normalizer())
        var shares = [Double](repeating: 0, count: traits.count)
        shares[traits.count - 1] = 0.9
        let situation = Policy.Situation(
            shares: shares, ranked: [0], inDomain: 1, isBare: false, hasSubject: false,
            asksAbout: true)
        let policy = Policy(thresholds: Thresholds(), traits: traits)
        #expect(policy.action(in: situation) == .applicationStatus)
        #expect(policy.answerable(situation) < 0.2, "no entry says it")
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
