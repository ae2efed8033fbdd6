internal import Foundation

/// What was talked about makes some entries likelier: the less an utterance
/// says by itself, the more.
struct ContextPrior: Sendable {
    /// Logarithms of how much likelier an entry of the same procedure, of the
    /// same topic and of the same aspect becomes.
    private static let procedure = 8.0
    private static let topic = 4.0
    private static let aspect = 4.0
    /// What remains of it for an utterance that names its own subject: one that
    /// begins like a follow-up, and one that does not.
    private static let remainsLeaning = 0.6
    private static let remains = 0.05

    let context: DialogueContext
    let traits: EntryTraits

    /// - Parameters:
    ///   - specificity: 0–1, how surely the utterance names its subject.
    ///   - namesAspect: whether it says what about it.
    ///   - leans: whether it begins like a follow-up, or says "it".
    ///   - isRepair: whether it takes back what was talked about.
    func apply(
        to shares: [Double], specificity: Double, namesAspect: Bool, leans: Bool,
        isRepair: Bool = false
    ) -> [Double] {
        guard context.procedure != nil || context.topic != nil || context.lastEntry != nil else {
            return shares
        }
        let open = isRepair ? 0 : max(1 - specificity, leans ? Self.remainsLeaning : Self.remains)
        let last = context.lastEntry.flatMap(traits.label).map { traits[$0] }
        var scores = shares
        for label in shares.indices {
            var boost = 0.0
            let trait = traits[label]
            if let procedure = context.procedure, trait.procedure == procedure {
                boost += Self.procedure * open
            } else if let topic = context.topic, trait.topic == topic {
                boost += Self.topic * open
            }
            if leans, !namesAspect, let last, !trait.aspects.isDisjoint(with: last.aspects),
                trait.procedure != context.procedure
            {
                boost += Self.aspect
            }
            scores[label] *= exp(boost)
        }
        let total = scores.reduce(0, +)
        return total > 0 ? scores.map { $0 / total } : shares
    }
}
