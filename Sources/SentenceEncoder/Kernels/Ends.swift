/// Where the layers' input comes from: a row for each word piece, and one for each
/// place in a sentence.
struct WordEmbeddings {
    let values: Rows<SIMD8<Int8>>
    let scales: Rows<Float>
    let positions: Rows<SIMD8<Float>>

    func copy(
        _ piece: Int, _ position: Int, into hidden: MutableRows<SIMD8<Float>>, _ token: Int
    ) {
        let (row, scale) = unsafe (values[piece], scales[piece][0])
        let (place, target) = unsafe (positions[position], hidden[token])
        for index in 0..<positions.width {
            unsafe target[index] = unsafe SIMD8<Float>(row[index]) * scale + place[index]
        }
    }
}

/// What becomes of the layers' output: one vector a sentence.
enum Pooling {
    /// The mean of the tokens, made a vector of length 1; all 0 if it has no length.
    static func mean(
        _ rows: MutableRows<SIMD8<Float>>, _ tokens: Range<Int>, columns: Int
    ) -> [Float] {
        var mean: [SIMD8<Float>] = []
        var squares = SIMD8<Float>()
        for index in 0..<columns / 8 {
            var sum = SIMD8<Float>()
            for token in tokens { sum += unsafe rows[token][index] }
            sum /= Float(tokens.count)
            squares += sum * sum
            mean.append(sum)
        }
        let length = squares.total.squareRoot()
        let factor = length > 0 && length.isFinite ? 1 / length : 0
        return mean.flatMap { vector in
            let scaled = vector * factor
            return scaled.indices.map { scaled[$0] }
        }
    }
}
