/// The four greatest densities of a set, the greatest first; of equal ones the first.
struct GreatestFour {
    /// Their log densities in steps of a score.
    private(set) var steps: SIMD4<Int32>
    private(set) var which: SIMD4<Int32>

    @inline(__always)
    init(of densities: UnsafePointer<GaussianCodebooks.Lanes>, blocks: Int) {
        // As bytes: read through a pointer of another type, what was just written to the one
        // may be read as it was before.
        let bytes = unsafe UnsafeRawPointer(densities)
        @inline(__always) func quad(_ place: Int) -> SIMD4<Float> {
            unsafe bytes.load(fromByteOffset: place &* 16, as: SIMD4<Float>.self)
        }
        // The least of the greatest of four parts: the four sought are no less than that.
        var greatest = quad(0)
        for place in 1..<blocks &* 4 {
            let next = quad(place)
            greatest = greatest.replacing(with: next, where: next .> greatest)
        }
        let least = SIMD4<Float>(repeating: greatest.min())
        var values = SIMD4<Float>(repeating: -.infinity)
        var places = SIMD4<Int32>()
        for place in 0..<blocks &* 4 {
            let next = quad(place)
            let mask = unsafe unsafeBitCast(next .>= least, to: SIMD2<UInt64>.self)
            guard mask[0] | mask[1] != 0 else { continue }
            for lane in 0..<4 where next[lane] >= least[0] && next[lane] > values[3] {
                Self.insert(next[lane], Int32(place &* 4 &+ lane), &values, &places)
            }
        }
        steps = SIMD4(
            Self.step(values[0]), Self.step(values[1]), Self.step(values[2]),
            Self.step(values[3]))
        which = places
    }

    @inline(__always)
    private static func insert(
        _ value: Float, _ place: Int32, _ values: inout SIMD4<Float>,
        _ places: inout SIMD4<Int32>
    ) {
        var rank = 3
        while rank > 0, value > values[rank &- 1] {
            values[rank] = values[rank &- 1]
            places[rank] = places[rank &- 1]
            rank &-= 1
        }
        values[rank] = value
        places[rank] = place
    }

    /// Whole, then in steps, as PocketSphinx does; nothing that is no number or too great.
    @inline(__always)
    private static func step(_ value: Float) -> Int32 {
        (value > -2e9 ? Int32(min(value, 2e9)) : -2_000_000_000) >> SenoneScorer.shift
    }
}
