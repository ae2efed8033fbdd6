import Knowledge
import Testing

@testable import Understanding

@Suite struct KnowledgeGapsTests {
    @Test func wordsThatNoEntryHasAreNamed() throws {
        let understanding = try SmallPack.understanding()
        #expect(
            understanding.unknownWords(of: "how much does a purple passport cost")
                == ["purple"])
        #expect(understanding.unknownWords(of: "how long does a passport take") == [])
        #expect(understanding.unknownWords(of: "") == [])
    }

    @Test func withoutAnEncoderNothingIsTooAlike() throws {
        #expect(try SmallPack.understanding().tooAlike() == [])
    }

    /// Two labels with the same vectors are confused, a third is not.
    @Test func labelsWithTheSameMeaningAreConfused() {
        let index = MeaningIndex(
            digest: "", labels: 3, dimension: 2, compared: 2,
            classifier: SoftmaxRegression(classes: 4, dimension: 2, weights: [], biases: []),
            rows: [127, 0, 127, 1, 126, 0, 0, 127, 1, 127], steps: [1, 1, 1, 1, 1],
            questionLabels: [0, 0, 1, 2, 2])
        let confusions = index.confusions(labels: 3)
        #expect(confusions.map(\.label) == [1])
        #expect(confusions.first?.other == 0)
        #expect(confusions.first?.share == 1)
    }
}
