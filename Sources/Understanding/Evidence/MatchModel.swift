internal import Foundation

/// A trained model: evidence, what each kind counts, and what is refused.
struct MatchModel: Sendable {
    /// Each further hypothesis of an N-best list counts this much of the one
    /// before it, beside its posterior (Peris et al. 2020 average the list).
    private static let rankDecay = 0.8
    /// Hypotheses whose meaning is computed: a vector takes some milliseconds, and
    /// the first ones carry nearly all of the weight.
    private static let mostEncoded = 4

    /// How evidence is weighed, with an encoder or without.
    struct Weighing: Sendable, Equatable {
        /// By evidence kind.
        var weights: [Double]
        var rejector: Rejector
        /// Nil where no label is a vague question.
        var vagueJudge: VagueJudge?
    }

    let evidence: EvidenceModel
    let lexical: Weighing
    /// Nil when it was learned without an encoder.
    let full: Weighing?

    /// How likely each label is for one text.
    static func shares(_ evidence: Evidence, weights: [Double]) -> [Double] {
        ConditionalLogit.softmax(ConditionalLogit.scores(evidence.values, weights))
    }

    /// Mixes what the hypotheses say. An empty list reads as nothing known.
    ///
    /// - Parameter encoder: nil, or another than the model learned with: the words
    ///   alone count.
    func reading(
        of texts: [(text: NormalisedText, posterior: Double)], encoder: (any MeaningEncoder)? = nil
    ) -> Reading {
        let merged = Self.merged(texts)
        let total = merged.reduce(0) { $0 + $1.weight }
        guard !merged.isEmpty, total > 0 else {
            let nothing = NormalisedText(words: [], stems: [], units: [], concepts: [])
            return reading(of: nothing, vector: nil, weighing: lexical, weight: 1)
        }
        let vectors = encoded(merged.map(\.text), encoder)
        let weighing = vectors.isEmpty ? lexical : full ?? lexical
        var readings = merged.enumerated().map { place, hypothesis in
            // Those whose meaning is not known are read by their words.
            let isEncoded = place < vectors.count
            return self.reading(
                of: hypothesis.text, vector: isEncoded ? vectors[place] : nil,
                weighing: isEncoded ? weighing : lexical, weight: hypothesis.weight / total)
        }
        let judged = vectors.isEmpty ? merged.count : vectors.count
        let mass = merged.prefix(judged).reduce(0) { $0 + $1.weight } / total
        for place in judged..<max(readings.count, judged) {
            readings[place].rejection = []
            readings[place].openness = []
        }
        var reading = readings.removeFirst()
        for other in readings { reading.add(other) }
        reading.rejection = reading.rejection.map { $0 / mass }
        reading.openness = reading.openness.map { $0 / mass }
        weighing.judge(&reading)
        return reading
    }

    /// What is made of one text, whose vector is known or is not wanted.
    func reading(of text: NormalisedText, vector: [Float]?) -> Reading {
        let weighing = vector == nil ? lexical : full ?? lexical
        var reading = reading(of: text, vector: vector, weighing: weighing, weight: 1)
        weighing.judge(&reading)
        return reading
    }

    /// The same words count once.
    private static func merged(
        _ texts: [(text: NormalisedText, posterior: Double)]
    ) -> [(text: NormalisedText, weight: Double)] {
        var merged: [(text: NormalisedText, weight: Double)] = []
        for (rank, hypothesis) in texts.enumerated() {
            let weight = (0.02 + max(hypothesis.posterior, 0)) * pow(Self.rankDecay, Double(rank))
            if let place = merged.firstIndex(where: { $0.text.words == hypothesis.text.words }) {
                merged[place].weight += weight
            } else {
                merged.append((hypothesis.text, weight))
            }
        }
        return merged
    }

    private func encoded(
        _ texts: [NormalisedText], _ encoder: (any MeaningEncoder)?
    ) -> [[Float]] {
        guard let encoder, let meaning = evidence.meaning, full != nil,
            encoder.digest == meaning.digest, !texts[0].isEmpty
        else { return [] }
        return encoder.encode(texts.prefix(Self.mostEncoded).map(\.text))
    }

    private func reading(
        of text: NormalisedText, vector: [Float]?, weighing: Weighing, weight: Double
    ) -> Reading {
        let found = evidence.evidence(for: text, vector: vector)
        let shares = Self.shares(found, weights: weighing.weights)
        return Reading(
            shares: shares.map { $0 * weight }, inDomain: 0,
            rejection: Rejector.features(shares: shares, evidence: found).map { $0 * weight },
            openness: weighing.vagueJudge == nil
                ? []
                : VagueJudge.features(shares: shares, evidence: found, vague: evidence.vague)
                    .map { $0 * weight },
            evidence: found, procedures: found.procedures.map { Double($0) * weight },
            aspects: found.aspects.map { Double($0) * weight })
    }
}

extension MatchModel.Weighing {
    /// What the evidence looks like as a whole.
    fileprivate func judge(_ reading: inout Reading) {
        reading.inDomain = rejector.inDomain(reading.rejection)
        reading.vague = vagueJudge.map { $0.vagueness(reading.openness) } ?? 0
    }
}

extension Reading {
    fileprivate mutating func add(_ other: Reading) {
        for index in shares.indices { shares[index] += other.shares[index] }
        for index in other.rejection.indices { rejection[index] += other.rejection[index] }
        for index in other.openness.indices { openness[index] += other.openness[index] }
        for index in procedures.indices { procedures[index] += other.procedures[index] }
        for index in aspects.indices { aspects[index] += other.aspects[index] }
    }
}
