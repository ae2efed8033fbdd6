/// What of an utterance's probability belongs to vague questions, and to which entries
/// it points.
struct VagueShares: Sendable, Equatable {
    /// Each further choice of a vague question counts this much of the one before it.
    private static let decay = 0.7

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

    /// The same shares where the context says which entry a vague question means.
    ///
    /// - Parameter procedure: what was talked about.
    static func resolved(
        _ shares: [Double], procedure: String?, traits: EntryTraits
    ) -> [Double] {
        guard let procedure else { return shares }
        var resolved = shares
        for label in shares.indices where !traits[label].choices.isEmpty {
            let meant = traits[label].choices.filter { traits[$0].procedure == procedure }
            guard !meant.isEmpty else { continue }
            for choice in meant { resolved[choice] += shares[label] / Double(meant.count) }
            resolved[label] = 0
        }
        return resolved
    }
}
