import Synchronization
import Testing

@testable import Understanding

@Suite struct RecentMeaningsTests {
    /// Counts what it is asked for.
    private final class Counting: MeaningEncoder {
        let digest = "counting"
        let dimension = 2
        let asked = Mutex<[[String]]>([])

        func encode(_ texts: [String]) -> [[Float]] {
            asked.withLock { $0.append(texts) }
            return texts.map { [Float($0.utf8.count), Float($0.utf8.first ?? 0)] }
        }
    }

    @Test func aTextIsEncodedOnce() {
        let encoder = Counting()
        let recent = RecentMeanings(encoder)
        let first = recent.encode(["a", "bb"])
        let second = recent.encode(["bb", "ccc", "a"])
        #expect(first == [[1, 97], [2, 98]])
        #expect(second == [[2, 98], [3, 99], [1, 97]])
        #expect(encoder.asked.withLock { $0 } == [["a", "bb"], ["ccc"]])
        #expect(recent.encode([]).isEmpty)
    }

    @Test func theOldestTextIsForgotten() {
        let encoder = Counting()
        let recent = RecentMeanings(encoder)
        for number in 0...256 { _ = recent.encode(["\(number)"]) }
        _ = recent.encode(["256", "1"])
        #expect(encoder.asked.withLock { $0.count } == 257)
        _ = recent.encode(["0"])
        #expect(encoder.asked.withLock { $0.count } == 258)
    }

    /// The decision afterwards asks the encoder nothing.
    @Test func whatWasPreparedIsDecidedWithoutTheEncoder() throws {
        let pack = try SmallPack.make()
        let encoder = Counting()
        let model = UnderstandingModel.train(
            on: pack, resources: SmallPack.resources, encoder: encoder)
        let understanding = Understanding(pack: pack, model: model, encoder: encoder)
        let heard = [
            Hypothesis(text: "um how much is a passport", posterior: 0.8),
            Hypothesis(text: "how much is the passport", posterior: 0.2),
        ]
        understanding.prepare(heard)
        let before = encoder.asked.withLock { $0.count }
        _ = understanding.decide(heard, context: DialogueContext())
        #expect(encoder.asked.withLock { $0.count } == before)
        _ = understanding.decide(
            [Hypothesis(text: "where is the office")], context: DialogueContext())
        #expect(encoder.asked.withLock { $0.count } == before + 1)
    }
}
