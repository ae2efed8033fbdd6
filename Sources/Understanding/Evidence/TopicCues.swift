/// How surely single words name what a question is about: "passport" does,
/// "fee" and "register" do not.
struct TopicCues: Sendable, Equatable {
    /// Added to the number of a word's questions: a word seen once is no cue.
    private static let doubt: Float = 1.5

    /// A word of a quarter of the topics, or of so many, is one that any
    /// question may have.
    private static let manyTopics = 4

    /// Hash of each term, sorted.
    let terms: [UInt64]
    /// Share of the term's questions in the topic or procedure that has most.
    let shares: [Float]
    /// 1 for terms that questions of any topic may have, else 0.
    let general: [UInt16]

    init(terms: [UInt64], shares: [Float], general: [UInt16]) {
        self.terms = terms
        self.shares = shares
        self.general = general
    }

    init(_ set: TrainingSet) {
        struct Counts {
            var all: Float = 0
            var byTopic: [Int: Float] = [:]
            var byProcedure: [Int: Float] = [:]
        }
        var counts: [UInt64: Counts] = [:]
        for example in set.examples {
            guard let index = example.label else { continue }
            let label = set.labels[index]
            guard label.namesSubject else { continue }
            for key in example.features.terms {
                counts[key, default: Counts()].all += example.weight
                counts[key]?.byTopic[label.topic, default: 0] += example.weight
                counts[key]?.byProcedure[label.procedure ?? -1, default: 0] += example.weight
            }
        }
        terms = counts.keys.sorted()
        shares = terms.map { term in
            guard let count = counts[term] else { return 0 }
            let most = max(count.byTopic.values.max() ?? 0, count.byProcedure.values.max() ?? 0)
            return most / (count.all + Self.doubt)
        }
        let fewest = min(Self.manyTopics, max(2, (set.topics.count + 3) / 4))
        general = terms.map { (counts[$0]?.byTopic.count ?? 0) >= fewest ? 1 : 0 }
    }

    struct Result: Sendable {
        /// 0–1: how surely the text names a topic.
        var specificity: Float = 0
        /// Words that carry meaning.
        var contentWords = 0
        /// Those of them that no question has.
        var unknownWords = 0
        /// Those of them that questions of any topic have.
        var generalWords = 0
    }

    func look(at text: NormalisedText, functionWords: Set<String>) -> Result {
        var result = Result()
        for (word, stem) in zip(text.words, text.stems) where !functionWords.contains(word) {
            result.contentWords += 1
            guard let term = term(stem) else {
                result.unknownWords += 1
                continue
            }
            if general[term] > 0 { result.generalWords += 1 }
            result.specificity = max(result.specificity, shares[term])
        }
        for unit in text.units where unit.hasPrefix("<") {
            if let term = term(unit) { result.specificity = max(result.specificity, shares[term]) }
        }
        return result
    }

    private func term(_ text: String) -> Int? {
        var hash = FeatureHash(block: 16)
        hash.add(text)
        return terms.binarySearch(hash.key)
    }
}
