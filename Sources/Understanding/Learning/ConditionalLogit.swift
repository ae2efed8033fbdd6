internal import Foundation

/// Learns how much each kind of evidence counts, from texts whose label is
/// known: McFadden's conditional logit (1974), drawn to prior weights. Weights
/// never fall below 0: more evidence for a label never speaks against it.
struct ConditionalLogit {
    /// One text: for each kind its value for each candidate, and the right one.
    struct Choice {
        let values: [[Float]]
        let right: Int
        let weight: Double
    }

    /// Strength of the pull to the prior, in texts.
    var pull = 3.0
    var rounds = 150

    func train(_ choices: [Choice], prior: [Double]) -> [Double] {
        guard !choices.isEmpty else { return prior }
        let total = choices.reduce(0) { $0 + $1.weight }
        var weights = prior
        for _ in 0..<rounds {
            var gradient = [Double](repeating: 0, count: prior.count)
            var curvature = [Double](repeating: 1e-3, count: prior.count)
            for choice in choices {
                accumulate(choice, weights, &gradient, &curvature)
            }
            for kind in weights.indices {
                let scale = max(prior[kind] * prior[kind], 0.01)
                gradient[kind] -= pull * (weights[kind] - prior[kind]) / scale
                curvature[kind] += pull / scale
                let step = 0.5 * gradient[kind] / curvature[kind]
                weights[kind] = max(weights[kind] + step, 0)
            }
            if gradient.allSatisfy({ abs($0) < 1e-4 * total }) { break }
        }
        return weights
    }

    private func accumulate(
        _ choice: Choice, _ weights: [Double], _ gradient: inout [Double],
        _ curvature: inout [Double]
    ) {
        let scores = Self.scores(choice.values, weights)
        let shares = Self.softmax(scores)
        for kind in weights.indices {
            let values = choice.values[kind]
            var mean = 0.0
            var square = 0.0
            for candidate in values.indices {
                let value = Double(values[candidate])
                mean += shares[candidate] * value
                square += shares[candidate] * value * value
            }
            gradient[kind] += choice.weight * (Double(values[choice.right]) - mean)
            curvature[kind] += choice.weight * max(square - mean * mean, 0)
        }
    }

    static func scores(_ values: [[Float]], _ weights: [Double]) -> [Double] {
        var scores = [Double](repeating: 0, count: values.first?.count ?? 0)
        for (kind, weight) in weights.enumerated() where weight != 0 {
            for (candidate, value) in values[kind].enumerated() {
                scores[candidate] += weight * Double(value)
            }
        }
        return scores
    }

    static func softmax(_ scores: [Double]) -> [Double] {
        guard let highest = scores.max() else { return [] }
        let powers = scores.map { exp($0 - highest) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}
