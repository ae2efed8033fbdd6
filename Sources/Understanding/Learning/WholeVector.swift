/// A vector in 16-bit whole numbers, to be multiplied with rows of 8-bit ones.
struct WholeVector: Sendable {
    let numbers: [Int16]
    /// What one step of the numbers is worth.
    let step: Float

    /// The largest number is such that no product with a row leaves 32 bits.
    init(_ vector: [Float]) {
        let limit = Float(min(32_767, Int(Int32.max) / (128 * max(vector.count, 1))))
        let largest = vector.reduce(0) { max($0, abs($1)) }
        let step = largest > 0 && largest.isFinite ? largest / limit : 1
        numbers = vector.map { value in
            let whole = (value / step).rounded()
            return whole.isFinite ? Int16(max(-limit, min(whole, limit))) : 0
        }
        self.step = step
    }

    /// With the row of a matrix that begins at `start`.
    func product(_ matrix: [Int8], from start: Int) -> Float {
        Float(DenseMath.product(matrix, from: start, numbers)) * step
    }
}
