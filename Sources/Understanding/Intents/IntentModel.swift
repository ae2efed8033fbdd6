internal import Dispatch
internal import Synchronization

/// The line's matcher over any labelled texts, without a language pack: to compare
/// it with other engines on public data.
///
/// Features, classifiers and their weighing are those of a pack; nothing is made
/// for a data set.
public struct IntentModel: Sendable {
    /// A text, and what is meant by it.
    public struct Example: Sendable, Equatable {
        public let text: String
        public let intent: String

        public init(text: String, intent: String) {
            self.text = text
            self.intent = intent
        }
    }

    /// What the model makes of one text.
    public struct Judgement: Sendable, Equatable {
        /// The likeliest intent.
        public let intent: String
        /// Its probability, if any of the intents is meant.
        public let share: Double
        /// Probability that one of them is.
        public let inScope: Double
    }

    /// In the order of their names.
    public let intents: [String]

    private let model: MatchModel
    private let normalizer: Normalizer
    private let encoder: (any MeaningEncoder)?

    /// - Parameters:
    ///   - examples: of at least one intent.
    ///   - outOfScope: texts by which none of the intents is meant.
    ///   - language: BCP 47 tag of the texts.
    ///   - encoder: of meanings; nil learns from words alone.
    public init(
        learning examples: [Example], outOfScope: [String] = [], language: String,
        encoder: (any MeaningEncoder)?
    ) {
        precondition(!examples.isEmpty, "an intent model learns from examples")
        let rules = LanguageRules.of(language)
        let normalizer = Normalizer(vocabulary: Vocabulary(rules: rules))
        let set = TrainingSet(examples: examples, outOfScope: outOfScope, normalizer: normalizer)
        intents = set.labels.map(\.id)
        model = CrossFit().train(set, encoder: encoder, analyse: normalizer.analysed)
        self.normalizer = normalizer
        self.encoder = encoder
    }

    /// In the order of the texts. Many at once cost less each.
    public func judge(_ texts: [String]) -> [Judgement] {
        let questions = texts.map(normalizer.question)
        let vectors = encoder.map { encoder in
            var table = MeaningTable(encoder)
            table.add(questions)
            return table
        }
        let judgements = Mutex<[Judgement?]>([Judgement?](repeating: nil, count: texts.count))
        DispatchQueue.concurrentPerform(iterations: texts.count) { index in
            let judgement = judge(questions[index], vector: vectors?[questions[index]])
            judgements.withLock { $0[index] = judgement }
        }
        return judgements.withLock { $0.compactMap(\.self) }
    }

    private func judge(_ question: NormalisedText, vector: [Float]?) -> Judgement {
        let reading = model.reading(of: question, vector: vector)
        let best = reading.ranked(1).first ?? 0
        return Judgement(
            intent: intents[best], share: reading.shares[best], inScope: reading.inDomain)
    }
}
