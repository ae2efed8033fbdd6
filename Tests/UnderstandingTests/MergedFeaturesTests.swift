import Testing

@testable import Understanding

@Suite struct MergedFeaturesTests {
    /// Features 0 and 1 always occur together, 2 and 3 in one text only, 4 in two texts
    /// with other numbers than 5, and 6 nowhere.
    private static let whole = SampleMatrix(
        [
            SparseVector(indices: [0, 1, 2, 3], values: [0.5, 0.5, 0.3, 0.4]),
            SparseVector(indices: [0, 1, 4, 5], values: [0.25, 0.25, 0.5, 0.125]),
            SparseVector(indices: [4, 5], values: [0.5, 0.25]),
        ], columns: 7)

    private static func dense(_ samples: SampleMatrix, _ row: Int) -> [Float] {
        var dense = [Float](repeating: 0, count: samples.columns)
        for place in samples.starts[row]..<samples.starts[row + 1] {
            dense[Int(samples.indices[place])] = samples.values[place]
        }
        return dense
    }

    private static func product(_ one: [Float], _ other: [Float]) -> Float {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func productsOfTextsStay() {
        let merged = MergedFeatures(Self.whole).samples
        #expect(merged.columns == 4)
        for one in 0..<3 {
            for other in 0..<3 {
                let before = Self.product(
                    Self.dense(Self.whole, one), Self.dense(Self.whole, other))
                let after = Self.product(Self.dense(merged, one), Self.dense(merged, other))
                #expect(abs(before - after) < 1e-6)
            }
        }
    }

    /// Weights of the merged columns, shared out, judge a text as they did.
    @Test func sharedOutWeightsJudgeAlike() {
        let merged = MergedFeatures(Self.whole)
        let weights: [Float] = [1, -2, 3, 0.5]
        var features = [Float](repeating: 0, count: 7)
        for column in 0..<4 {
            for feature in merged.features(of: column) {
                features[Int(feature)] = weights[column] * merged.shares[Int(feature)]
            }
        }
        for row in 0..<3 {
            let before = Self.product(Self.dense(merged.samples, row), weights)
            let after = Self.product(Self.dense(Self.whole, row), features)
            #expect(abs(before - after) < 1e-6)
        }
        #expect(features[6] == 0)
    }

    @Test func nothingIsMergedOfNothing() {
        #expect(MergedFeatures(SampleMatrix([], columns: 2)).samples.columns == 0)
    }
}
