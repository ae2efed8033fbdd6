public import Knowledge

/// What the line should do next about an utterance.
public enum Outcome: Sendable, Equatable {
    /// Speak the answer of the entry with this id.
    case answer(String)
    /// Ask which of these two or three entries was meant, best first.
    case clarify([String])
    /// Obey a control utterance: a key of `controls.json`, such as `repeat`.
    case control(String)
    /// Do it, with what it needs: a ticket, a call back.
    case action(Actions.Kind)
    /// Nothing that is known was asked for, or nothing was understood.
    case noMatch
}

/// An entry that may have been meant.
public struct Candidate: Sendable, Equatable {
    public let entry: String

    /// Calibrated probability that this entry is what the caller wants, 0–1.
    /// The scores of all candidates sum to at most 1; the rest is the
    /// probability that the caller wants something that is not known here.
    public let score: Double

    /// What each kind of evidence says, by name, for whoever asks why.
    public let evidence: [String: Double]

    public init(entry: String, score: Double, evidence: [String: Double]) {
        self.entry = entry
        self.score = score
        self.evidence = evidence
    }
}

/// A decision about one utterance, with its reasons.
public struct Decision: Sendable, Equatable {
    public let outcome: Outcome

    /// Best first; at least three when the pack has as many entries.
    public let candidates: [Candidate]

    /// The best reading as it was compared: folded, expanded, without fillers.
    public let normalised: String

    /// Probability that a known entry was asked for at all, 0–1.
    public let inDomain: Double

    /// One of the entries that were offered was named, or its place.
    public var picksOffered: Bool { reasons["rule offered"] != nil }

    /// No word of it is the knowledge's, and none asks anything: "up", "the ah".
    public let saysNothing: Bool

    /// Why this outcome: the rule that decided, and what the rejector saw, by name.
    public let reasons: [String: Double]

    public init(
        outcome: Outcome, candidates: [Candidate], normalised: String, inDomain: Double = 0,
        saysNothing: Bool = false, reasons: [String: Double] = [:]
    ) {
        self.saysNothing = saysNothing
        self.outcome = outcome
        self.candidates = candidates
        self.normalised = normalised
        self.inDomain = inDomain
        self.reasons = reasons
    }
}
