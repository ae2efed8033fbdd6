internal import Knowledge

/// From probabilities to what to do: answer, ask between a few, or admit that
/// nothing fits.
struct Policy: Sendable {
    /// More choices than these are not remembered by a listener.
    private static let mostChoices = 3
    /// Entries among which different ones are looked for.
    private static let mostRanked = 8

    let thresholds: Thresholds
    let traits: EntryTraits

    /// What is known about an utterance when its outcome is decided.
    struct Situation: Sendable {
        /// By label, context included; they sum to 1.
        var shares: [Double]
        /// Labels from the likeliest down.
        var ranked: [Int]
        var inDomain: Double
        /// Whether its meaning was looked at, not its words alone.
        var isByMeaning = true
        /// It says what it wants to know and not about what, or neither.
        var isBare: Bool
        /// The context says what it is about.
        var hasSubject: Bool
        /// There is more to it than one word that every question may have.
        var saysSomething = true
    }

    func outcome(of situation: Situation) -> Outcome {
        guard let best = situation.ranked.first,
            situation.saysSomething || situation.hasSubject
        else { return .noMatch }
        let top = situation.shares[best]
        if let action = action(in: situation, top: top) { return .action(action) }
        if let offered = vagueChoices(of: situation, top: top) { return .clarify(offered) }
        if situation.isBare, !situation.hasSubject {
            return bareOutcome(of: situation)
        }
        let bar = situation.isByMeaning ? thresholds.inDomain : thresholds.inDomainByWords
        guard situation.inDomain >= bar else { return .noMatch }
        let rivals = rivals(of: best, in: situation)
        if rivals.isEmpty { return top >= thresholds.answer / 2 ? answer(best) : .noMatch }
        let closest = situation.shares[rivals[0]]
        if top >= thresholds.answer, closest < thresholds.close * top { return answer(best) }
        let offered = [best] + rivals
        let mass = offered.reduce(0) { $0 + situation.shares[$1] }
        return mass >= thresholds.clarify ? .clarify(offered.map { traits[$0].id }) : .noMatch
    }

    private func answer(_ label: Int) -> Outcome { .answer(traits[label].id) }

    /// What is to be done, when that is likelier than that something is asked.
    private func action(in situation: Situation, top: Double) -> Actions.Kind? {
        guard situation.inDomain >= thresholds.vagueInDomain,
            let label = situation.shares.indices.filter({ traits[$0].action != nil })
                .max(by: { situation.shares[$0] < situation.shares[$1] }),
            situation.shares[label] >= thresholds.action * (situation.shares[label] + top)
        else { return nil }
        return traits[label].action
    }

    /// What to ask between, when the question itself is known to be a vague one.
    private func vagueChoices(of situation: Situation, top: Double) -> [String]? {
        let vague = VagueShares(of: situation.shares, traits: traits)
        guard situation.saysSomething,
            vague.mass >= thresholds.vague * (vague.mass + top),
            vague.mass >= thresholds.leastVague, situation.inDomain >= thresholds.vagueInDomain
        else { return nil }
        var offered: [Int] = []
        let least = thresholds.offered * (vague.meant.max() ?? 0)
        for label in Reading.ranked(vague.meant, Self.mostRanked)
        where offered.count < Self.mostChoices && !traits[label].topic.isEmpty
            && vague.meant[label] >= least
        {
            if offered.allSatisfy({ traits.differ($0, label) }) { offered.append(label) }
        }
        return offered.count > 1 ? offered.map { traits[$0].id } : nil
    }

    /// "How much is the fee?": of what? Choices of different procedures.
    private func bareOutcome(of situation: Situation) -> Outcome {
        guard situation.inDomain >= thresholds.bare else { return .noMatch }
        var offered: [Int] = []
        for label in situation.ranked where offered.count < Self.mostChoices {
            if !offered.contains(where: { traits[$0].procedure == traits[label].procedure }) {
                offered.append(label)
            }
        }
        return offered.count > 1 ? .clarify(offered.map { traits[$0].id }) : .noMatch
    }

    /// Entries nearly as likely as the best, that it makes sense to ask about.
    private func rivals(of best: Int, in situation: Situation) -> [Int] {
        var rivals: [Int] = []
        for label in situation.ranked.dropFirst()
        where rivals.count < Self.mostChoices - 1
            && situation.shares[label] >= thresholds.rival * situation.shares[best]
        {
            if ([best] + rivals).allSatisfy({ traits.differ($0, label) }) { rivals.append(label) }
        }
        return rivals
    }
}
