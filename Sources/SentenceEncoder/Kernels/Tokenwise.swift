/// What is done to each token by itself.
enum Tokenwise {
    /// Quantises `count` tokens of `columns` floats, each with a scale of its own.
    static func quantise(
        _ rows: MutableRows<SIMD8<Float>>, count: Int, columns: Int, into quantised: QuantisedRows
    ) {
        let limit = Linear.limit(columns: columns)
        for token in 0..<count {
            let row = unsafe rows[token]
            var (highest, lowest) = (SIMD8<Float>(), SIMD8<Float>())
            for index in 0..<columns / 8 {
                let vector = unsafe row[index]
                highest = highest.replacing(with: vector, where: vector .> highest)
                lowest = lowest.replacing(with: vector, where: vector .< lowest)
            }
            let peak = max(highest.max(), -lowest.min())
            unsafe quantised.scales[token][0] = peak / limit
            let factor = peak > 0 ? limit / peak : 0
            let target = unsafe quantised.values[token]
            for index in 0..<columns / 8 {
                unsafe target[index] = unsafe Approximation.whole(row[index] * factor)
            }
        }
    }

    /// Replaces each float x by x Φ(x).
    static func gelu(_ rows: MutableRows<SIMD8<Float>>, count: Int, columns: Int) {
        for token in 0..<count {
            let row = unsafe rows[token]
            for index in 0..<columns / 8 {
                unsafe row[index] = unsafe Approximation.gelu(row[index])
            }
        }
    }

    /// Adds what a layer gave to what it was given.
    static func add(
        _ rows: MutableRows<SIMD8<Float>>, to sums: MutableRows<SIMD8<Float>>, count: Int,
        columns: Int
    ) {
        for token in 0..<count {
            let (row, sum) = unsafe (rows[token], sums[token])
            for index in 0..<columns / 8 { unsafe sum[index] += unsafe row[index] }
        }
    }
}

/// Layer norm (Ba, Kiros and Hinton 2016).
struct Norm {
    /// The gains, then the biases.
    let gainsAndBiases: Rows<SIMD8<Float>>
    let columns: Int
    let epsilon: Float

    func apply(_ rows: MutableRows<SIMD8<Float>>, count: Int) {
        let width = columns / 8
        let (gains, biases) = unsafe (gainsAndBiases[0], gainsAndBiases[0] + width)
        for token in 0..<count {
            let row = unsafe rows[token]
            var sum = SIMD8<Float>()
            for index in 0..<width { sum += unsafe row[index] }
            let mean = sum.total / Float(columns)
            var squares = SIMD8<Float>()
            for index in 0..<width {
                let distance = unsafe row[index] - mean
                squares += distance * distance
            }
            let factor = 1 / (squares.total / Float(columns) + epsilon).squareRoot()
            for index in 0..<width {
                unsafe row[index] =
                    unsafe (row[index] - mean) * factor * gains[index] + biases[index]
            }
        }
    }
}

extension SIMD8<Float> {
    /// The sum, always in the same order.
    @inline(__always)
    var total: Float {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
