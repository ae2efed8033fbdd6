internal import Foundation

/// What was learned about labels from the meaning of texts: a classifier over their
/// vectors, and the vectors themselves, in 8 bits, to be compared with.
struct MeaningIndex: Sendable, Equatable {
    /// Of the encoder whose vectors these are.
    let digest: String
    let labels: Int
    let dimension: Int
    /// A class for each label, and the last for "none of them".
    let classifier: SoftmaxRegression
    /// One row for each known question, then one for each label's answer.
    let rows: [Int8]
    /// What one step of a row's numbers is worth.
    let steps: [Float]
    /// For each question its label; `labels` is "none of them".
    let questionLabels: [UInt16]

    /// What the vectors say about one text.
    struct Result: Sendable {
        /// By label, and for "none of them" last: logarithms of probabilities.
        var shares: [Float]
        /// By label, and for "none of them" last: mean cosine with the nearest
        /// questions.
        var likeness: [Float]
        /// By label: cosine with its answer.
        var content: [Float]
    }

    /// No logarithm of a probability counts for less.
    private static let least: Float = -9
    /// Questions of a label that are compared: one may be near by chance.
    private static let nearest = 3

    func look(at vector: [Float]) -> Result {
        let logits = classifier.logits(vector)
        let highest = logits.max() ?? 0
        let total = log(logits.reduce(0) { $0 + exp($1 - highest) })
        var best = [Nearest](repeating: Nearest(), count: labels + 1)
        for (question, label) in questionLabels.enumerated() {
            best[Int(label)].insert(cosine(question, vector))
        }
        let questions = questionLabels.count
        return Result(
            shares: logits.map { max($0 - highest - total, Self.least) },
            likeness: best.map(\.mean),
            content: (0..<labels).map { cosine(questions + $0, vector) })
    }

    private func cosine(_ row: Int, _ vector: [Float]) -> Float {
        DenseMath.product(rows, from: row * dimension, vector) * steps[row]
    }

    /// The highest three of some numbers.
    private struct Nearest {
        private var values = SIMD3<Float>(repeating: 0)
        private var count = 0

        mutating func insert(_ value: Float) {
            count = min(count + 1, MeaningIndex.nearest)
            if value > values.x {
                values = [value, values.x, values.y]
            } else if value > values.y {
                values = [values.x, value, values.y]
            } else if value > values.z {
                values.z = value
            }
        }

        var mean: Float { count > 0 ? values.sum() / Float(count) : 0 }
    }
}

extension MeaningIndex {
    /// - Parameters:
    ///   - set: examples and answers; labels without an answer are compared with nothing.
    ///   - vectors: of the texts of both.
    init(training set: TrainingSet, vectors: MeaningTable) {
        var rows: [Int8] = []
        var steps: [Float] = []
        func append(_ vector: [Float]?) {
            let values = vector ?? [Float](repeating: 0, count: vectors.dimension)
            let largest = values.reduce(0) { max($0, abs($1)) }
            let step = largest > 0 ? largest / 127 : 1
            steps.append(step)
            rows.append(contentsOf: values.map { Int8(($0 / step).rounded()) })
        }
        var samples: [SoftmaxRegression.Sample] = []
        var questionLabels: [UInt16] = []
        for example in set.thinned(to: 1).examples {
            guard let vector = vectors[example.text] else { continue }
            let label = example.label ?? set.labels.count
            samples.append(.init(vector: vector, label: label, weight: 1))
            questionLabels.append(UInt16(label))
            append(vector)
        }
        for label in set.labels { append(vectors[label.answer]) }
        self.init(
            digest: vectors.digest, labels: set.labels.count, dimension: vectors.dimension,
            classifier: SoftmaxRegression(
                samples, classes: set.labels.count + 1, dimension: vectors.dimension),
            rows: rows, steps: steps, questionLabels: questionLabels)
    }
}
