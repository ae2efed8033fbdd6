import Foundation
import Understanding

/// Gathers the paths through a lattice into distinct hypotheses with posteriors.
///
/// Paths that say the same in other pronunciations, at other times or with other
/// noises between the words are one hypothesis; their probabilities add up.
struct HypothesisList {
    /// Nats in a unit of PocketSphinx's scores: ln 1.0001 · 2^10.
    private static let natsPerUnit = 0.102_394_88

    private let scale: Double
    private let limit: Int
    private var texts: [String] = []
    private var scores: [[Int]] = []
    private var places: [String: Int] = [:]
    private var preferred: String?

    /// - Parameter scale: What a nat of score is worth: scores are acoustic
    ///   likelihoods of frames taken for independent, which they are not.
    init(scale: Double, limit: Int) {
        self.scale = scale
        self.limit = limit
    }

    var isFull: Bool { texts.count >= limit }

    /// The decoder's own choice: first among equals.
    mutating func prefer(_ hypothesis: String) {
        let text = Self.words(of: hypothesis)
        if !text.isEmpty { preferred = text }
    }

    mutating func add(_ hypothesis: String, score: Int) {
        let text = Self.words(of: hypothesis)
        guard !text.isEmpty else { return }
        if let place = places[text] {
            scores[place].append(score)
        } else {
            places[text] = texts.count
            texts.append(text)
            scores.append([score])
        }
    }

    /// Best first; posteriors sum to 1.
    var hypotheses: [Hypothesis] {
        guard let best = scores.joined().max() else {
            return preferred.map { [Hypothesis(text: $0, posterior: 1)] } ?? []
        }
        let weights = scores.map { paths in
            paths.reduce(0) { $0 + exp(scale * Self.natsPerUnit * Double($1 - best)) }
        }
        let total = weights.reduce(0, +)
        let order = texts.indices.sorted { left, right in
            let isPreferred = (texts[left] == preferred, texts[right] == preferred)
            if isPreferred.0 != isPreferred.1 { return isPreferred.0 }
            return (weights[right], left) < (weights[left], right)
        }
        return order.prefix(limit).map {
            Hypothesis(text: texts[$0], posterior: weights[$0] / total)
        }
    }

    /// A hypothesis without fillers and without the numbers of pronunciations:
    /// "the(2) [NOISE] fee" is "the fee".
    static func words(of hypothesis: String) -> String {
        hypothesis.split(separator: " ").compactMap { word in
            guard word.first != "<", word.first != "[", word.first != "+" else { return nil }
            guard word.last == ")", let open = word.lastIndex(of: "("), open > word.startIndex
            else { return String(word) }
            return String(word[..<open])
        }.joined(separator: " ")
    }
}
