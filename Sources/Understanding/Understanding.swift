internal import Foundation
public import Knowledge

/// Understands callers: from what was heard to what to do about it.
///
///     N-best ─▶ Normalizer ─▶ controls ─▶ offers ─▶ evidence ─▶ context ─▶ policy
///
/// A value without state; share it between calls and threads. Text only: no
/// audio, no clock, no dialogue, whose state comes as `DialogueContext`.
public struct Understanding: Sendable {
    /// Readings beyond these change nothing.
    private static let mostHypotheses = 8
    private static let mostCandidates = 5
    /// Of which a question may be asked back.
    static let mostOffered = 3
    /// Controls that only make sense as the answer to an offer, by the place of what is
    /// chosen.
    public static let choices = ["first", "second", "third"]
    /// Odds that a question was meant for the topic of the one before, against those of
    /// a first question.
    private static let askingOn = 2.7
    /// How surely an utterance names its subject, at least, when it says something that
    /// not every question may have.
    private static let leastOfSaid = 0.75
    /// Words that carry meaning, at most, in what needs the question before it.
    private static let mostWordsOfShort = 3
    /// Words, at most, of a question that says too little of what it is about.
    private static let mostWordsOfBare = 9
    /// How surely what needs the question before it is in the domain, at least.
    private static let inDomainOfShort = 0.8
    /// An aspect is named from this share on, with a word that could name one and without.
    private static let leastOfAspect = (withWord: 0.35, without: 0.8)
    /// Of what is surely known to be asked, no control is made that is only nearly one.
    private static let surelyAsked = 0.6
    /// What was just offered is so much likelier than it looks.
    private static let favourOfOffered = 8.0
    /// Exponent of the shares of what names no subject.
    private static let flattening = 0.6
    /// A subject may follow: "a person, please, about my passport".
    private static let person = "person"

    /// Brings text into the form that is compared.
    public let normalizer: Normalizer
    let model: UnderstandingModel
    let controls: ControlMatcher
    let traits: EntryTraits
    let thresholds: Thresholds
    let judge: CompletenessJudge
    let form: AskingForm
    let echo: EchoForm
    let encoder: (any MeaningEncoder)?
    private let without: Set<EvidenceSource>

    /// - Parameters:
    ///   - model: trained on this pack; entries that the pack no longer has are
    ///     never decided for.
    ///   - encoder: the one that it was trained with; without it the words alone
    ///     are understood.
    ///   - without: what is left out, for a comparison. What is learned must have been
    ///     left out of the model, too.
    public init(
        pack: LanguagePack, model: UnderstandingModel, encoder: (any MeaningEncoder)? = nil,
        without: Set<EvidenceSource> = []
    ) {
        self.encoder = without.contains(.meaning) ? nil : encoder.map(RecentMeanings.init)
        self.without = without
        normalizer = Normalizer(vocabulary: Vocabulary(pack: pack, senses: model.senses))
        self.model = model
        controls = ControlMatcher(pack: pack, normalizer: normalizer)
        traits = EntryTraits(
            pack: pack, labels: model.match.evidence.labels, normalizer: normalizer)
        thresholds = Thresholds(pack.language.thresholds)
        judge = CompletenessJudge(normalizer: normalizer, controls: controls)
        form = AskingForm(rules: normalizer.rules)
        echo = EchoForm(rules: normalizer.rules)
    }

    /// Decides what an utterance asks for.
    ///
    /// - Parameter nBest: readings of the utterance, best first.
    public func decide(_ nBest: [Hypothesis], context: DialogueContext) -> Decision {
        let heard = readings(nBest).map { hypothesis in
            self.heard(hypothesis, isFollowUp: context.lastEntry != nil)
        }.filter { !$0.words.isEmpty }
        guard let best = heard.first else {
            return Decision(outcome: .noMatch, candidates: [], normalised: "")
        }
        let reading = model.match.reading(
            of: heard.map { ($0.question, $0.posterior) }, encoder: encoder)
        var situation = situation(heard, reading, context)
        let control = control(in: heard)
        if let entry = OfferChoice(traits: traits, rules: normalizer.rules).pick(
            best.question, control: control?.key, offered: context.offered)
        {
            return decision(.answer(entry), best, situation, reading, rule: "offered")
        }
        if let control, control.isExact || situation.inDomain < Self.surelyAsked {
            let isOfNothing = context.offered.isEmpty && Self.choices.contains(control.key)
            return decision(
                isOfNothing ? .noMatch : .control(control.key), best, situation, reading,
                rule: "control")
        }
        if controls.opens(best.words, with: Self.person) {
            return decision(.control(Self.person), best, situation, reading, rule: "control")
        }
        favour(context.offered, in: &situation)
        if let action = policy.action(in: situation) {
            return decision(.action(action), best, situation, reading, rule: "evidence")
        }
        situation.shares = policy.withoutRequests(situation.shares)
        rank(&situation)
        return decision(
            policy.outcome(of: situation), best, situation, reading, rule: "evidence")
    }

    /// Encodes what an utterance may mean, so that `decide`, when it is over, need not: nearly all
    /// of its time. Worth it as soon as somebody may have finished.
    public func prepare(_ nBest: [Hypothesis]) {
        let heard = readings(nBest).map { self.heard($0, isFollowUp: false) }
            .filter { !$0.words.isEmpty }
        guard !heard.isEmpty else { return }
        _ = model.match.reading(
            of: heard.map { ($0.question, $0.posterior) }, encoder: encoder)
    }

    private var policy: Policy { Policy(thresholds: thresholds, traits: traits) }

    /// Words that may join two questions.
    var conjunctions: Set<String> { normalizer.rules.conjunctions }

    /// Whether a question may begin with the word.
    public func opensQuestion(_ word: String) -> Bool {
        let rules = normalizer.rules
        return rules.questionWords.contains(word) || rules.conjunctions.contains(word)
            || rules.questionOpeners.contains(word)
    }

    /// Whether it is a question by its form, whatever it asks.
    public func isQuestion(_ text: String) -> Bool { form.isQuestion(normalizer.words(of: text)) }

    /// What is talked about once this entry has been answered.
    package func context(after entry: String) -> DialogueContext {
        guard let label = traits.label(of: entry) else { return DialogueContext() }
        return DialogueContext(
            topic: traits[label].topic, procedure: traits[label].procedure, lastEntry: entry)
    }
}

extension Understanding {
    /// A hypothesis, normalised.
    private struct Heard {
        let words: [String]
        let question: NormalisedText
        let posterior: Double
        /// It takes back what was talked about: "no, I meant the passport".
        let isRepair: Bool
    }

    /// What counts of an N-best list.
    private func readings(_ nBest: [Hypothesis]) -> [Hypothesis] {
        let counted = nBest.prefix(without.contains(.nbest) ? 1 : Self.mostHypotheses)
        guard without.contains(.posteriors) else { return Array(counted) }
        return counted.map { Hypothesis(text: $0.text, posterior: 1 / Double(counted.count)) }
    }

    private func heard(_ hypothesis: Hypothesis, isFollowUp: Bool) -> Heard {
        let words = normalizer.words(of: hypothesis.text)
        let taken = isFollowUp ? normalizer.repairLength(words) : 0
        return Heard(
            words: words,
            question: normalizer.analysed(normalizer.core(of: Array(words.dropFirst(taken)))),
            posterior: hypothesis.posterior, isRepair: taken > 0)
    }

    /// The control that the best hypothesis is, or that most of the list is.
    private func control(in heard: [Heard]) -> ControlMatcher.Match? {
        let matches = heard.map { controls.match($0.words) }
        if let first = matches.first, let match = first, match.isExact { return match }
        var weights: [String: Double] = [:]
        for (hypothesis, match) in zip(heard, matches) {
            if let match { weights[match.key, default: 0] += hypothesis.posterior }
        }
        let total = heard.reduce(0) { $0 + $1.posterior }
        let likeliest = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let likeliest, likeliest.value > 0.5 * total else { return nil }
        return ControlMatcher.Match(key: likeliest.key, isExact: false)
    }

    private func situation(
        _ heard: [Heard], _ reading: Reading, _ context: DialogueContext
    ) -> Policy.Situation {
        let best = heard[0]
        let cue = reading.evidence.cue
        let specificity = Double(cue.specificity)
        let saysSomething = cue.contentWords > 0 || best.question.words.count > 1
        let echoed = echoed(by: best, in: context)
        let isOpen =
            echoed != nil
            || (specificity < thresholds.specific && saysSomething
                && cue.generalWords == cue.contentWords)
        let leans = isOpen || best.isRepair || normalizer.leans(best.words)
        // "What about temporary residence?" has no word that could name an aspect.
        let hasAspectWord = cue.generalWords > 0 || cue.contentWords == 0
        let namesAspect =
            (reading.aspects.max() ?? 0)
            > (hasAspectWord ? Self.leastOfAspect.withWord : Self.leastOfAspect.without)
        var shares = ContextPrior(context: context, traits: traits).apply(
            to: VagueShares.resolved(
                reading.shares, context: context, traits: traits, isRepair: best.isRepair,
                echoed: echoed),
            specificity: isOpen ? specificity : max(specificity, Self.leastOfSaid),
            named: namesAspect ? { likelihood(ofAspectsOf: $0, in: reading) } : nil,
            leans: leans, words: cue.contentWords, isRepair: best.isRepair, isEcho: echoed != nil)
        let hasSubject = context.procedure != nil
        let isBare =
            isOpen && best.question.words.count <= Self.mostWordsOfBare
            && (cue.contentWords > 0 || hasSubject)
            && (hasSubject || (reading.shares.max() ?? 0) < thresholds.sure)
        // What the context makes clear is not vague any more.
        let open = VagueShares.mass(of: reading.shares, traits: traits)
        let stillOpen = VagueShares.mass(of: shares, traits: traits)
        let vague = open > 0 ? reading.vague * min(stillOpen / open, 1) : 0
        if isBare, !hasSubject { shares = popular(shares) }
        var situation = Policy.Situation(
            shares: shares, ranked: [], inDomain: reading.inDomain, vague: vague,
            isByMeaning: reading.evidence.meaningOfNone != nil, isBare: isBare,
            hasSubject: hasSubject, saysSomething: saysSomething)
        rank(&situation)
        let isShort =
            isBare
            || (leans && cue.unknownWords == 0 && cue.contentWords <= Self.mostWordsOfShort)
        askOn(isShort: isShort, in: context, &situation)
        return situation
    }

    private func saysNothing(_ best: Heard, _ reading: Reading) -> Bool {
        let cue = reading.evidence.cue
        return cue.contentWords == cue.unknownWords
            && !best.words.contains(where: normalizer.rules.interrogatives.contains)
    }

    /// What is asked once more of the last answer, if that answer is about it: after a fine
    /// "how much is that" means the fine, and no fee of the same procedure. Not where
    /// something was offered since: it may be asked of that.
    private func echoed(by best: Heard, in context: DialogueContext) -> Measure? {
        guard !best.isRepair, context.offered.isEmpty,
            let last = context.lastEntry.flatMap(traits.label),
            let measure = echo.measure(askedBy: best.question.words),
            !traits[last].aspects.isDisjoint(with: measure.aspects)
        else { return nil }
        return measure
    }

    /// 0–1: how likely it is that an aspect of the label was asked for, beside the likeliest
    /// of all.
    private func likelihood(ofAspectsOf label: Int, in reading: Reading) -> Double {
        let most = reading.aspects.max() ?? 0
        let own = model.match.evidence.aspectsOf[label].map { reading.aspects[$0] }.max() ?? 0
        return most > 0 ? own / most : 1
    }

    /// How surely something known is asked for, when the context is looked at, too.
    private func askOn(
        isShort: Bool, in context: DialogueContext, _ situation: inout Policy.Situation
    ) {
        guard let first = situation.ranked.first else { return }
        // What leans on what was said before says little by itself: the rejector, which
        // sees it alone, is not asked when all its words are known.
        if isShort, situation.hasSubject, situation.shares[first] >= thresholds.answer / 2,
            !situation.isBare || traits[first].procedure == context.procedure
        {
            situation.inDomain = max(situation.inDomain, Self.inDomainOfShort)
        }
        if let topic = context.topic, traits[first].topic == topic {
            // Who has asked about a topic asks on: the odds that this was meant rise.
            let odds = situation.inDomain * Self.askingOn
            situation.inDomain = odds / (odds + 1 - situation.inDomain)
        }
    }

    /// Without a subject, what tells entries apart is chance: the differences
    /// count less, and how much is asked about a procedure counts too.
    private func popular(_ shares: [Double]) -> [Double] {
        let weighed = shares.indices.map {
            pow(shares[$0], Self.flattening) * Double(traits.size(of: $0))
        }
        let total = weighed.reduce(0, +)
        return total > 0 ? weighed.map { $0 / total } : shares
    }

    /// What was just offered is likelier than it looks.
    private func favour(_ offered: [String], in situation: inout Policy.Situation) {
        let labels = offered.compactMap(traits.label)
        guard !labels.isEmpty else { return }
        for label in labels { situation.shares[label] *= Self.favourOfOffered }
        let total = situation.shares.reduce(0, +)
        situation.shares = situation.shares.map { $0 / total }
        rank(&situation)
    }

    private func rank(_ situation: inout Policy.Situation) {
        // Of entries alone: vague questions and requests may have the greater shares.
        situation.ranked = Reading.ranked(situation.shares, Self.mostCandidates) {
            !traits[$0].topic.isEmpty
        }
    }

    private func decision(
        _ outcome: Outcome, _ best: Heard, _ situation: Policy.Situation, _ reading: Reading,
        rule: String
    ) -> Decision {
        let shares = policy.amongEntries(situation.shares)
        let candidates = situation.ranked.map { label in
            Candidate(
                entry: traits[label].id, score: shares[label] * situation.inDomain,
                evidence: Dictionary(
                    uniqueKeysWithValues: EvidenceKind.allCases.map {
                        ($0.name, Double(reading.evidence[$0][label]))
                    }))
        }
        var reasons = Dictionary(uniqueKeysWithValues: zip(Rejector.names, reading.rejection))
        for (name, value) in zip(VagueJudge.names, reading.openness) { reasons[name] = value }
        reasons["vague"] = situation.vague
        reasons["rule \(rule)"] = 1
        return Decision(
            outcome: outcome, candidates: candidates, normalised: best.question.text,
            inDomain: situation.inDomain, saysNothing: saysNothing(best, reading),
            reasons: reasons)
    }
}
