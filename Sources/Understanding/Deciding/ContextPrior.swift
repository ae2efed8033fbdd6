internal import Foundation

/// What was talked about makes some entries likelier: the less an utterance
/// says by itself, the more.
struct ContextPrior: Sendable {
    /// Logarithms of how much likelier an entry of the same procedure, of the
    /// same topic and of the same aspect becomes.
    private static let procedure = 6.0
    private static let topic = 4.0
    private static let aspect = 5.0
    private static let repairedAspect = 9.0
    /// The same of an entry of another procedure whose title has all the words of the last
    /// one's: after "report a guest", "declare a foreign guest".
    private static let kin = 7.0
    /// How much less likely an entry becomes by what was talked about when it does not
    /// have the aspect that is named.
    private static let otherAspect = 4.0
    /// How much less likely the entry is that was just answered,
    private static let again = 1.5
    /// and how much likelier when what it says is asked once more.
    private static let echo = 8.0
    /// What remains of it for an utterance that names its own subject: one that
    /// begins like a follow-up, and one that does not.
    private static let remainsLeaning = 0.35
    private static let remains = 0.05
    /// With up to so many words that carry meaning an utterance may need the context;
    /// with so many it says by itself what it is about, whatever each word is worth,
    /// and this part of the need is left.
    private static let fewWords = 2.0
    private static let manyWords = 6.0
    private static let needOfMany = 0.15

    let context: DialogueContext
    let traits: EntryTraits

    /// - Parameters:
    ///   - specificity: 0–1, how surely the utterance names its subject.
    ///   - named: 0–1 by label, how likely its aspects are the one that is named; nil when
    ///     the utterance does not say what about its subject.
    ///   - leans: whether it begins like a follow-up, or says "it".
    ///   - words: how many words it has that carry meaning.
    ///   - isRepair: whether it takes back what was talked about.
    ///   - isEcho: whether it asks once more what was just said.
    func apply(
        to shares: [Double], specificity: Double, named: ((Int) -> Double)?, leans: Bool,
        words: Int, isRepair: Bool = false, isEcho: Bool = false
    ) -> [Double] {
        guard context.procedure != nil || context.topic != nil || context.lastEntry != nil else {
            return shares
        }
        let open = isRepair ? 0 : openness(specificity, leans: leans, words: words)
        let lastLabel = context.lastEntry.flatMap(traits.label)
        let last = lastLabel.map { traits[$0] }
        var scores = shares
        for label in shares.indices {
            var boost = 0.0
            let trait = traits[label]
            if let procedure = context.procedure, trait.procedure == procedure {
                boost += Self.procedure * open
            } else if let topic = context.topic, trait.topic == topic {
                boost += Self.topic * open
            }
            if leans, let lastLabel, trait.procedure != context.procedure {
                // A repair takes back what was talked about, and not what was asked.
                boost +=
                    Self.kin * (isRepair ? 1 : open) * traits.kinship(of: label, and: lastLabel)
            }
            if leans, named == nil, let last, trait.procedure != context.procedure {
                // One that says much by itself does not ask what was asked before.
                let weight = isRepair ? Self.repairedAspect : Self.aspect * need(words)
                boost += weight * traits.likeness(of: trait.aspects, to: last.aspects)
            }
            let isLast = trait.id == last?.id
            if let named, !(isEcho && isLast) {
                // Less of what the context gives, never less than it gives to what is strange.
                boost = max(0, boost - Self.otherAspect * open * (1 - named(label)))
            }
            // Who asks on wants to know something else than what was just said.
            if isLast { boost += (isEcho ? Self.echo : -Self.again) * open }
            scores[label] *= exp(boost)
        }
        let total = scores.reduce(0, +)
        return total > 0 ? scores.map { $0 / total } : shares
    }

    /// 0–1: how much the utterance needs the context to be understood.
    private func openness(_ specificity: Double, leans: Bool, words: Int) -> Double {
        let unsaid = max(1 - specificity, leans ? Self.remainsLeaning : 0)
        return max(need(words) * unsaid, Self.remains)
    }

    /// The same by its length alone.
    private func need(_ words: Int) -> Double {
        let length = (Double(words) - Self.fewWords) / (Self.manyWords - Self.fewWords)
        return 1 - (1 - Self.needOfMany) * min(max(length, 0), 1)
    }
}
