/// What the knowledge itself could do better: for editors.
extension Understanding {
    /// Words of a text that carry meaning and that no question, title or answer has, as
    /// they were said, each once.
    public func unknownWords(of text: String) -> [String] {
        let question = normalizer.question(text)
        let functionWords = normalizer.rules.functionWords
        var unknown: [String] = []
        for (word, stem) in zip(question.words, question.stems)
        where !functionWords.contains(word) && !word.allSatisfy(\.isNumber) {
            let term = NormalisedText(words: [word], stems: [stem], units: [], concepts: [])
            let isKnown = model.match.evidence.relevance.search(TextFeatures(term)).known > 0
            if !isKnown, !unknown.contains(word) { unknown.append(word) }
        }
        return unknown
    }

    /// Two entries whose questions mean nearly the same.
    public struct Likeness: Sendable, Equatable {
        public let one: String
        public let other: String
        /// Share of the first one's questions whose nearest question of any other entry
        /// is one of the second, and nearer than any of its own: 0–1.
        public let share: Double
    }

    /// Entries that are too alike to be told apart by what their questions mean, the most
    /// alike first. Empty without an encoder: words alone say too little.
    ///
    /// - Parameter share: of the questions of an entry that sound like another's.
    public func tooAlike(from share: Double = 0.25) -> [Likeness] {
        guard let meaning = model.match.evidence.meaning else { return [] }
        return meaning.confusions(labels: traits.count).compactMap { pair in
            let (one, other) = (traits[pair.label], traits[pair.other])
            guard pair.share >= share, !one.topic.isEmpty, !other.topic.isEmpty else { return nil }
            return Likeness(one: one.id, other: other.id, share: pair.share)
        }.sorted { ($1.share, $0.one, $0.other) < ($0.share, $1.one, $1.other) }
    }
}

extension MeaningIndex {
    /// For each pair of labels, the share of the first one's questions that are nearer to a
    /// question of the second than to any other of their own.
    func confusions(labels count: Int) -> [(label: Int, other: Int, share: Double)] {
        var totals = [Int](repeating: 0, count: count)
        var confused: [Int: [Int: Int]] = [:]
        for (row, label) in questionLabels.enumerated() where Int(label) < count {
            totals[Int(label)] += 1
            let nearest = nearestLabel(to: row)
            if let nearest, nearest != Int(label), nearest < count {
                confused[Int(label), default: [:]][nearest, default: 0] += 1
            }
        }
        return confused.sorted { $0.key < $1.key }.flatMap { label, others in
            others.sorted { $0.key < $1.key }.map { other, number in
                (label, other, Double(number) / Double(max(totals[label], 1)))
            }
        }
    }

    /// The label of the nearest other question.
    private func nearestLabel(to row: Int) -> Int? {
        let vector = WholeVector(
            rows[row * compared..<(row + 1) * compared].map { Float($0) * steps[row] })
        var best: (label: Int, cosine: Float)?
        for (other, label) in questionLabels.enumerated() where other != row {
            let cosine = vector.product(rows, from: other * compared) * steps[other]
            if cosine > best?.cosine ?? -1 { best = (Int(label), cosine) }
        }
        return best?.label
    }
}
