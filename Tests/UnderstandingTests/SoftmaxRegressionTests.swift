import Testing

@testable import Understanding

@Suite struct SoftmaxRegressionTests {
    /// Three classes around three directions, with a wobble that is not random.
    private static func samples(_ count: Int) -> [SoftmaxRegression.Sample] {
        (0..<count).map { index in
            let label = index % 3
            var vector = [Float](repeating: 0.1 * Float(index % 4), count: 11)
            vector[label] += 1
            vector[3 + index % 7] += 0.3
            return .init(vector: vector, label: label, weight: 1)
        }
    }

    @Test func everyClassIsTold() {
        let trained = SoftmaxRegression(Self.samples(60), classes: 3, dimension: 11)
        for sample in Self.samples(33) {
            let logits = trained.logits(sample.vector)
            #expect(logits.firstIndex(of: logits.max() ?? 0) == sample.label)
        }
    }

    @Test func theSameSamplesGiveTheSameWeights() {
        let one = SoftmaxRegression(Self.samples(30), classes: 3, dimension: 11)
        let other = SoftmaxRegression(Self.samples(30), classes: 3, dimension: 11)
        #expect(one == other)
        #expect(one != SoftmaxRegression(Self.samples(33), classes: 3, dimension: 11))
    }

    @Test func aClassWithoutSamplesIsLeastLikely() {
        let trained = SoftmaxRegression(Self.samples(60), classes: 4, dimension: 11)
        for sample in Self.samples(12) {
            let logits = trained.logits(sample.vector)
            #expect(logits[sample.label] > logits[3])
        }
    }

    @Test func nothingToLearnFromGivesNoOpinion() {
        let trained = SoftmaxRegression([], classes: 2, dimension: 11)
        #expect(trained.logits([Float](repeating: 1, count: 11)) == [0, 0])
    }

    @Test(arguments: [0, 1, 7, 8, 9, 16, 27])
    func aProductIsTheSumOfProducts(_ length: Int) {
        let matrix = (0..<length + 3).map { Float($0) }
        let vector = (0..<length).map { Float($0 % 5) - 2 }
        let expected = (0..<length).reduce(Float(0)) { $0 + Float($1 + 3) * vector[$1] }
        #expect(DenseMath.product(matrix, from: 3, vector) == expected)
        let whole = DenseMath.product(
            matrix.map { Int8($0) }, from: 3, vector.map { Int16($0) })
        #expect(Float(whole) == expected)
    }

    @Test func wholeNumbersComeNearTheProduct() {
        let matrix = (0..<400).map { Int8(truncatingIfNeeded: $0 * 37) }
        let vector = (0..<384).map { Float($0 * 7919 % 101 - 50) / 1000 }
        let expected = vector.indices.reduce(Float(0)) { $0 + Float(matrix[$1 + 9]) * vector[$1] }
        #expect(abs(WholeVector(vector).product(matrix, from: 9) - expected) < 1e-2)
    }

    @Test func whatIsNoNumberIsZero() {
        let vector = WholeVector([.nan, 1, .infinity])
        #expect(vector.product([100, 0, 100], from: 0).isFinite)
        #expect(WholeVector([0, 0]).product([127, -128], from: 0) == 0)
    }
}
