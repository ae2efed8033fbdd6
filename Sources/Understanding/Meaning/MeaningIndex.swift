internal import Foundation

/// What was learned about labels from the meaning of texts: a classifier over their
/// vectors, and the vectors themselves, in 8 bits, to be compared with.
struct MeaningIndex: Sendable, Equatable {
    /// Of the encoder whose vectors these are.
    let digest: String
    let labels: Int
    /// Floats of a vector, and of the last of its parts, by which texts are compared.
    let dimension: Int
    let compared: Int
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
        let last = WholeVector(Self.last(compared, of: vector))
        var best = [Nearest](repeating: Nearest(), count: labels + 1)
        for (question, label) in questionLabels.enumerated() {
            best[Int(label)].insert(cosine(question, last))
        }
        let questions = questionLabels.count
        return Result(
            shares: Self.shares(classifier.logits(vector)), likeness: best.map(\.mean),
            content: (0..<labels).map { cosine(questions + $0, last) })
    }

    /// Four vectors at a time: a row is fetched once for them.
    func look(at vectors: [[Float]]) -> [Result] {
        stride(from: 0, to: vectors.count, by: 4).flatMap { start -> [Result] in
            let part = Array(vectors[start..<min(start + 4, vectors.count)])
            var last = part.map { WholeVector(Self.last(compared, of: $0)) }
            while last.count < 4 { last.append(last[0]) }
            // By lane, then by label.
            let some = [Nearest](repeating: Nearest(), count: labels + 1)
            var best = [[Nearest]](repeating: some, count: part.count)
            for (question, label) in questionLabels.enumerated() {
                let cosines = cosines(question, last)
                for lane in part.indices { best[lane][Int(label)].insert(cosines[lane]) }
            }
            let contents = (0..<labels).map { cosines(questionLabels.count + $0, last) }
            return zip(classifier.logits(part), part.indices).map { logits, lane in
                Result(
                    shares: Self.shares(logits), likeness: best[lane].map(\.mean),
                    content: contents.map { $0[lane] })
            }
        }
    }

    private static func shares(_ logits: [Float]) -> [Float] {
        let highest = logits.max() ?? 0
        let total = log(logits.reduce(0) { $0 + exp($1 - highest) })
        return logits.map { max($0 - highest - total, least) }
    }

    /// With each of four vectors.
    private func cosines(_ row: Int, _ vectors: [WholeVector]) -> SIMD4<Float> {
        let products = DenseMath.products(
            rows, from: row * compared, vectors[0].numbers, vectors[1].numbers,
            vectors[2].numbers, vectors[3].numbers)
        let sizes = SIMD4(vectors[0].step, vectors[1].step, vectors[2].step, vectors[3].step)
        return SIMD4<Float>(products) * sizes * steps[row]
    }

    private func cosine(_ row: Int, _ vector: WholeVector) -> Float {
        vector.product(rows, from: row * compared) * steps[row]
    }

    /// The last numbers of a vector, made a vector of length 1.
    private static func last(_ count: Int, of vector: [Float]) -> [Float] {
        guard count < vector.count else { return vector }
        let part = Array(vector.suffix(count))
        let length = DenseMath.product(part, from: 0, part).squareRoot()
        return length > 0 ? part.map { $0 / length } : part
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
        let compared = vectors.dimension / vectors.parts
        func append(_ vector: [Float]?) {
            let values =
                vector.map { Self.last(compared, of: $0) }
                ?? [Float](repeating: 0, count: compared)
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
            compared: compared,
            classifier: SoftmaxRegression(
                samples, classes: set.labels.count + 1, dimension: vectors.dimension),
            rows: rows, steps: steps, questionLabels: questionLabels)
    }
}
