/// Where the line draws its bars for one way of reading an utterance: by its meaning, or
/// by its words alone, which tell less surely what the line knows anything about.
struct OperatingPoint: Sendable, Equatable {
    /// The rejector's word, at least, for an answer.
    let inDomain: Double
    /// The same for asking what was meant.
    let doubtful: Double
    /// The same for a question that is known to be a vague one.
    let vagueInDomain: Double
    /// No question is vague that no group comes near to: what all groups have must be so
    /// much of what the best entry has.
    let leastVague: Double
    /// What is offered must have this much of the shares together.
    let clarify: Double
    /// Of the shares of all labels, not of entries alone.
    let countsAllLabels: Bool
}

extension Thresholds {
    /// - Parameter isByMeaning: whether the meaning was looked at, not the words alone.
    func operatingPoint(isByMeaning: Bool) -> OperatingPoint {
        if isByMeaning {
            return OperatingPoint(
                inDomain: inDomain, doubtful: doubtful * inDomain, vagueInDomain: vagueInDomain,
                leastVague: 0.03, clarify: clarify, countsAllLabels: false)
        }
        // By words alone what is doubtful is mostly unknown, and nonsense is like several
        // entries, too: what is offered must have much of all there is.
        return OperatingPoint(
            inDomain: inDomainByWords, doubtful: inDomainByWords, vagueInDomain: 0.65,
            leastVague: 0.33, clarify: 0.35, countsAllLabels: true)
    }
}
