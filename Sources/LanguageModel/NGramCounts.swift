/// How often word sequences were seen. Counts are weights: a sentence can count
/// for a fraction, and so does each of its alternatives.
public struct NGramCounts: Sendable {
    /// One place in a sentence: a word, or one of several phrases.
    public enum Segment: Sendable, Hashable {
        case word(Int)
        /// Phrases with their shares, which sum to 1. A phrase may be empty.
        case oneOf([Alternative])
    }

    public struct Alternative: Sendable, Hashable {
        public let words: [Int]
        public let share: Double

        public init(words: [Int], share: Double) {
            self.words = words
            self.share = share
        }
    }

    let start: Int
    let end: Int
    private(set) var unigrams: [Int: Double] = [:]
    private(set) var bigrams: [PackedNGram: Double] = [:]
    private(set) var trigrams: [PackedNGram: Double] = [:]
    /// First two words of sentences that follow a carrier phrase, and last two words
    /// of those that precede one, with what they weigh.
    private var openings: [PackedNGram: Double] = [:]
    private var endings: [PackedNGram: Double] = [:]

    public init(vocabulary: Vocabulary) {
        start = vocabulary.start
        end = vocabulary.end
    }

    /// The two words before a place and how much of the sentence's weight comes
    /// this way. A word that is not there is -1.
    struct State {
        var older: Int
        var last: Int
        var weight: Double
    }

    /// A pair of words at the edge of a sentence.
    struct Edge {
        let first: Int
        let second: Int
        let weight: Double
    }

    /// Before the first word of a sentence that a carrier phrase precedes.
    private static let open = -1

    /// Counts a sentence between its marks, as often as its weight says.
    ///
    /// Alternatives are summed over, not sampled: every n-gram gets its expected
    /// count, in time that grows with the number of alternatives at one place
    /// and not with the number of sentences that they make.
    ///
    /// - Parameters:
    ///   - before: How much of the weight has a carrier phrase before it, 0 to 1,
    ///     to be counted by `join`.
    ///   - after: The same for after it.
    public mutating func add(
        _ segments: [Segment], weight: Double, before: Double = 0, after: Double = 0
    ) {
        var initial = [State(older: -1, last: start, weight: weight * (1 - before))]
        if before > 0 {
            initial.append(State(older: -1, last: Self.open, weight: weight * before))
        }
        let ends = walk(segments, from: initial)
        for state in ends where after > 0 && state.last >= 0 {
            let older = state.older >= 0 ? state.older : start
            endings[pack(older, state.last), default: 0] += state.weight * after
        }
        _ = step(
            end,
            from: ends.map {
                State(older: $0.older, last: $0.last, weight: $0.weight * (1 - after))
            })
    }

    var sortedOpenings: [Edge] { Self.edges(openings) }
    var sortedEndings: [Edge] { Self.edges(endings) }

    private static func edges(_ pairs: [PackedNGram: Double]) -> [Edge] {
        pairs.sorted { $0.key < $1.key }.map {
            Edge(first: Int(history($0.key)), second: lastWord($0.key), weight: $0.value)
        }
    }

    /// Counts the words of a carrier phrase from the start of a sentence on.
    mutating func walkFromStart(_ segments: [Segment], weight: Double) -> [State] {
        walk(segments, from: [State(older: -1, last: start, weight: weight)])
    }

    /// Counts the words of a carrier phrase and the end of the sentence.
    mutating func finish(_ segments: [Segment], from states: [State]) {
        _ = step(end, from: walk(segments, from: states))
    }

    /// Counts what spans the place where a carrier phrase meets a sentence.
    mutating func countJoint(
        _ older: Int, _ last: Int, _ first: Int, _ second: Int, weight: Double
    ) {
        bigrams[pack(last, first), default: 0] += weight
        if older >= 0 { trigrams[pack(pack(older, last), first), default: 0] += weight }
        trigrams[pack(pack(last, first), second), default: 0] += weight
    }

    private mutating func walk(_ segments: [Segment], from initial: [State]) -> [State] {
        var states = initial
        for segment in segments {
            switch segment {
            case .word(let word):
                states = step(word, from: states)
            case .oneOf(let alternatives):
                var next: [State] = []
                for alternative in alternatives {
                    var branch = states.map {
                        State(
                            older: $0.older, last: $0.last,
                            weight: $0.weight * alternative.share)
                    }
                    for word in alternative.words { branch = step(word, from: branch) }
                    next += branch
                }
                states = Self.merged(next)
            }
        }
        return states
    }

    private mutating func step(_ word: Int, from states: [State]) -> [State] {
        var next: [State] = []
        next.reserveCapacity(states.count)
        for state in states {
            unigrams[word, default: 0] += state.weight
            if state.last >= 0 {
                bigrams[pack(state.last, word), default: 0] += state.weight
                if state.older >= 0 {
                    trigrams[pack(pack(state.older, state.last), word), default: 0] +=
                        state.weight
                } else if state.last != start {
                    // Only the state before the first word of an opening has none.
                    openings[pack(state.last, word), default: 0] += state.weight
                }
            }
            let sameHistory = next.indices.last.map { next[$0].older == state.last } ?? false
            if sameHistory {
                next[next.count - 1].weight += state.weight
            } else {
                next.append(State(older: state.last, last: word, weight: state.weight))
            }
        }
        return next.count > 1 ? Self.merged(next) : next
    }

    /// One state for each pair of words, in a fixed order.
    private static func merged(_ states: [State]) -> [State] {
        guard states.count > 1 else { return states }
        var sorted = states.enumerated().sorted { left, right in
            (left.element.older, left.element.last, left.offset)
                < (right.element.older, right.element.last, right.offset)
        }.map(\.element)
        var kept = 0
        for place in 1..<sorted.count {
            if sorted[place].older == sorted[kept].older, sorted[place].last == sorted[kept].last {
                sorted[kept].weight += sorted[place].weight
            } else {
                kept += 1
                sorted[kept] = sorted[place]
            }
        }
        return Array(sorted[...kept])
    }
}
