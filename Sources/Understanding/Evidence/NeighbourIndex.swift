internal import Foundation

/// How near a text is to the nearest known question of each label: cosine of
/// idf-weighted stems, things and senses.
struct NeighbourIndex: Sendable, Equatable {
    let labels: Int
    /// Hash of each term, sorted.
    let terms: [UInt64]
    let idf: [Float]
    let starts: [Int32]
    let postings: [Int32]
    /// For each question its label and its length.
    let questionLabels: [UInt16]
    let lengths: [Float]

    init(
        labels: Int, terms: [UInt64], idf: [Float], starts: [Int32], postings: [Int32],
        questionLabels: [UInt16], lengths: [Float]
    ) {
        self.labels = labels
        self.terms = terms
        self.idf = idf
        self.starts = starts
        self.postings = postings
        self.questionLabels = questionLabels
        self.lengths = lengths
    }

    /// The label "none of them" has the index `labels.count`.
    init(_ set: TrainingSet) {
        var seen: Set<[UInt64]> = []
        var questions: [(label: Int, keys: [UInt64])] = []
        for example in set.examples {
            let label = example.label ?? set.labels.count
            let keys = example.features.terms.sorted()
            if seen.insert(keys + [UInt64(label)]).inserted { questions.append((label, keys)) }
        }
        var frequency: [UInt64: Int] = [:]
        for question in questions { for key in question.keys { frequency[key, default: 0] += 1 } }
        let terms = frequency.keys.sorted()
        let total = Float(questions.count)
        let idf = terms.map { log((1 + total) / (1 + Float(frequency[$0] ?? 0))) + 1 }
        var rows = [[Int32]](repeating: [], count: terms.count)
        var lengths: [Float] = []
        for (index, question) in questions.enumerated() {
            var squares: Float = 0
            for key in question.keys {
                guard let term = terms.binarySearch(key) else { continue }
                rows[term].append(Int32(index))
                squares += idf[term] * idf[term]
            }
            lengths.append(squares.squareRoot())
        }
        var starts: [Int32] = [0]
        for row in rows { starts.append((starts.last ?? 0) + Int32(row.count)) }
        self.init(
            labels: set.labels.count, terms: terms, idf: idf, starts: starts,
            postings: rows.flatMap { $0 }, questionLabels: questions.map { UInt16($0.label) },
            lengths: lengths)
    }

    /// 0–1 for each label, and for "none of them" last.
    func similarities(_ text: TextFeatures) -> [Float] {
        var products = [Float](repeating: 0, count: lengths.count)
        var squares: Float = 0
        let unseen = log(1 + Float(lengths.count)) + 1
        for key in text.terms {
            guard let term = terms.binarySearch(key) else {
                squares += unseen * unseen * 0.5
                continue
            }
            let square = idf[term] * idf[term]
            squares += square
            for place in Int(starts[term])..<Int(starts[term + 1]) {
                products[Int(postings[place])] += square
            }
        }
        var best = [Float](repeating: 0, count: labels + 1)
        guard squares > 0 else { return best }
        let length = squares.squareRoot()
        for question in products.indices where products[question] > 0 {
            let similarity = products[question] / (length * lengths[question])
            let label = Int(questionLabels[question])
            if similarity > best[label] { best[label] = similarity }
        }
        return best
    }
}
