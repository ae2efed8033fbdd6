internal import Foundation

/// A trained model: evidence, what each kind counts, and what is refused.
struct MatchModel: Sendable {
    /// Each further hypothesis of an N-best list counts this much of the one
    /// before it, beside its posterior (Peris et al. 2020 average the list).
    private static let rankDecay = 0.8

    let evidence: EvidenceModel
    /// By evidence kind.
    let weights: [Double]
    let rejector: Rejector

    /// How likely each label is for one text.
    static func shares(_ evidence: Evidence, weights: [Double]) -> [Double] {
        ConditionalLogit.softmax(ConditionalLogit.scores(evidence.values, weights))
    }

    /// Mixes what the hypotheses say. An empty list reads as nothing known.
    func reading(of texts: [(text: NormalisedText, posterior: Double)]) -> Reading {
        var merged: [(text: NormalisedText, weight: Double)] = []
        for (rank, hypothesis) in texts.enumerated() {
            let weight = (0.02 + max(hypothesis.posterior, 0)) * pow(Self.rankDecay, Double(rank))
            if let place = merged.firstIndex(where: { $0.text.words == hypothesis.text.words }) {
                merged[place].weight += weight
            } else {
                merged.append((hypothesis.text, weight))
            }
        }
        let total = merged.reduce(0) { $0 + $1.weight }
        guard let first = merged.first, total > 0 else {
            return reading(
                of: [(NormalisedText(words: [], stems: [], units: [], concepts: []), 1)])
        }
        var reading = self.reading(of: first.text, weight: first.weight / total)
        for (text, weight) in merged.dropFirst() {
            reading.add(self.reading(of: text, weight: weight / total))
        }
        reading.inDomain = rejector.inDomain(reading.rejection)
        return reading
    }

    private func reading(of text: NormalisedText, weight: Double) -> Reading {
        let found = evidence.evidence(for: text)
        let shares = Self.shares(found, weights: weights)
        return Reading(
            shares: shares.map { $0 * weight }, inDomain: 0,
            rejection: Rejector.features(shares: shares, evidence: found).map { $0 * weight },
            evidence: found, procedures: found.procedures.map { Double($0) * weight },
            aspects: found.aspects.map { Double($0) * weight })
    }
}

extension Reading {
    fileprivate mutating func add(_ other: Reading) {
        for index in shares.indices { shares[index] += other.shares[index] }
        for index in rejection.indices { rejection[index] += other.rejection[index] }
        for index in procedures.indices { procedures[index] += other.procedures[index] }
        for index in aspects.indices { aspects[index] += other.aspects[index] }
    }
}
