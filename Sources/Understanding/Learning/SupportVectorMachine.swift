/// A linear support vector machine with squared hinge loss, trained by dual
/// coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi and
/// Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
/// ICML 2008, algorithm 3). The same seed gives the same weights.
///
/// The bias starts at −1: one class is small against the rest, so most of the
/// rest is right from the start and never takes part.
struct SupportVectorMachine {
    var passes = 5
    var tolerance: Float = 0.3
    /// The constant feature that carries the bias.
    var biasFeature: Float = 0.5

    private static let startingBias: Float = -1

    struct Weights: Sendable {
        var features: [Float]
        var bias: Float
    }

    /// - Parameters:
    ///   - positive: for each row, whether it is one of the class.
    ///   - costs: for each row, the price of a margin error.
    func train(
        _ samples: SampleMatrix, positive: [Bool], costs: [Float], seed: UInt64
    ) -> Weights {
        var state = State(
            weights: [Float](repeating: 0, count: samples.columns),
            multipliers: [Float](repeating: 0, count: samples.rows),
            active: (0..<samples.rows).filter { costs[$0] > 0 })
        var random = SplitMix64(seed: seed)
        var ceiling = Float.infinity
        for _ in 0..<passes {
            state.shuffle(&random)
            let range = pass(samples, positive, costs, &state, ceiling: ceiling)
            if range.high - range.low <= tolerance {
                if state.shrunk == 0 { break }
                state.restore()
                ceiling = .infinity
                continue
            }
            ceiling = range.high > 0 ? range.high : .infinity
        }
        return Weights(
            features: state.weights, bias: Self.startingBias + state.bias * biasFeature)
    }

    private struct State {
        var weights: [Float]
        var bias: Float = 0
        var multipliers: [Float]
        /// Rows that still take part; those beyond `count - shrunk` are resting.
        var active: [Int]
        var shrunk = 0

        mutating func shuffle(_ random: inout SplitMix64) {
            let count = active.count - shrunk
            for place in 0..<count {
                active.swapAt(place, place + random.below(count - place))
            }
        }

        mutating func restore() { shrunk = 0 }
    }

    /// One sweep over the active rows; the lowest and highest projected gradient.
    private func pass(
        _ samples: SampleMatrix, _ positive: [Bool], _ costs: [Float], _ state: inout State,
        ceiling: Float
    ) -> (low: Float, high: Float) {
        var low = Float.infinity
        var high = -Float.infinity
        var place = 0
        while place < state.active.count - state.shrunk {
            let row = state.active[place]
            let sign: Float = positive[row] ? 1 : -1
            let slack = 1 / (2 * costs[row])
            let margin =
                Self.startingBias + state.bias * biasFeature
                + samples.product(of: row, state.weights)
            let old = state.multipliers[row]
            let gradient = sign * margin - 1 + slack * old
            if old == 0, gradient > ceiling {
                state.shrunk += 1
                state.active.swapAt(place, state.active.count - state.shrunk)
                continue
            }
            place += 1
            let projected = old == 0 ? min(gradient, 0) : gradient
            low = min(low, projected)
            high = max(high, projected)
            guard abs(projected) > 1e-9 else { continue }
            let curvature = samples.squaredLengths[row] + biasFeature * biasFeature + slack
            let new = max(old - gradient / curvature, 0)
            state.multipliers[row] = new
            let step = (new - old) * sign
            samples.add(row, times: step, to: &state.weights)
            state.bias += step * biasFeature
        }
        return (low, high)
    }
}
