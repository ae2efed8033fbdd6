/// A vector with few entries that are not zero, by rising index.
struct SparseVector: Sendable, Equatable {
    var indices: [Int32] = []
    var values: [Float] = []

    var squaredLength: Float { values.reduce(0) { $0 + $1 * $1 } }

    func dot(_ dense: [Float]) -> Float {
        var sum: Float = 0
        for place in indices.indices { sum += values[place] * dense[Int(indices[place])] }
        return sum
    }
}
