import Foundation
import Testing

@testable import LanguageModel

/// General English given that every word is one of a few.
@Suite struct StockRestrictionTests {
    static let keepAll = StockModel.Pruning(bigrams: -1, trigrams: -1)

    static func stock() throws -> StockModel {
        try StockModel(bytes: TrieWriter.bytes(of: SmallModel.witten()))
    }

    @Test func probabilitiesAreDividedByTheMassOfTheWordsThatAreLeft() throws {
        // Without "c": p = 4/13, 3/13, 4/13 over 11/13; after "a" 48/65 are left.
        let model = try Self.stock().model(over: Vocabulary(["a", "b"]), pruning: Self.keepAll)
        #expect(isNear(model.probability("a"), 4.0 / 11, within: 1e-5))
        #expect(isNear(model.probability("b"), 3.0 / 11, within: 1e-5))
        #expect(isNear(model.probability("b", after: "a"), 32.0 / 48, within: 1e-5))
        #expect(isNear(model.probability("a", after: "a"), 8.0 / 48, within: 1e-5))
        // After "<s> a": 194/325 for "b"; 2/5 · 8/65 each for "a" and the end.
        #expect(
            isNear(
                model.probability("b", after: "<s>", "a"), 194.0 / (194 + 16 + 16), within: 1e-5))
        #expect(model.worstMassError < 1e-5)
    }

    @Test func aWordThatTheStockLacksHasNoProbability() throws {
        let model = try Self.stock().model(
            over: Vocabulary(["a", "b", "zebra"]), pruning: Self.keepAll)
        #expect(model.probability("zebra") == 0)
        #expect(model.probability("zebra", after: "a") == 0)
        #expect(isNear(model.probability("a"), 4.0 / 11, within: 1e-5))
    }

    @Test func pruningLeavesOutButKeepsTheMass() throws {
        let stock = try StockModel(bytes: StockModelTests.bytes())
        let vocabulary = Vocabulary(stock.frequentWords(40) { _ in true })
        let counts = [-1, 1e-5, 1e-3, 1].map { threshold in
            let model = stock.model(
                over: vocabulary,
                pruning: StockModel.Pruning(bigrams: threshold, trigrams: threshold))
            #expect(model.worstMassError < 1e-4)
            return model.counts[1] + model.counts[2]
        }
        #expect(counts == counts.sorted(by: >))
        #expect(counts.last == 0)
        #expect(Set(counts).count > 2)
    }
}
