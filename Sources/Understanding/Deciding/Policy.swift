internal import Knowledge

/// From probabilities to what to do: answer, ask between a few, or admit that
/// nothing fits.
struct Policy: Sendable {
    /// More choices than these are not remembered by a listener.
    private static let mostChoices = 3
    /// Entries among which different ones are looked for.
    private static let mostRanked = 12

    /// No question is vague that no group comes near to: what all groups have must be so
    /// much of what the best entry has, by meaning and by words alone.
    private static let leastVague = (byMeaning: 0.03, byWords: 0.33)

    /// Share that is asked about, at least, where meaning was not looked at.
    private static let leastMassByWords = 0.35

    /// The rejector's word, at least, for a vague question that was read by words alone.
    private static let vagueByWords = 0.65

    let thresholds: Thresholds
    let traits: EntryTraits

    /// What is known about an utterance when its outcome is decided.
    struct Situation: Sendable {
        /// By label, context included; they sum to 1.
        var shares: [Double]
        /// Labels from the likeliest down.
        var ranked: [Int]
        var inDomain: Double
        /// 0–1: how likely it leaves open which of several entries is meant.
        var vague = 0.0
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
        if let offered = vagueChoices(of: situation) { return .clarify(offered) }
        if situation.isBare, !situation.hasSubject {
            return bareOutcome(of: situation)
        }
        let bar = situation.isByMeaning ? thresholds.inDomain : thresholds.inDomainByWords
        // By words alone what is doubtful is mostly unknown.
        let doubtful = situation.isByMeaning ? thresholds.doubtful * bar : bar
        guard situation.inDomain >= doubtful else { return .noMatch }
        let shares = amongEntries(situation.shares)
        guard situation.inDomain >= bar else {
            return question(between: different(among: situation.ranked.filter { shares[$0] > 0 }))
        }
        let top = shares[best]
        let least = top >= thresholds.answer ? thresholds.rival : thresholds.unsureRival
        let offered = different(among: situation.ranked.filter { shares[$0] >= least * top })
        guard offered.count > 1 else { return answer(best) }
        if top >= thresholds.answer, shares[offered[1]] < thresholds.close * top {
            return answer(best)
        }
        // By words alone, nonsense is like several entries, too: what is offered must
        // have much of all there is, not only of what entries have.
        let among = situation.isByMeaning ? shares : situation.shares
        let mass = offered.reduce(0) { $0 + among[$1] }
        let enough = situation.isByMeaning ? thresholds.clarify : Self.leastMassByWords
        return mass >= enough ? question(between: offered) : .noMatch
    }

    /// How likely each entry is, if one was asked for.
    func amongEntries(_ shares: [Double]) -> [Double] {
        let total = shares.indices.reduce(0) {
            traits[$1].topic.isEmpty ? $0 : $0 + shares[$1]
        }
        guard total > 0 else { return shares }
        return shares.indices.map { traits[$0].topic.isEmpty ? 0 : shares[$0] / total }
    }

    /// The shares where no request is taken for one: each belongs to the entry after
    /// whose answer it is offered.
    func withoutRequests(_ shares: [Double]) -> [Double] {
        var shares = shares
        for label in shares.indices {
            guard let entry = traits[label].entry else { continue }
            shares[entry] += shares[label]
            shares[label] = 0
        }
        return shares
    }

    private func answer(_ label: Int) -> Outcome { .answer(traits[label].id) }

    /// What is to be done, when that is likelier than that something is asked.
    func action(in situation: Situation) -> Actions.Kind? {
        let top = situation.ranked.first.map { situation.shares[$0] } ?? 0
        guard situation.saysSomething || situation.hasSubject,
            situation.inDomain >= thresholds.vagueInDomain,
            let label = situation.shares.indices.filter({ traits[$0].action != nil })
                .max(by: { situation.shares[$0] < situation.shares[$1] }),
            situation.shares[label] >= thresholds.action * (situation.shares[label] + top)
        else { return nil }
        return traits[label].action
    }

    /// What to ask between, when the question itself is known to be a vague one.
    private func vagueChoices(of situation: Situation) -> [String]? {
        let least =
            situation.isByMeaning ? Self.leastVague.byMeaning : Self.leastVague.byWords
        guard situation.saysSomething, situation.vague >= thresholds.vague,
            situation.inDomain
                >= (situation.isByMeaning ? thresholds.vagueInDomain : Self.vagueByWords),
            VagueShares.mass(of: situation.shares, traits: traits)
                >= least * (situation.ranked.first.map { situation.shares[$0] } ?? 0)
        else { return nil }
        let meant = VagueShares(of: situation.shares, traits: traits).meant
        let offered = different(
            among: Reading.ranked(meant, Self.mostRanked)
                .filter { !traits[$0].topic.isEmpty && meant[$0] > 0 })
        return offered.count > 1 ? offered.map { traits[$0].id } : nil
    }

    /// The first of these between which it makes sense to ask.
    private func different(among labels: [Int]) -> [Int] {
        var offered: [Int] = []
        for label in labels where offered.count < Self.mostChoices {
            if offered.allSatisfy({ traits.differ($0, label) }) { offered.append(label) }
        }
        return offered
    }

    private func question(between labels: [Int]) -> Outcome {
        labels.count > 1 ? .clarify(labels.map { traits[$0].id }) : .noMatch
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
        return question(between: offered)
    }
}
