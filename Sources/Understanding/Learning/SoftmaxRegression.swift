internal import Foundation

/// Multinomial logistic regression over dense vectors of length 1: which of many
/// classes one belongs to.
///
/// Learned in coordinates in which each class is round (`Whitening`), by stochastic
/// gradient descent with momentum, from the classes' centroids on, so that a few
/// hundred steps do. The same seed gives the same weights. On sets
/// of five and ten examples a class it reaches what a full solution by L-BFGS does,
/// at a tenth of its cost.
struct SoftmaxRegression: Sendable, Equatable {
    let classes: Int
    let dimension: Int
    /// A row for each class.
    private(set) var weights: [Float]
    private(set) var biases: [Float]

    init(classes: Int, dimension: Int, weights: [Float], biases: [Float]) {
        self.classes = classes
        self.dimension = dimension
        self.weights = weights
        self.biases = biases
    }

    /// Logarithms of the classes' odds, up to a constant.
    func logits(_ vector: [Float]) -> [Float] {
        (0..<classes).map { row in
            biases[row] + DenseMath.product(weights, from: row * dimension, vector)
        }
    }
}

extension SoftmaxRegression {
    struct Sample {
        let vector: [Float]
        let label: Int
        let weight: Float
    }

    /// How the weights are found.
    struct Training {
        /// Length of a centroid's weights at the start.
        var sharpness: Float = 12
        var rate: Float = 5
        var momentum: Float = 0.9
        /// Inverse of the penalty on squared weights, as a number of errors.
        var cost: Float = 60
        var batch = 32
        var passes = 3
        var fewestSteps = 400
        var seed: UInt64 = 1
    }

    init(_ samples: [Sample], classes: Int, dimension: Int, training: Training = Training()) {
        let mean = Self.mean(samples, dimension)
        let centred = samples.map { sample in
            (0..<dimension).map { sample.vector[$0] - mean[$0] }
        }
        let whitening = Whitening(of: centred, labels: samples.map(\.label), dimension: dimension)
        let vectors = whitening.applied(to: centred)
        self.init(centroidsOf: samples, vectors, classes, dimension, training)
        descend(samples, vectors, training)
        let rows = (0..<classes).map { Array(weights[$0 * dimension..<($0 + 1) * dimension]) }
        weights = whitening.unapplied(to: rows).flatMap { $0 }
        // Vectors to come are not centred: the biases take the mean's part.
        for row in 0..<classes {
            biases[row] -= DenseMath.product(weights, from: row * dimension, mean)
        }
    }

    private static func mean(_ samples: [Sample], _ dimension: Int) -> [Float] {
        var mean = [Float](repeating: 0, count: dimension)
        var total: Float = 0
        for sample in samples {
            DenseMath.add(sample.vector, times: sample.weight, to: &mean, from: 0)
            total += sample.weight
        }
        return total > 0 ? mean.map { $0 / total } : mean
    }

    /// Where to begin: each class points to the mean of its samples.
    private init(
        centroidsOf samples: [Sample], _ vectors: [[Float]], _ classes: Int, _ dimension: Int,
        _ training: Training
    ) {
        var weights = [Float](repeating: 0, count: classes * dimension)
        var totals = [Float](repeating: 0, count: classes)
        for (sample, vector) in zip(samples, vectors) {
            DenseMath.add(
                vector, times: sample.weight, to: &weights, from: sample.label * dimension)
            totals[sample.label] += sample.weight
        }
        var biases = [Float](repeating: 0, count: classes)
        for row in 0..<classes where totals[row] > 0 {
            for place in row * dimension..<(row + 1) * dimension {
                weights[place] *= training.sharpness / totals[row]
                biases[row] -= weights[place] * weights[place] / (2 * training.sharpness)
            }
        }
        let mean = biases.reduce(0, +) / Float(max(classes, 1))
        self.init(
            classes: classes, dimension: dimension, weights: weights,
            biases: biases.map { $0 - mean })
    }

    private mutating func descend(
        _ samples: [Sample], _ vectors: [[Float]], _ training: Training
    ) {
        guard !samples.isEmpty else { return }
        let perPass = (samples.count + training.batch - 1) / training.batch
        let passes = max(training.passes, training.fewestSteps / perPass + 1)
        let steps = Float(passes * perPass)
        let penalty = 1 / (training.cost * Float(samples.count))
        var speed = [Float](repeating: 0, count: weights.count)
        var biasSpeed = [Float](repeating: 0, count: classes)
        var random = SplitMix64(seed: training.seed)
        var order = Array(samples.indices)
        let matrix = vectors.flatMap { $0 }
        var step: Float = 0
        for _ in 0..<passes {
            for place in order.indices {
                order.swapAt(place, place + random.below(order.count - place))
            }
            for start in stride(from: 0, to: order.count, by: training.batch) {
                let rows = Array(order[start..<min(start + training.batch, order.count)])
                let rate = training.rate * (1 - step / steps)
                step += 1
                let share = rate / Float(rows.count)
                let shares = shares(of: rows.map { vectors[$0] })
                var pulls: [(sample: Int, pull: Float)] = []
                for row in 0..<classes {
                    pulls.removeAll(keepingCapacity: true)
                    biasSpeed[row] *= training.momentum
                    for (place, index) in rows.enumerated() {
                        let sample = samples[index]
                        let error = shares[place][row] - (sample.label == row ? 1 : 0)
                        guard abs(error) > 1e-4 else { continue }
                        let pull = -share * sample.weight * error
                        pulls.append((index, pull))
                        biasSpeed[row] += pull
                    }
                    DenseMath.descend(
                        &weights, &speed, from: row * dimension, momentum: training.momentum,
                        decay: -rate * penalty, pulls, matrix, dimension: dimension)
                    biases[row] += biasSpeed[row]
                }
            }
        }
    }

    /// Logarithms of the classes' odds for each of some vectors, eight at a time.
    func logits(_ vectors: [[Float]]) -> [[Float]] {
        var logits = [[Float]](repeating: biases, count: vectors.count)
        var block = [SIMD8<Float>](repeating: .zero, count: dimension)
        for start in stride(from: 0, to: vectors.count, by: 8) {
            let part = vectors[start..<min(start + 8, vectors.count)]
            for (lane, vector) in part.enumerated() {
                for place in 0..<dimension { block[place][lane] = vector[place] }
            }
            let products = DenseMath.products(weights, rows: classes, block)
            for row in 0..<classes {
                for lane in 0..<part.count { logits[start + lane][row] += products[row][lane] }
            }
        }
        return logits
    }

    private func shares(of vectors: [[Float]]) -> [[Float]] {
        logits(vectors).map { logits in
            let highest = logits.max() ?? 0
            let powers = logits.map { exp($0 - highest) }
            let total = powers.reduce(0, +)
            return powers.map { $0 / total }
        }
    }
}
