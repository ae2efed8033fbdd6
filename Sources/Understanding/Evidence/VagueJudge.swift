internal import Foundation

/// Decides whether a question is a vague one, which several entries could answer:
/// logistic regression over how the evidence looks, and over how much was said. A
/// question of two words that carry meaning leaves more open than one of eight.
struct VagueJudge: Sendable, Equatable {
    /// What it sees without an encoder.
    static let lexicalNames = [
        "vague share", "vague odds", "vague linear", "vague neighbour", "content words",
        "words", "specificity", "best procedure", "best aspect", "best of entries",
    ]
    /// What it sees beside these with one.
    static let meaningNames = ["vague meaning", "vague likeness"]
    static let names = lexicalNames + meaningNames

    /// Even parts into which the questions that entries have are cut, from the least vague
    /// to the most.
    static let quantileCount = 100
    /// No share counts as less: its logarithm would be without bounds.
    private static let leastShare = 1e-4
    /// The evidence of a kind of label that there is none of; all evidence is above it.
    private static let nothing: Float = -9

    let regression: LogisticRegression
    /// What the regression says of the questions that entries have, from the least vague
    /// to the most, at the ends of the parts.
    let quantiles: [Double]

    init(regression: LogisticRegression, quantiles: [Double]) {
        self.regression = regression
        self.quantiles = quantiles
    }

    /// - Parameters:
    ///   - samples: positive are those of vague questions.
    ///   - clear: of questions that entries have, as they are written.
    init(training samples: [LogisticRegression.Sample], clear: [[Double]]) {
        let regression = LogisticRegression(training: samples, ridge: 2)
        let logits = clear.map(regression.logit).sorted()
        self.init(
            regression: regression,
            quantiles: logits.isEmpty
                ? []
                : (0...Self.quantileCount).map {
                    logits[$0 * (logits.count - 1) / Self.quantileCount]
                })
    }

    /// 0–1: how many of the questions that entries have look less vague than this. That
    /// means the same for a large pack as for a small one, whose regression is less sure
    /// of anything.
    func vagueness(_ features: [Double]) -> Double {
        let logit = regression.logit(features)
        let below = quantiles.count { $0 < logit }
        return Double(below) / Double(max(quantiles.count, 1))
    }

    /// - Parameters:
    ///   - shares: of all labels.
    ///   - vague: the labels that are vague questions.
    static func features(shares: [Double], evidence: Evidence, vague: Range<Int>) -> [Double] {
        var mass = 0.0
        var top = 0.0
        var rest = 0.0
        for label in shares.indices {
            if vague.contains(label) {
                mass += shares[label]
            } else {
                rest += shares[label]
                top = max(top, shares[label])
            }
        }
        let cue = evidence.cue
        let words = [
            mass, log((mass + leastShare) / (top + leastShare)), lead(evidence[.linear], vague),
            lead(evidence[.neighbour], vague), log(1 + Double(cue.contentWords)),
            log(Double(max(evidence.length, 1))), Double(cue.specificity),
            Double(evidence.procedures.max() ?? 0), Double(evidence.aspects.max() ?? 0),
            top / max(rest, 1e-6),
        ]
        guard evidence.meaningOfNone != nil else { return words }
        return words + [odds(evidence[.meaning], vague), lead(evidence[.likeness], vague)]
    }

    /// How much the best vague question is before the best entry.
    private static func lead(_ values: [Float], _ vague: Range<Int>) -> Double {
        var best: (vague: Float, other: Float) = (nothing, nothing)
        for label in values.indices {
            if vague.contains(label) {
                best.vague = max(best.vague, values[label])
            } else {
                best.other = max(best.other, values[label])
            }
        }
        return Double(best.vague - best.other)
    }

    /// Logarithm of the odds of all vague questions against all entries.
    private static func odds(_ logarithms: [Float], _ vague: Range<Int>) -> Double {
        var sums: (vague: Float, other: Float) = (1e-6, 1e-6)
        for label in logarithms.indices {
            if vague.contains(label) {
                sums.vague += exp(logarithms[label])
            } else {
                sums.other += exp(logarithms[label])
            }
        }
        return Double(log(sums.vague) - log(sums.other))
    }
}
