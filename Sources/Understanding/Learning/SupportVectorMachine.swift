/// Linear support vector machines with squared hinge loss, trained by dual
/// coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi and
/// Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM",
/// ICML 2008, algorithm 3), sixteen classes against the rest at a time: the
/// weights of a feature for all of them lie side by side, so that a text's
/// features are fetched once for sixteen machines. The same seed gives the same
/// weights.
///
/// The bias starts at −1: one class is small against the rest, so most of the
/// rest is right from the start and never takes part.
struct SupportVectorMachine {
    /// A number for each of the classes that are trained together.
    typealias Lanes = SIMD16<Float>
    static let lanes = Lanes.scalarCount

    var passes = 5
    var tolerance: Float = 0.3
    /// The constant feature that carries the bias.
    var biasFeature: Float = 0.5

    private static let startingBias: Float = -1

    /// For each feature its weight for each of the classes.
    struct Weights: Sendable {
        var features: [Lanes]
        var bias: Lanes

        /// Those of one class.
        func column(_ lane: Int) -> [Float] { features.map { $0[lane] } }
    }

    /// - Parameters:
    ///   - members: for each of at most sixteen classes, the rows that belong to it.
    ///   - costs: for each row, the price of a margin error; rows without one are
    ///     not learned.
    func train(
        _ samples: SampleMatrix, members: ArraySlice<Set<Int>>, costs: [Float], seed: UInt64
    ) -> Weights {
        precondition(members.count <= Self.lanes, "more classes than are trained at a time")
        var state = State(samples, signs: Self.signs(members, rows: samples.rows), costs: costs)
        var random = SplitMix64(seed: seed)
        var ceiling = Lanes(repeating: .infinity)
        for _ in 0..<passes {
            state.shuffle(&random)
            let range = pass(samples, costs, &state, ceiling: ceiling)
            if (range.high - range.low).max() <= tolerance {
                if state.shrunk == 0 { break }
                state.shrunk = 0
                ceiling = Lanes(repeating: .infinity)
                continue
            }
            ceiling = range.high.replacing(with: .infinity, where: range.high .<= 0)
        }
        return Weights(
            features: state.weights, bias: Self.startingBias + state.bias * biasFeature)
    }

    /// For each row 1 where it is one of the class, −1 elsewhere.
    private static func signs(_ members: ArraySlice<Set<Int>>, rows: Int) -> [Lanes] {
        var signs = [Lanes](repeating: Lanes(repeating: -1), count: rows)
        for (lane, rows) in members.enumerated() {
            for row in rows { signs[row][lane] = 1 }
        }
        return signs
    }

    private struct State {
        var weights: [Lanes]
        var bias = Lanes.zero
        /// By row.
        var multipliers: [Lanes]
        let signs: [Lanes]
        /// Rows that still take part; the last `shrunk` of them are resting.
        var active: [Int]
        var shrunk = 0

        init(_ samples: SampleMatrix, signs: [Lanes], costs: [Float]) {
            weights = [Lanes](repeating: .zero, count: samples.columns)
            multipliers = [Lanes](repeating: .zero, count: samples.rows)
            self.signs = signs
            active = (0..<samples.rows).filter { costs[$0] > 0 }
        }

        mutating func shuffle(_ random: inout SplitMix64) {
            let count = active.count - shrunk
            for place in 0..<count {
                active.swapAt(place, place + random.below(count - place))
            }
        }
    }

    /// One sweep over the active rows; the lowest and highest projected gradients.
    private func pass(
        _ samples: SampleMatrix, _ costs: [Float], _ state: inout State, ceiling: Lanes
    ) -> (low: Lanes, high: Lanes) {
        var low = Lanes(repeating: .infinity)
        var high = -low
        var place = 0
        while place < state.active.count - state.shrunk {
            let row = state.active[place]
            let sign = state.signs[row]
            let slack = 1 / (2 * costs[row])
            let margins =
                Self.startingBias + state.bias * biasFeature
                + samples.product(of: row, state.weights)
            let old = state.multipliers[row]
            let gradient = sign * margins - 1 + slack * old
            // None of the multipliers is below 0.
            if (gradient - ceiling).least > 0, (-old).least >= 0 {
                state.shrunk += 1
                state.active.swapAt(place, state.active.count - state.shrunk)
                continue
            }
            place += 1
            // Nearly always: right already, for all of the classes.
            guard gradient.lower(-old).least < 0 else {
                low = low.lower(.zero)
                high = high.higher(.zero)
                continue
            }
            let projected = gradient.replacing(with: gradient.lower(.zero), where: old .== 0)
            low = low.lower(projected)
            high = high.higher(projected)
            let curvature = samples.squaredLengths[row] + biasFeature * biasFeature + slack
            let new = (old - gradient / curvature).higher(.zero)
            let step = (new - old) * sign
            guard step.least < 0 || (-step).least < 0 else { continue }
            state.multipliers[row] = new
            samples.add(row, times: step, to: &state.weights)
            state.bias += step * biasFeature
        }
        return (low, high)
    }
}

/// By comparison and choice, for which there are instructions; `pointwiseMin` and
/// `pointwiseMax` look at one number after the other.
extension SIMD16<Float> {
    @inline(__always)
    fileprivate func lower(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

    @inline(__always)
    fileprivate func higher(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

    /// The lowest of the numbers, found by halves.
    @inline(__always)
    fileprivate var least: Float {
        let eight = lowHalf.replacing(with: highHalf, where: highHalf .< lowHalf)
        let (low, high) = (eight.lowHalf, eight.highHalf)
        let four = low.replacing(with: high, where: high .< low)
        return Swift.min(Swift.min(four.x, four.y), Swift.min(four.z, four.w))
    }
}
