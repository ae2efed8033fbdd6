/// What of an utterance's probability belongs to vague questions, and to which entries
/// they and the utterance itself point.
struct VagueShares: Sendable, Equatable {
    /// Each further choice of a vague question counts this much of the one before it.
    private static let decay = 0.85
    /// What all entries count by themselves beside all vague questions, whatever share
    /// each have.
    private static let byItself = 0.3
    /// Vague questions with a share that is small beside this one count for less.
    private static let doubt = 0.03
    /// No entry that may be meant is less likely than this.
    private static let leastShare = 1e-3

    /// So much of a vague question is resolved by the topic alone.
    private static let remoteShare = 0.3

    /// By label: how likely an entry is meant by a vague question, and by itself.
    private(set) var meant: [Double]

    init(of shares: [Double], traits: EntryTraits) {
        let mass = Self.mass(of: shares, traits: traits)
        let scale = Self.byItself / max(shares.reduce(0, +) - mass, 1e-9)
        meant = shares.indices.map { traits[$0].choices.isEmpty ? shares[$0] * scale : 0 }
        for label in shares.indices where !traits[label].choices.isEmpty {
            var weight = shares[label] / (mass + Self.doubt)
            for choice in traits[label].choices {
                meant[choice] += weight
                weight *= Self.decay
            }
        }
    }

    /// Share of all vague questions together.
    static func mass(of shares: [Double], traits: EntryTraits) -> Double {
        shares.indices.reduce(0) { traits[$1].choices.isEmpty ? $0 : $0 + shares[$1] }
    }

    /// The same shares where the context says which entry a vague question means. What
    /// repairs a misunderstanding asks what was asked before, and is no vague question.
    ///
    /// - Parameter echoed: what is asked once more of the last answer, which states it.
    static func resolved(
        _ shares: [Double], context: DialogueContext, traits: EntryTraits, isRepair: Bool = false,
        echoed: Measure? = nil
    ) -> [Double] {
        guard context.procedure != nil || context.topic != nil else { return shares }
        var resolved = shares
        for label in shares.indices where !traits[label].choices.isEmpty {
            if isRepair {
                resolved[label] = 0
                continue
            }
            let meant = self.meant(
                by: traits[label].choices, in: context, traits, echoed: echoed)
            guard !meant.isEmpty else { continue }
            let isNear =
                context.procedure != nil
                && meant.allSatisfy { traits[$0].procedure == context.procedure }
            let share = shares[label] * (isNear ? 1 : remoteShare)
            // As likely as they are by themselves: the vague one tells them not apart.
            let total = meant.reduce(0) { $0 + shares[$1] + leastShare }
            for choice in meant {
                resolved[choice] += share * (shares[choice] + leastShare) / total
            }
            resolved[label] -= share
        }
        return resolved
    }

    /// Which entries a vague question means after something was talked about: the last one,
    /// if that is asked once more; its choices of what was talked about, else what is asked
    /// about its choices, asked about that, else its choices of the topic.
    private static func meant(
        by choices: [Int], in context: DialogueContext, _ traits: EntryTraits, echoed: Measure?
    ) -> [Int] {
        if let echoed, let last = context.lastEntry.flatMap(traits.label),
            choices.contains(where: { !traits[$0].aspects.isDisjoint(with: echoed.aspects) })
        {
            return [last]
        }
        if let procedure = context.procedure {
            let near = choices.filter { traits[$0].procedure == procedure }
            if !near.isEmpty { return near }
            let same = traits.entries(
                of: procedure, answering: traits.aspectsAsked(by: choices))
            if !same.isEmpty { return same }
        }
        return choices.filter { traits[$0].topic == context.topic }
    }
}
