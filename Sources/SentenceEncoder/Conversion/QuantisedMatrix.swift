/// A matrix as 8-bit whole numbers with a scale a row: a row's largest number, by
/// size, is 127 or -127.
struct QuantisedMatrix: Equatable {
    var values: [Int8] = []
    var scales: [Float] = []

    init(_ floats: [Float], columns: Int) {
        values.reserveCapacity(floats.count)
        for start in stride(from: 0, to: floats.count, by: columns) {
            let row = floats[start..<start + columns]
            let peak = row.reduce(0) { max($0, abs($1)) }
            // A row of subnormal numbers would have a scale that divides to infinity.
            let scale = peak / 127 >= .leastNormalMagnitude ? peak / 127 : 0
            scales.append(scale)
            for float in row {
                values.append(scale > 0 ? Int8(max(-127, min(127, (float / scale).rounded()))) : 0)
            }
        }
    }
}
