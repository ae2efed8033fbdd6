/// Sums over dense vectors, eight numbers at a time. The order of summing is fixed,
/// so that the result is the same bits on every run.
enum DenseMath {
    private static let lanes = 8

    /// Dot product of `vector` with as many numbers of `matrix`, from `start` on.
    static func product(_ matrix: [Float], from start: Int, _ vector: [Float]) -> Float {
        var sums = SIMD8<Float>.zero
        let row = matrix.span.extracting(start..<start + vector.count)
        let other = vector.span
        var place = 0
        while place + lanes <= other.count {
            sums += load(row, place) * load(other, place)
            place += lanes
        }
        var rest: Float = 0
        while place < other.count {
            rest += row[place] * other[place]
            place += 1
        }
        return sums.sum() + rest
    }

    /// Adds `vector` times `factor` to the numbers of `target` from `start` on.
    static func add(
        _ vector: [Float], times factor: Float, to target: inout [Float], from start: Int
    ) {
        let values = vector.span
        var row = target.mutableSpan
        for place in 0..<values.count { row[start + place] += factor * values[place] }
    }

    /// `values = values · factor + other · weight`
    static func decay(
        _ values: inout [Float], by factor: Float, towards other: [Float], times weight: Float
    ) {
        let addends = other.span
        var row = values.mutableSpan
        for place in 0..<addends.count {
            row[place] = row[place] * factor + addends[place] * weight
        }
    }

    private static func load(_ span: Span<Float>, _ place: Int) -> SIMD8<Float> {
        SIMD8(
            span[place], span[place + 1], span[place + 2], span[place + 3], span[place + 4],
            span[place + 5], span[place + 6], span[place + 7])
    }
}
