internal import Foundation

/// BM25 over what is known of each label: its questions, its title and
/// procedure, and its answer at less weight (Robertson and Zaragoza 2009; the
/// fields are weighed before saturation, as in BM25F).
struct RelevanceIndex: Sendable, Equatable {
    private static let saturation: Float = 1.2
    private static let lengthShare: Float = 0.4
    private static let titleWeight: Float = 1.5
    private static let answerWeight: Float = 0.35

    let labels: Int
    /// Hash of each term, sorted, so that it can be searched.
    let terms: [UInt64]
    let idf: [Float]
    let starts: [Int32]
    let postingLabels: [UInt16]
    /// Saturated term frequencies, idf included.
    let postingScores: [Float]

    init(
        labels: Int, terms: [UInt64], idf: [Float], starts: [Int32], postingLabels: [UInt16],
        postingScores: [Float]
    ) {
        self.labels = labels
        self.terms = terms
        self.idf = idf
        self.starts = starts
        self.postingLabels = postingLabels
        self.postingScores = postingScores
    }

    init(_ set: TrainingSet) {
        var bags = set.labels.map { label in
            var bag: [UInt64: Float] = [:]
            for key in Self.keys(of: label.title) { bag[key, default: 0] += Self.titleWeight }
            for key in Self.keys(of: label.answer) { bag[key, default: 0] += Self.answerWeight }
            return bag
        }
        for example in set.examples {
            guard let label = example.label else { continue }
            for key in example.features.terms {
                bags[label][key, default: 0] += example.weight
            }
        }
        let lengths = bags.map { bag in bag.keys.sorted().reduce(Float(0)) { $0 + (bag[$1] ?? 0) } }
        let mean = max(lengths.reduce(0, +) / Float(max(lengths.count, 1)), 1)
        let terms = Set(bags.flatMap(\.keys)).sorted()
        var idf: [Float] = []
        var starts: [Int32] = [0]
        var postingLabels: [UInt16] = []
        var postingScores: [Float] = []
        for term in terms {
            let holders = bags.indices.filter { bags[$0][term] != nil }
            let (all, with) = (Float(bags.count), Float(holders.count))
            let rarity: Float = log(1 + (all - with + 0.5) / (with + 0.5))
            idf.append(rarity)
            for label in holders {
                let frequency = bags[label][term] ?? 0
                let norm = 1 - Self.lengthShare + Self.lengthShare * lengths[label] / mean
                postingLabels.append(UInt16(label))
                postingScores.append(
                    rarity * frequency * (Self.saturation + 1)
                        / (frequency + Self.saturation * norm))
            }
            starts.append(Int32(postingLabels.count))
        }
        self.init(
            labels: set.labels.count, terms: terms, idf: idf, starts: starts,
            postingLabels: postingLabels, postingScores: postingScores)
    }

    /// Each stem and each name of a thing, once.
    static func keys(of text: NormalisedText) -> [UInt64] {
        var keys: [UInt64] = []
        for term in text.units + text.concepts + text.stems {
            var hash = FeatureHash(block: 16)
            hash.add(term)
            if !keys.contains(hash.key) { keys.append(hash.key) }
        }
        return keys
    }

    struct Result: Sendable {
        /// BM25 score of each label.
        var scores: [Float]
        /// The best possible sum of these terms: scores divided by it are
        /// comparable between texts.
        var ceiling: Float
        /// Share of the text's weight that some label knows.
        var known: Float
    }

    func search(_ text: TextFeatures) -> Result {
        var scores = [Float](repeating: 0, count: labels)
        var ceiling: Float = 0
        var unknown: Float = 0
        let unseen = log(1 + (Float(labels) + 0.5) / 0.5)
        for key in text.terms {
            guard let term = terms.binarySearch(key) else {
                unknown += unseen
                continue
            }
            ceiling += idf[term] * (Self.saturation + 1)
            for posting in Int(starts[term])..<Int(starts[term + 1]) {
                scores[Int(postingLabels[posting])] += postingScores[posting]
            }
        }
        ceiling += unknown * (Self.saturation + 1)
        let known = ceiling > 0 ? 1 - unknown * (Self.saturation + 1) / ceiling : 0
        return Result(scores: scores, ceiling: ceiling, known: known)
    }
}

extension Array where Element: Comparable {
    /// Place of `element` in a sorted array.
    func binarySearch(_ element: Element) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == element ? low : nil
    }
}
