internal import Knowledge

/// From probabilities to what to do: answer, ask between a few, or admit that
/// nothing fits.
struct Policy: Sendable {
    /// More choices than these are not remembered by a listener.
    private static let mostChoices = 3
    /// Entries among which different ones are looked for.
    private static let mostRanked = 12

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
        let point = thresholds.operatingPoint(isByMeaning: situation.isByMeaning)
        if let offered = vagueChoices(of: situation, at: point) { return .clarify(offered) }
        if situation.isBare, !situation.hasSubject {
            return bareOutcome(of: situation)
        }
        guard situation.inDomain >= point.doubtful else { return .noMatch }
        let shares = amongEntries(situation.shares)
        guard situation.inDomain >= point.inDomain else {
            return question(between: different(among: situation.ranked.filter { shares[$0] > 0 }))
        }
        let top = shares[best]
        let least = top >= thresholds.answer ? thresholds.rival : thresholds.unsureRival
        let offered = different(among: situation.ranked.filter { shares[$0] >= least * top })
        guard offered.count > 1 else { return answer(best) }
        if top >= thresholds.answer, shares[offered[1]] < thresholds.close * top {
            return answer(best)
        }
        let counted = point.countsAllLabels ? situation.shares : shares
        let mass = offered.reduce(0) { $0 + counted[$1] }
        return mass >= point.clarify ? question(between: offered) : .noMatch
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
    private func vagueChoices(
        of situation: Situation, at point: OperatingPoint
    ) -> [String]? {
        let top = situation.ranked.first.map { situation.shares[$0] } ?? 0
        guard situation.saysSomething, situation.vague >= thresholds.vague,
            situation.inDomain >= point.vagueInDomain,
            VagueShares.mass(of: situation.shares, traits: traits) >= point.leastVague * top
        else { return nil }
        let meant = VagueShares(of: situation.shares, traits: traits).meant
        let offered = different(
            among: Reading.ranked(meant, Self.mostRanked)
                .filter { !traits[$0].topic.isEmpty && meant[$0] > 0 })
        return offered.count > 1 ? offered.map { traits[$0].id } : nil
    }

    /// The first of these between which it makes sense to ask.
    private func different(among labels: [Int]) -> [Int] {
        first(of: labels, where: traits.differ)
    }

    /// "How much is the fee?": of what? Choices of different procedures.
    private func bareOutcome(of situation: Situation) -> Outcome {
        guard situation.inDomain >= thresholds.bare else { return .noMatch }
        return question(
            between: first(of: situation.ranked) { traits[$0].procedure != traits[$1].procedure })
    }

    /// The first labels each of which differs from all before it.
    private func first(of labels: [Int], where differ: (Int, Int) -> Bool) -> [Int] {
        var offered: [Int] = []
        for label in labels where offered.count < Self.mostChoices {
            if offered.allSatisfy({ differ($0, label) }) { offered.append(label) }
        }
        return offered
    }

    private func question(between labels: [Int]) -> Outcome {
        labels.count > 1 ? .clarify(labels.map { traits[$0].id }) : .noMatch
    }
}
