import Testing

@testable import Understanding

@Suite struct WhiteningTests {
    /// Two classes that lie apart in the first direction, and whose samples differ
    /// ten times as much in the second as in the third; the mean of all is 0.
    private static let vectors: [[Float]] = (0..<80).map { index in
        let wobble = Float(index / 2 % 8) - 3.5
        let other = Float(index / 16 % 5) - 2
        return [index.isMultiple(of: 2) ? 1 : -1, wobble, other / 10]
    }
    private static let labels = (0..<80).map { $0 % 2 }
    private static let whitening = Whitening(of: vectors, labels: labels, dimension: 3)

    private func spread(_ vectors: [[Float]], _ direction: Int) -> Float {
        vectors.reduce(0) { $0 + $1[direction] * $1[direction] }
    }

    @Test func whatDiffersWithinAClassCountsLess() {
        let changed = Self.whitening.applied(to: Self.vectors)
        let before = spread(Self.vectors, 1) / spread(Self.vectors, 0)
        let after = spread(changed, 1) / spread(changed, 0)
        #expect(after < before * 0.9)
    }

    @Test func vectorsHaveLengthOneOnAverage() {
        let changed = Self.whitening.applied(to: Self.vectors)
        let squares = (0..<3).reduce(Float(0)) { $0 + spread(changed, $1) }
        #expect(abs(squares / 80 - 1) < 1e-4)
    }

    @Test func weightsThatWereBroughtBackGiveTheSameProducts() {
        let weights: [Float] = [0.5, -2, 3]
        let changed = Self.whitening.applied(to: Self.vectors)
        let back = Self.whitening.unapplied(to: [weights])[0]
        for (vector, other) in zip(Self.vectors, changed) {
            let one = DenseMath.product(back, from: 0, vector)
            #expect(abs(one - DenseMath.product(weights, from: 0, other)) < 1e-4)
        }
    }

    @Test func samplesWithoutAnyDifferenceAreLeftAsTheyAre() {
        let same = Whitening(of: [[1, 0], [-1, 0]], labels: [0, 1], dimension: 2)
        #expect(same.applied(to: [[1, 0]]) == [[1, 0]])
    }
}
