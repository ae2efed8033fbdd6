/// A change of coordinates after which the samples of a class lie around their mean
/// alike in every direction: directions in which texts of one class differ anyway
/// count less. With class means as weights, that is Fisher's linear discriminant
/// (1936); the covariance is drawn to a multiple of the identity, as Friedman does
/// ("Regularized Discriminant Analysis", 1989).
struct Whitening {
    /// How much the identity counts: few samples tell little about a covariance.
    private static let shrinkage: Float = 0.9
    /// Samples that the covariance is learned from, about: more change little.
    private static let mostSamples = 2_000
    private static let lanes = 16
    private typealias Lanes = SIMD16<Float>

    private let dimension: Int
    /// Cholesky's factor of the covariance, row by row, its upper half empty.
    private var factor: [Float]
    /// What brings the samples to length 1, on average.
    private var scale: Float = 1

    /// - Parameters:
    ///   - vectors: with a mean of 0.
    ///   - labels: the class of each.
    init(of vectors: [[Float]], labels: [Int], dimension: Int) {
        self.dimension = dimension
        let covariance = Self.covariance(vectors, labels, dimension)
        factor = Self.choleskyFactor(covariance, dimension)
        let some = Array(vectors.prefix(512))
        let squares = applied(to: some).reduce(Float(0)) {
            $0 + DenseMath.product($1, from: 0, $1)
        }
        if squares > 0 { scale = (Float(some.count) / squares).squareRoot() }
    }

    /// Solves the factor's system for sixteen vectors at a time.
    func applied(to vectors: [[Float]]) -> [[Float]] {
        var results: [[Float]] = []
        results.reserveCapacity(vectors.count)
        var block = [Lanes](repeating: .zero, count: dimension)
        for start in stride(from: 0, to: vectors.count, by: Self.lanes) {
            let part = vectors[start..<min(start + Self.lanes, vectors.count)]
            for (lane, vector) in part.enumerated() {
                for place in 0..<dimension { block[place][lane] = vector[place] }
            }
            for row in 0..<dimension {
                let sum = DenseMath.product(factor, from: row * dimension, block, count: row)
                block[row] = (block[row] - sum) / factor[row * dimension + row]
            }
            for lane in 0..<part.count {
                results.append(block.map { $0[lane] * scale })
            }
        }
        return results
    }

    /// Weights for vectors as they came, from those for the changed ones.
    func unapplied(to rows: [[Float]]) -> [[Float]] {
        rows.map { row in
            var solution = row.map { $0 * scale }
            for place in stride(from: dimension - 1, through: 0, by: -1) {
                solution[place] /= factor[place * dimension + place]
                let value = solution[place]
                for earlier in 0..<place {
                    solution[earlier] -= factor[place * dimension + earlier] * value
                }
            }
            return solution
        }
    }

    /// Row by row, the lower half.
    private static func covariance(
        _ vectors: [[Float]], _ labels: [Int], _ dimension: Int
    ) -> [Float] {
        let every = max(1, (vectors.count + mostSamples - 1) / mostSamples)
        let picked = Array(stride(from: 0, to: vectors.count, by: every))
        var sums: [Int: (vector: [Float], count: Float)] = [:]
        for index in picked {
            let nothing = ([Float](repeating: 0, count: dimension), Float(0))
            DenseMath.add(
                vectors[index], times: 1, to: &sums[labels[index], default: nothing].vector, from: 0
            )
            sums[labels[index], default: nothing].count += 1
        }
        var covariance = [Float](repeating: 0, count: dimension * dimension)
        for index in picked {
            guard let sum = sums[labels[index]] else { continue }
            let rest = (0..<dimension).map { vectors[index][$0] - sum.vector[$0] / sum.count }
            for row in 0..<dimension where rest[row] != 0 {
                DenseMath.add(
                    rest, count: row + 1, times: rest[row], to: &covariance, from: row * dimension)
            }
        }
        let trace = (0..<dimension).reduce(Float(0)) { $0 + covariance[$1 * dimension + $1] }
        // Without a difference within any class every direction is like another.
        guard trace > 0 else {
            for row in 0..<dimension { covariance[row * dimension + row] = 1 }
            return covariance
        }
        let mean = trace / Float(dimension)
        for place in covariance.indices { covariance[place] *= (1 - shrinkage) / mean }
        for row in 0..<dimension { covariance[row * dimension + row] += shrinkage }
        return covariance
    }

    private static func choleskyFactor(_ matrix: [Float], _ dimension: Int) -> [Float] {
        var factor = matrix
        for row in 0..<dimension {
            for column in 0...row {
                let sum = DenseMath.product(
                    factor, from: row * dimension, and: column * dimension, count: column)
                let rest = factor[row * dimension + column] - sum
                factor[row * dimension + column] =
                    row == column
                    ? rest.squareRoot() : rest / factor[column * dimension + column]
            }
        }
        return factor
    }
}
