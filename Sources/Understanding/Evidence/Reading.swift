internal import Foundation

/// What the model makes of an N-best list: how likely each label is, if any of
/// them was meant, and how likely it is that one was.
struct Reading: Sendable {
    /// By label; they sum to 1.
    var shares: [Double]
    /// Probability that one of the labels was meant.
    var inDomain: Double
    /// What the rejector saw, in the order of `Rejector.names`.
    var rejection: [Double]
    /// What the judge of vague questions saw, in the order of `VagueJudge.names`.
    var openness: [Double]
    /// 0–1: how likely it is that several entries may have been meant; see `VagueJudge`.
    var vague = 0.0
    /// Evidence of the best hypothesis.
    var evidence: Evidence
    /// By procedure and by aspect, over the whole list.
    var procedures: [Double]
    var aspects: [Double]

    /// Labels from the likeliest down; equal ones in their own order.
    func ranked(_ count: Int) -> [Int] { Self.ranked(shares, count) }

    static func ranked(
        _ shares: [Double], _ count: Int, where isWanted: (Int) -> Bool = { _ in true }
    ) -> [Int] {
        var best: [Int] = []
        for label in shares.indices where isWanted(label) {
            if best.count == count, let last = best.last, shares[label] <= shares[last] { continue }
            let place = best.firstIndex { shares[$0] < shares[label] } ?? best.endIndex
            best.insert(label, at: place)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

/// Decides whether any label was meant at all: logistic regression over how the
/// evidence looks, not what it says.
struct Rejector: Sendable, Equatable {
    /// What it sees without an encoder.
    static let lexicalNames = [
        "best share", "margin", "entropy", "known", "best relevance", "best neighbour",
        "best linear", "negative margin", "negative neighbour", "length", "specificity",
        "unknown words",
    ]
    /// What it sees beside these with one.
    static let meaningNames = [
        "best meaning", "best likeness", "meaning of none", "likeness to none",
    ]
    static let names = lexicalNames + meaningNames

    var regression: LogisticRegression

    func inDomain(_ features: [Double]) -> Double {
        LogisticRegression.probability(regression.logit(features))
    }

    static func features(shares: [Double], evidence: Evidence) -> [Double] {
        var best = 0
        for label in shares.indices where shares[label] > shares[best] { best = label }
        var second = 0.0
        var entropy = 0.0
        for label in shares.indices {
            if label != best { second = max(second, shares[label]) }
            if shares[label] > 1e-9 { entropy -= shares[label] * log(shares[label]) }
        }
        let top = shares.isEmpty ? 0 : shares[best]
        let words = [
            top, log((top + 1e-6) / (second + 1e-6)), entropy, Double(evidence.known),
            Double(evidence[.relevance].max() ?? 0), Double(evidence[.neighbour].max() ?? 0),
            Double(evidence[.linear].max() ?? 0), Double(evidence.negativeMargin),
            Double(evidence.negativeSimilarity), log(Double(max(evidence.length, 1))),
            Double(evidence.cue.specificity),
            Double(evidence.cue.unknownWords) / Double(max(evidence.cue.contentWords, 1)),
        ]
        guard let none = evidence.meaningOfNone else { return words }
        return words + [
            Double(evidence[.meaning].max() ?? 0), Double(evidence[.likeness].max() ?? 0),
            Double(none.share), Double(none.likeness),
        ]
    }
}
