import CallTestKit
import Testing

@testable import LanguageModel

@Suite struct WordGraphTests {
    private typealias Arc = WordGraph.Arc

    /// Sentences of at most so many words with the weight of their best way, found step by step.
    private func sentences(of graph: WordGraph, upTo length: Int = 8) -> [[Int]: Int] {
        var found: [[Int]: Int] = [:]
        func follow(_ state: Int, _ words: [Int], _ weight: Int, _ silentSteps: Int) {
            if let end = graph.ends[state] {
                found[words] = max(found[words] ?? .min, weight + end)
            }
            for arc in graph.arcs[state] {
                if let word = arc.word {
                    guard words.count < length else { continue }
                    follow(arc.target, words + [word], weight + arc.weight, 0)
                } else if silentSteps < graph.arcs.count {
                    follow(arc.target, words, weight + arc.weight, silentSteps + 1)
                }
            }
        }
        follow(graph.start, [], 0, 0)
        return found
    }

    /// Less what all sentences have in common.
    private func differences(_ sentences: [[Int]: Int]) -> [[Int]: Int] {
        let best = sentences.values.max() ?? 0
        return sentences.mapValues { $0 - best }
    }

    private func hasOnePathEach(_ graph: WordGraph) -> Bool {
        graph.arcs.allSatisfy { leaving in
            leaving.allSatisfy { $0.word != nil } && Set(leaving.map(\.word)).count == leaving.count
        }
    }

    /// "Go home", "go there" and "walk home", "walk there": four ways, as a grammar's
    /// alternatives are.
    private static let fourWays = WordGraph(
        arcs: [
            [
                Arc(word: nil, target: 1), Arc(word: nil, target: 3), Arc(word: nil, target: 5),
                Arc(word: nil, target: 7),
            ],
            [Arc(word: 0, target: 2)], [Arc(word: 2, target: 9)],
            [Arc(word: 0, target: 4)], [Arc(word: 3, target: 9)],
            [Arc(word: 1, target: 6)], [Arc(word: 2, target: 9)],
            [Arc(word: 1, target: 8)], [Arc(word: 3, target: 9)],
            [],
        ], start: 0, ends: [9: 0])

    @Test func beginningsAndEndingsAreShared() throws {
        let graph = try #require(Self.fourWays.minimised(mostStates: 100))
        #expect(graph.arcs.count == 3)
        #expect(graph.arcs.joined().count == 4)
        #expect(hasOnePathEach(graph))
        #expect(sentences(of: graph) == sentences(of: Self.fourWays))
    }

    /// Of two ways to say the same the better counts, and what a word costs is known at once.
    @Test func weightsAreKeptAndComeEarly() throws {
        let graph = WordGraph(
            arcs: [
                [Arc(word: 0, target: 1, weight: -5), Arc(word: 0, target: 2, weight: -1)],
                [Arc(word: 1, target: 3)],
                [Arc(word: 1, target: 3, weight: -2), Arc(word: 2, target: 3, weight: -9)],
                [],
            ], start: 0, ends: [3: -4])
        let made = try #require(graph.minimised(mostStates: 100))
        #expect(sentences(of: made) == [[0, 1]: 0, [0, 2]: -7])
        #expect(made.arcs[made.start].map(\.weight) == [0])
        #expect(hasOnePathEach(made))
    }

    @Test func aLoopStaysALoop() throws {
        // One word, then another once or more often.
        let graph = WordGraph(
            arcs: [
                [Arc(word: 0, target: 1)], [Arc(word: 1, target: 2, weight: -3)],
                [Arc(word: nil, target: 1), Arc(word: nil, target: 3)], [],
            ], start: 0, ends: [3: 0])
        let made = try #require(graph.minimised(mostStates: 100))
        #expect(made.arcs.count == 3)
        #expect(differences(sentences(of: made)) == differences(sentences(of: graph)))
        #expect(sentences(of: made).count == 7)
    }

    /// Two loops over the same word that cost differently have no one path each.
    @Test func whatHasNoSuchGraphIsLeft() {
        let graph = WordGraph(
            arcs: [
                [Arc(word: 0, target: 1), Arc(word: 0, target: 2)],
                [Arc(word: 1, target: 1, weight: -1), Arc(word: 2, target: 3)],
                [Arc(word: 1, target: 2, weight: -3), Arc(word: 3, target: 3)],
                [],
            ], start: 0, ends: [3: 0])
        #expect(graph.minimised(mostStates: 1_000) == nil)
    }

    @Test func whatSaysNothingOrRewardsAWordIsLeft() {
        let deadEnd = WordGraph(arcs: [[Arc(word: 0, target: 1)], []], start: 0, ends: [:])
        #expect(deadEnd.minimised(mostStates: 100) == nil)
        let rewarded = WordGraph(
            arcs: [[Arc(word: 0, target: 0, weight: 1)]], start: 0, ends: [0: 0])
        #expect(rewarded.minimised(mostStates: 100) == nil)
        #expect(Self.fourWays.minimised(mostStates: 2) == nil)
    }

    @Test func whatLeadsNowhereIsLeftOut() throws {
        let graph = WordGraph(
            arcs: [
                [Arc(word: 0, target: 1), Arc(word: 1, target: 2)], [], [Arc(word: 2, target: 2)],
            ],
            start: 0, ends: [1: 0])
        let made = try #require(graph.minimised(mostStates: 100))
        #expect(sentences(of: made) == [[0]: 0])
        #expect(made.arcs.joined().count == 1)
    }

    /// Any graph without loops says the same afterwards, for the same weights, and is no smaller
    /// when it is made smaller once more.
    @Test(arguments: 1...60) func anyGraphSaysTheSameAfterwards(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let count = 9
        let arcs = (0..<count - 1).map { state in
            (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                let word = Int.random(in: 0...3, using: &numbers)
                return Arc(
                    word: word == 3 ? nil : word,
                    target: Int.random(in: state + 1...min(state + 3, count - 1), using: &numbers),
                    weight: -Int.random(in: 0...2, using: &numbers))
            }
        }
        let graph = WordGraph(arcs: arcs + [[]], start: 0, ends: [count - 1: 0, 6: -2])
        let said = sentences(of: graph, upTo: count)
        #expect(!said.isEmpty)
        let made = try #require(graph.minimised(mostStates: 10_000))
        #expect(differences(sentences(of: made, upTo: count)) == differences(said))
        #expect(hasOnePathEach(made))
        #expect(made.minimised(mostStates: 10_000)?.arcs.count == made.arcs.count)
    }

    /// With loops, also such as need no word. Without weights there is always such a graph.
    @Test(arguments: 1...40) func anyGraphWithLoopsSaysTheSameAfterwards(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let count = 4
        let arcs = (0..<count).map { _ in
            (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
                let word = Int.random(in: 0...2, using: &numbers)
                return Arc(
                    word: word == 2 ? nil : word,
                    target: Int.random(in: 0..<count, using: &numbers))
            }
        }
        let graph = WordGraph(
            arcs: arcs, start: 0, ends: [Int.random(in: 0..<count, using: &numbers): 0])
        let said = sentences(of: graph, upTo: 3)
        guard let made = graph.minimised(mostStates: 10_000) else {
            #expect(said.isEmpty)
            return
        }
        #expect(sentences(of: made, upTo: 3) == said)
        #expect(hasOnePathEach(made))
        #expect(made.minimised(mostStates: 10_000)?.arcs.count == made.arcs.count)
    }
}
