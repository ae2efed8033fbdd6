/// Adds values whose negative logarithms, in whole steps, are known.
///
/// The sum is as much more than the greater of the two as a table says, by how far they are
/// apart. The table falls in few steps, so that comparing with each of them does it for
/// sixteen at a time.
struct LogAddition {
    typealias Lanes = SIMD16<Int16>

    /// The table says `n` or more up to a distance of `reach[n - 1]`.
    private let reach: SIMD8<Int16>

    /// - Parameter steps: By distance. Nil if they rise, begin with more than seven, or do not end in nought.
    init?(steps: [UInt8]) {
        guard let first = steps.first, first <= 7, steps.last == 0,
            zip(steps, steps.dropFirst()).allSatisfy(>=)
        else { return nil }
        var reach = SIMD8<Int16>(repeating: -1)
        for step in 1...7 {
            reach[step - 1] = Int16(clamping: steps.prefix { $0 >= step }.count - 1)
        }
        self.reach = reach
    }

    /// - Returns: The negative logarithm of the sum.
    @inline(__always)
    func sum(_ one: Lanes, _ other: Lanes) -> Lanes {
        let less = one.replacing(with: other, where: other .< one)
        let more = other.replacing(with: one, where: other .< one)
        let distance = more &- less
        var sum = less
        for step in 0..<7 {
            // Of a true lane all bits are set: minus one.
            let isNear = Lanes(repeating: reach[step]) .>= distance
            sum &+= unsafe unsafeBitCast(isNear, to: Lanes.self)
        }
        return sum
    }
}
