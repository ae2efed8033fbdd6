import Foundation
import Testing
import Understanding

@testable import SphinxSpeech

@Suite struct HypothesisListTests {
    static func list(limit: Int = 10, scale: Double = 1, _ paths: [(String, Int)]) -> HypothesisList
    {
        var list = HypothesisList(scale: scale, limit: limit)
        for (text, score) in paths { list.add(text, score: score) }
        return list
    }

    @Test func fillersAndNumbersOfPronunciationsAreNoWords() {
        #expect(
            HypothesisList.words(of: "<s> the(2) [NOISE] fee ++um++ <sil> is(3) </s>")
                == "the fee is")
        #expect(HypothesisList.words(of: "<sil> [NOISE] </s>").isEmpty)
        #expect(HypothesisList.words(of: "(paren fee)").split(separator: " ").count == 2)
    }

    @Test func posteriorsFallByTheScoresScale() {
        // One unit is ln 1.0001 · 1024 = 0.1024 nats.
        let found = Self.list(scale: 0.5, [("a", -10), ("b", -30)]).hypotheses
        #expect(found.map(\.text) == ["a", "b"])
        #expect(abs(found[0].posterior / found[1].posterior - exp(0.5 * 20 * 0.1024)) < 0.01)
        #expect(abs(found[0].posterior + found[1].posterior - 1) < 1e-12)
    }

    @Test func pathsThatSayTheSameAddUp() {
        let paths = [("no", -5), ("the(2) fee", -7), ("the [NOISE] fee", -7), ("the fee", -7)]
        let found = Self.list(scale: 0.1, paths).hypotheses
        #expect(found.map(\.text) == ["the fee", "no"])
        #expect(abs(found.reduce(0) { $0 + $1.posterior } - 1) < 1e-12)
    }

    @Test func theDecodersOwnChoiceStandsFirstAndTheOthersByTheirPosteriors() {
        var list = Self.list([("a", -50), ("b", -10), ("c", -30)])
        list.prefer("c")
        #expect(list.hypotheses.map(\.text) == ["c", "b", "a"])
    }

    @Test func noMoreThanTheLimitIsListed() {
        let list = Self.list(limit: 2, [("a", -1), ("b", -1), ("c", -1)])
        #expect(list.isFull)
        #expect(list.hypotheses.map(\.text) == ["a", "b"])
        #expect(list.hypotheses.reduce(0) { $0 + $1.posterior } < 1)
    }

    @Test func withoutPathsTheChoiceIsAllThereIs() {
        var list = Self.list([("<sil>", -3)])
        #expect(list.hypotheses.isEmpty)
        list.prefer("<sil>")
        #expect(list.hypotheses.isEmpty)
        list.prefer("fee")
        #expect(list.hypotheses.map(\.text) == ["fee"])
        #expect(list.hypotheses.map(\.posterior) == [1])
    }

    @Test func scoresFarApartDoNotOverflow() {
        let found = Self.list([("a", -2_000_000_000), ("b", 2_000_000_000)]).hypotheses
        #expect(found.map(\.text) == ["b", "a"])
        #expect(found.map(\.posterior) == [1, 0])
    }
}
