/// What of an utterance's probability belongs to vague questions, and to which entries
/// it points.
struct VagueShares: Sendable, Equatable {
    /// Each further choice of a vague question counts this much of the one before it.
    private static let decay = 0.7
    /// No entry that may be meant is less likely than this.
    private static let leastShare = 1e-3

    /// Probability that the question was a vague one, 0–1.
    private(set) var mass = 0.0
    /// By label: how likely an entry is meant, by itself or by a vague question.
    private(set) var meant: [Double]

    init(of shares: [Double], traits: EntryTraits) {
        meant = shares
        for label in shares.indices where !traits[label].choices.isEmpty {
            mass += shares[label]
            meant[label] = 0
            var weight = 1.0
            for choice in traits[label].choices {
                meant[choice] += shares[label] * weight
                weight *= Self.decay
            }
        }
    }

    /// The same shares where the context says which entry a vague question means: one of
    /// what was talked about, else of its topic. What repairs a misunderstanding asks what
    /// was asked before, and is no vague question.
    static func resolved(
        _ shares: [Double], context: DialogueContext, traits: EntryTraits, isRepair: Bool = false
    ) -> [Double] {
        guard context.procedure != nil || context.topic != nil else { return shares }
        var resolved = shares
        for label in shares.indices where !traits[label].choices.isEmpty {
            if isRepair {
                resolved[label] = 0
                continue
            }
            let choices = traits[label].choices
            let near = choices.filter { traits[$0].procedure == context.procedure }
            let meant = near.isEmpty ? choices.filter { traits[$0].topic == context.topic } : near
            guard !meant.isEmpty else { continue }
            // As likely as they are by themselves: the vague one tells them not apart.
            let total = meant.reduce(0) { $0 + shares[$1] + leastShare }
            for choice in meant {
                resolved[choice] += shares[label] * (shares[choice] + leastShare) / total
            }
            resolved[label] = 0
        }
        return resolved
    }
}
