internal import Foundation

/// Binary logistic regression on a few dense features, with a ridge penalty,
/// by Newton's method (iteratively reweighted least squares).
struct LogisticRegression: Sendable, Equatable {
    /// Features are standardised by these before they are weighed.
    private(set) var means: [Double]
    private(set) var deviations: [Double]
    private(set) var weights: [Double]
    private(set) var bias: Double

    struct Sample {
        let features: [Double]
        let isPositive: Bool
        let weight: Double
    }

    init(means: [Double], deviations: [Double], weights: [Double], bias: Double) {
        self.means = means
        self.deviations = deviations
        self.weights = weights
        self.bias = bias
    }

    /// Log-odds of the positive class.
    func logit(_ features: [Double]) -> Double {
        var sum = bias
        for index in weights.indices {
            sum += weights[index] * (features[index] - means[index]) / deviations[index]
        }
        return sum
    }

    static func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    init(training samples: [Sample], ridge: Double = 1, rounds: Int = 25) {
        let count = samples.first?.features.count ?? 0
        let total = max(samples.reduce(0) { $0 + $1.weight }, 1e-9)
        var means = [Double](repeating: 0, count: count)
        var squares = means
        for sample in samples {
            for index in 0..<count {
                means[index] += sample.weight * sample.features[index] / total
            }
        }
        for sample in samples {
            for index in 0..<count {
                let distance = sample.features[index] - means[index]
                squares[index] += sample.weight * distance * distance / total
            }
        }
        self.init(
            means: means, deviations: squares.map { max($0.squareRoot(), 1e-6) },
            weights: [Double](repeating: 0, count: count), bias: 0)
        for _ in 0..<rounds where !step(samples, ridge: ridge) { break }
    }

    /// One Newton step; false when it changed next to nothing.
    private mutating func step(_ samples: [Sample], ridge: Double) -> Bool {
        let size = weights.count + 1
        var gradient = [Double](repeating: 0, count: size)
        var curvature = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for sample in samples {
            let row =
                sample.features.indices.map { (sample.features[$0] - means[$0]) / deviations[$0] }
                + [1]
            let share = Self.probability(logit(sample.features))
            let error = sample.weight * ((sample.isPositive ? 1 : 0) - share)
            let spread = sample.weight * max(share * (1 - share), 1e-6)
            for first in 0..<size {
                gradient[first] += error * row[first]
                for second in 0...first {
                    curvature[first][second] += spread * row[first] * row[second]
                }
            }
        }
        for index in weights.indices {
            gradient[index] -= ridge * weights[index]
            curvature[index][index] += ridge
        }
        curvature[size - 1][size - 1] += 1e-6
        let change = Cholesky.solve(curvature, gradient)
        for index in weights.indices { weights[index] += change[index] }
        bias += change[size - 1]
        return change.contains { abs($0) > 1e-6 }
    }
}

/// Solves a symmetric positive definite system, of which the lower triangle is
/// given, by Cholesky's decomposition.
enum Cholesky {
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        let size = right.count
        var lower = matrix
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row][column]
                for inner in 0..<column { sum -= lower[row][inner] * lower[column][inner] }
                lower[row][column] =
                    row == column ? max(sum, 1e-12).squareRoot() : sum / lower[column][column]
            }
        }
        var solution = right
        for row in 0..<size {
            for inner in 0..<row { solution[row] -= lower[row][inner] * solution[inner] }
            solution[row] /= lower[row][row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            for inner in (row + 1)..<max(size, row + 1) {
                solution[row] -= lower[inner][row] * solution[inner]
            }
            solution[row] /= lower[row][row]
        }
        return solution
    }
}
