import Knowledge
import Testing

@testable import Understanding

/// What was talked about, and what is meant by the question after it.
@Suite struct ContextPriorTests {
    private static let lines = [
        ("passport.fee", "the fee for a passport", "passport", ["fee"]),
        ("passport.how", "how to get a passport", "passport", ["how", "where"]),
        ("passport.fine", "the fine for an expired passport", "passport", ["fine"]),
        ("passport.lost", "a lost or stolen passport", "lost passport", ["how", "where", "lost"]),
        ("licence.lost", "a lost or stolen licence", "lost licence", ["how", "lost"]),
        ("licence.lost.fee", "the fee for replacing a lost licence", "lost licence", ["fee"]),
        ("licence.fee", "the fee for a licence", "licence", ["fee"]),
        ("car.fee", "the fee for a vehicle", "vehicle", ["fee"]),
        ("car.how", "registering a vehicle", "vehicle", ["how"]),
    ]

    private let traits: EntryTraits

    init() throws {
        let day = try #require(Day(year: 2026, month: 7, day: 1))
        let entries = try Self.lines.map { id, title, procedure, aspects in
            Entry(
                id: id, topic: String(id.prefix { $0 != "." }), title: title,
                procedure: procedure, aspects: aspects,
                questions: [try Template(parsing: title)], answer: title, validFrom: day,
                checked: day)
        }
        let groups = [
            ("cost", ["passport.fee", "licence.fee", "car.fee"]),
            ("passport", ["passport.how", "passport.fee"]),
        ].map { VagueQuestion(id: $0.0, between: $0.1, questions: []) }
        let pack = LanguagePack(
            language: LanguageSettings(tag: "en-US", name: "English"), entries: entries,
            vague: groups)
        traits = EntryTraits(
            pack: pack, labels: Self.lines.map(\.0) + ["vague/cost", "vague/passport"],
            normalizer: Normalizer(vocabulary: Vocabulary(pack: pack, senses: [:])))
    }

    private func context(after id: String) throws -> DialogueContext {
        let label = try #require(traits.label(of: id))
        return DialogueContext(
            topic: traits[label].topic, procedure: traits[label].procedure, lastEntry: id)
    }

    private func shares(_ given: [String: Double]) throws -> [Double] {
        var shares = [Double](repeating: 0.001, count: traits.count)
        for (id, share) in given { shares[try #require(traits.label(of: id))] = share }
        return shares
    }

    private func best(_ shares: [Double]) -> String? {
        shares.indices.max { shares[$0] < shares[$1] }.map { traits[$0].id }
    }

    /// "How much is it?" after an answer that no choice of the vague question is about.
    @Test func aVagueQuestionIsAboutWhatItAsksOfTheLastProcedure() throws {
        let resolved = VagueShares.resolved(
            try shares(["vague/cost": 0.8]), context: try context(after: "licence.lost"),
            traits: traits)
        #expect(best(resolved) == "licence.lost.fee")
    }

    /// It stays vague for the greater part.
    @Test func theTopicAloneDoesNotSayWhatIsMeant() throws {
        let given = try shares(["vague/passport": 0.8])
        let resolved = VagueShares.resolved(
            given, context: try context(after: "passport.lost"), traits: traits)
        #expect(best(resolved) == "vague/passport")
        let entry = try #require(traits.label(of: "passport.how"))
        #expect(resolved[entry] > given[entry])
        #expect(abs(resolved.reduce(0, +) - given.reduce(0, +)) < 1e-9)
    }

    /// One about a passport asks nothing that could be asked about a vehicle.
    @Test func whatNamesItsSubjectIsNotAboutAnother() throws {
        let resolved = VagueShares.resolved(
            try shares(["vague/passport": 0.8]), context: try context(after: "car.how"),
            traits: traits)
        #expect(best(resolved) == "vague/passport")
    }

    @Test func aRepairAsksTheSameOfAnotherThing() throws {
        let prior = ContextPrior(context: try context(after: "licence.lost"), traits: traits)
        let mended = prior.apply(
            to: try shares(["passport.how": 0.6, "passport.lost": 0.1]), specificity: 0.8,
            named: nil, leans: true, words: 1, isRepair: true)
        #expect(best(mended) == "passport.lost")
    }

    @Test func whatIsAboutSomethingNearIsLikelierAfterIt() throws {
        let prior = ContextPrior(context: try context(after: "licence.lost"), traits: traits)
        let after = prior.apply(
            to: try shares(["passport.lost": 0.2, "car.how": 0.3]), specificity: 0.3,
            named: { _ in 1 }, leans: true, words: 1)
        #expect(best(after) == "passport.lost")
    }

    @Test func whatWasTalkedAboutCountsLessWithoutTheAspectThatIsNamed() throws {
        let prior = ContextPrior(context: try context(after: "passport.how"), traits: traits)
        let fee = try #require(traits.label(of: "passport.fee"))
        let given = try shares(["car.fee": 0.6])
        func after(_ named: @escaping (Int) -> Double) -> Double {
            prior.apply(to: given, specificity: 0, named: named, leans: true, words: 1)[fee]
        }
        #expect(after { $0 == fee ? 1 : 0 } > after { $0 == fee ? 0 : 1 })
    }

    /// "How much is that?" after a fine: not the fee of the same procedure.
    @Test func whatIsAskedOnceMoreIsWhatWasJustSaid() throws {
        let after = try context(after: "passport.fine")
        func asked(_ echoed: Measure?) throws -> String? {
            let resolved = VagueShares.resolved(
                try shares(["vague/cost": 0.8, "passport.fee": 0.1]), context: after,
                traits: traits, echoed: echoed)
            return best(
                ContextPrior(context: after, traits: traits).apply(
                    to: resolved, specificity: 0.3,
                    named: { traits[$0].aspects.contains("fee") ? 1 : 0 }, leans: true, words: 1,
                    isEcho: echoed != nil))
        }
        #expect(try asked(.amount) == "passport.fine")
        #expect(try asked(nil) == "passport.fee")
    }

    @Test func titlesAreLikeByTheirRareWords() {
        let titles = Titles([["a", "lost", "card"], ["a", "lost", "plate"], ["a", "fee"], []])
        #expect(titles.likeness(of: 0, to: 1) > titles.likeness(of: 0, to: 2))
        #expect(titles.likeness(of: 0, to: 2) == titles.likeness(of: 2, to: 0))
        #expect(abs(titles.likeness(of: 0, to: 0) - 1) < 1e-12)
        #expect(titles.likeness(of: 3, to: 0) == 0 && titles.likeness(of: 3, to: 3) == 0)
    }
}
