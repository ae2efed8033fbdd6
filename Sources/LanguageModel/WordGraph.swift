/// A closed grammar as a weighted finite-state acceptor: what may be said, word by word.
///
/// Weights are logarithms, at most 0; of several ways to say the same words the best counts
/// (the tropical semiring). A decoder searches every arc of every state that it may be in, so
/// the same words in the same order ought to be one path: `minimised` makes it so, and keeps
/// what may be said and each sentence's weight, less what all have in common.
public struct WordGraph: Equatable, Sendable {
    public struct Arc: Equatable, Sendable {
        /// The word's number; nil for none.
        public var word: Int?
        public var target: Int
        /// A logarithm, in the caller's units.
        public var weight: Int

        public init(word: Int?, target: Int, weight: Int = 0) {
            (self.word, self.target, self.weight) = (word, target, weight)
        }
    }

    /// The arcs that leave each state.
    public private(set) var arcs: [[Arc]]
    public private(set) var start: Int
    /// Where it may end, and with what weight.
    public private(set) var ends: [Int: Int]

    public init(arcs: [[Arc]], start: Int, ends: [Int: Int]) {
        (self.arcs, self.start, self.ends) = (arcs, start, ends)
    }

    /// The smallest graph that says the same with one path for each sentence (Mohri, "Finite-state
    /// transducers in language and speech processing", Computational Linguistics 23, 1997).
    ///
    /// - Parameter mostStates: Of one with a path for each sentence, before it is made smaller,
    ///   each counted as often as ways lead to it. One with loops may have no such graph.
    /// - Returns: nil where there is none of that size, nothing can be said, or a weight is
    ///   above 0.
    public func minimised(mostStates: Int) -> WordGraph? {
        let weights = arcs.joined().map(\.weight) + ends.values
        guard weights.allSatisfy({ $0 <= 0 }) else { return nil }
        return determinised(mostStates: mostStates)?.pushed()?.merged()
    }

    // MARK: One path a sentence

    /// States that the same words lead to, each with what its best path is worse by than the best.
    private typealias Subset = [Int: Int]

    private func determinised(mostStates: Int) -> WordGraph? {
        var result = WordGraph(arcs: [], start: 0, ends: [:])
        var numbers: [Subset: Int] = [:]
        var waiting: [Subset] = []
        func number(of subset: Subset) -> Int {
            if let known = numbers[subset] { return known }
            numbers[subset] = waiting.count
            waiting.append(subset)
            return waiting.count - 1
        }
        _ = number(of: closure(of: [start: 0]))
        var size = 0
        while result.arcs.count < waiting.count {
            let state = result.arcs.count
            let subset = waiting[state]
            size += subset.count
            guard size <= mostStates else { return nil }
            let end = subset.compactMap { state, worse in ends[state].map { $0 + worse } }.max()
            if let end { result.ends[state] = end }
            let leaving = wordArcs(of: subset).sorted { $0.key < $1.key }.map { word, targets in
                let best = targets.values.max() ?? 0
                let target = closure(of: targets.mapValues { $0 - best })
                return Arc(word: word, target: number(of: target), weight: best)
            }
            result.arcs.append(leaving)
        }
        return result
    }

    /// With what is reached without a word.
    private func closure(of subset: Subset) -> Subset {
        var reached = subset
        var waiting = Array(subset.keys)
        while let state = waiting.popLast() {
            guard let weight = reached[state] else { continue }
            for arc in arcs[state] where arc.word == nil {
                let further = weight + arc.weight
                if let known = reached[arc.target], known >= further { continue }
                reached[arc.target] = further
                waiting.append(arc.target)
            }
        }
        return reached
    }

    private func wordArcs(of subset: Subset) -> [Int: Subset] {
        var leaving: [Int: Subset] = [:]
        for (state, weight) in subset {
            for arc in arcs[state] {
                guard let word = arc.word else { continue }
                let further = weight + arc.weight
                let known = leaving[word]?[arc.target] ?? further
                leaving[word, default: [:]][arc.target] = max(known, further)
            }
        }
        return leaving
    }

    // MARK: Weights as early as they are known

    /// Weights moved towards the start, so that equal endings look equal, and a search sees at
    /// once what a word costs; without the states that lead nowhere.
    private func pushed() -> WordGraph? {
        let best = bestEnds()
        let kept = arcs.indices.filter { best[$0] != nil }
        let numbers = Dictionary(uniqueKeysWithValues: zip(kept, kept.indices))
        guard let first = numbers[start] else { return nil }
        var result = WordGraph(arcs: [], start: first, ends: [:])
        for (state, number) in zip(kept, kept.indices) {
            let from = best[state] ?? 0
            result.arcs.append(
                arcs[state].compactMap { arc in
                    guard let target = numbers[arc.target], let to = best[arc.target] else {
                        return nil
                    }
                    return Arc(word: arc.word, target: target, weight: arc.weight + to - from)
                })
            if let end = ends[state] { result.ends[number] = end - from }
        }
        return result
    }

    /// What the best way from a state to an end weighs; nil where none leads to one.
    private func bestEnds() -> [Int?] {
        var best: [Int?] = arcs.indices.map { ends[$0] }
        var comeFrom: [[(state: Int, weight: Int)]] = arcs.map { _ in [] }
        for (state, leaving) in arcs.enumerated() {
            for arc in leaving { comeFrom[arc.target].append((state, arc.weight)) }
        }
        var waiting = Array(ends.keys)
        while let state = waiting.popLast() {
            guard let weight = best[state] else { continue }
            for (before, step) in comeFrom[state] where best[before] ?? .min < weight + step {
                best[before] = weight + step
                waiting.append(before)
            }
        }
        return best
    }

    // MARK: One state for what goes on alike

    private struct Signature: Hashable {
        var kind: Int
        var end: Int?
        /// Words, weights and the kinds of states that they lead to, one after the other.
        var leaving: [Int]
    }

    /// States are told apart until nothing tells more of them apart (Moore's algorithm).
    private func merged() -> WordGraph {
        var kinds = [Int](repeating: 0, count: arcs.count)
        var kindCount = 1
        while true {
            var numbers: [Signature: Int] = [:]
            let finer = arcs.indices.map { state in
                let signature = Signature(
                    kind: kinds[state], end: ends[state],
                    leaving: arcs[state].flatMap { [$0.word ?? -1, $0.weight, kinds[$0.target]] })
                let number = numbers[signature] ?? numbers.count
                numbers[signature] = number
                return number
            }
            kinds = finer
            if numbers.count == kindCount { break }
            kindCount = numbers.count
        }
        var result = WordGraph(
            arcs: Array(repeating: [], count: kindCount), start: kinds[start], ends: [:])
        for (state, kind) in kinds.enumerated() {
            result.arcs[kind] = arcs[state].map {
                Arc(word: $0.word, target: kinds[$0.target], weight: $0.weight)
            }
            if let end = ends[state] { result.ends[kind] = end }
        }
        return result
    }
}
