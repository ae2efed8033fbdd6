internal import Foundation

/// Everything that is learned about labels from texts, without the weighing.
struct EvidenceModel: Sendable {
    /// How sharply margins become probabilities.
    private static let sharpness: Float = 4
    /// No single detector may rule a label out.
    private static let leastLogarithm: Float = -5

    let labels: [String]
    /// For each label, its index among the procedures and among the aspects.
    let procedureOf: [Int?]
    let aspectsOf: [[Int]]
    let procedures: [String]
    let aspects: [String]
    /// Labels that are vague questions.
    let vague: Range<Int>

    let space: FeatureSpace
    /// Columns: the labels, "none of them", the procedures, the aspects.
    let linear: LinearModel
    let relevance: RelevanceIndex
    let neighbours: NeighbourIndex
    let cues: TopicCues
    /// Nil when it was learned without an encoder.
    let meaning: MeaningIndex?
    let functionWords: Set<String>

    /// - Parameter vector: of its meaning; nil when there is no encoder, or no time.
    func evidence(for text: NormalisedText, vector: [Float]? = nil) -> Evidence {
        evidence(for: text, meant: vector.flatMap { meaning?.look(at: $0) })
    }

    /// For several texts; costs less than one by one.
    func evidence(for texts: [NormalisedText], vectors: MeaningTable?) -> [Evidence] {
        let known = texts.compactMap { vectors?[$0] }
        // An empty text has no vector; then one by one.
        guard let meaning, known.count == texts.count else {
            return texts.map { evidence(for: $0, vector: vectors?[$0]) }
        }
        return zip(texts, meaning.look(at: known)).map { evidence(for: $0, meant: $1) }
    }

    private func evidence(for text: NormalisedText, meant: MeaningIndex.Result?) -> Evidence {
        let features = TextFeatures(text)
        let margins = linear.margins(of: space.vector(of: features))
        let found = relevance.search(features)
        let similar = neighbours.similarities(features)
        let firstProcedure = labels.count + 1
        let firstAspect = firstProcedure + procedures.count
        let procedureShares = Self.mixed(
            Self.shares(margins[firstProcedure..<firstAspect]),
            meant.map {
                sums(
                    of: $0, groups: { procedureOf[$0].map { [$0] } ?? [] }, count: procedures.count)
            })
        let aspectShares = Self.mixed(
            Self.shares(margins[firstAspect...]),
            meant.map { sums(of: $0, groups: { aspectsOf[$0] }, count: aspects.count) })
        let ceiling = max(found.ceiling, 1e-6)
        let nothing = [Float](repeating: 0, count: labels.count)
        let values: [[Float]] = EvidenceKind.allCases.map { kind in
            switch kind {
            case .linear: Array(margins[..<labels.count])
            case .relevance: found.scores.map { $0 / ceiling }
            case .neighbour: Array(similar[..<labels.count])
            case .procedure:
                procedureOf.map { $0.map { Self.logarithm(procedureShares[$0]) } ?? -2 }
            case .aspect:
                aspectsOf.map { aspects in
                    aspects.map { Self.logarithm(aspectShares[$0]) }.max() ?? -2
                }
            case .meaning: meant.map { Array($0.shares[..<labels.count]) } ?? nothing
            case .likeness: meant.map { Array($0.likeness[..<labels.count]) } ?? nothing
            case .content: meant?.content ?? nothing
            }
        }
        return Evidence(
            values: values, procedures: procedureShares, aspects: aspectShares, known: found.known,
            negativeMargin: margins[labels.count], negativeSimilarity: similar[labels.count],
            meaningOfNone: meant.map { ($0.shares[labels.count], $0.likeness[labels.count]) },
            cue: cues.look(at: text, functionWords: functionWords), length: text.words.count)
    }

    /// Probabilities of groups of labels, by those of their labels.
    private func sums(
        of meant: MeaningIndex.Result, groups: (Int) -> [Int], count: Int
    ) -> [Float] {
        var sums = [Float](repeating: 1e-6, count: count)
        for label in labels.indices {
            for group in groups(label) { sums[group] += exp(meant.shares[label]) }
        }
        let total = sums.reduce(0, +)
        return sums.map { $0 / total }
    }

    private static func mixed(_ words: [Float], _ meaning: [Float]?) -> [Float] {
        guard let meaning else { return words }
        return zip(words, meaning).map { ($0 + $1) / 2 }
    }

    private static func logarithm(_ share: Float) -> Float {
        max(log(max(share, 1e-9)), leastLogarithm)
    }

    private static func shares(_ margins: ArraySlice<Float>) -> [Float] {
        guard let highest = margins.max() else { return [] }
        let powers = margins.map { exp(sharpness * ($0 - highest)) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}

extension EvidenceModel {
    /// Price of a margin error for texts of labels and for negatives.
    private static let cost: Float = 1
    private static let negativeCost: Float = 0.6

    /// - Parameter vectors: of the meaning of the set's texts.
    init(training set: TrainingSet, vectors: MeaningTable? = nil) {
        labels = set.labels.map(\.id)
        procedureOf = set.labels.map(\.procedure)
        aspectsOf = set.labels.map(\.aspects)
        procedures = set.procedures
        aspects = set.aspects
        vague = set.vague
        let examples = set.examples
        var fewest: [FeatureBlock: Int] = examples.count > 1500 ? [.letters: 2, .sounds: 2] : [:]
        for block in set.unlearned { fewest[block] = .max }
        space = FeatureSpace(texts: examples.map(\.features), fewest: fewest)
        let samples = SampleMatrix(
            examples.map { [space] in space.vector(of: $0.features) }, columns: space.count)
        var members = [Set<Int>](
            repeating: [], count: labels.count + 1 + procedures.count + aspects.count)
        for (row, example) in examples.enumerated() {
            guard let label = example.label else {
                members[labels.count].insert(row)
                continue
            }
            members[label].insert(row)
            if let procedure = procedureOf[label] {
                members[labels.count + 1 + procedure].insert(row)
            }
            for aspect in aspectsOf[label] {
                members[labels.count + 1 + procedures.count + aspect].insert(row)
            }
        }
        let costs = examples.map { $0.label == nil ? Self.negativeCost : Self.cost * $0.weight }
        linear = LinearModel.train(samples, members: members, costs: costs)
        relevance = RelevanceIndex(set)
        neighbours = NeighbourIndex(set)
        cues = TopicCues(set)
        meaning = vectors.map { MeaningIndex(training: set, vectors: $0) }
        functionWords = set.functionWords
    }
}
