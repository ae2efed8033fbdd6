/// What a model learns from: labelled texts, and what is known of each label.
/// Made from a language pack, or from any set of texts with intents.
struct TrainingSet: Sendable {
    struct Example: Sendable {
        let text: NormalisedText
        let features: TextFeatures
        /// Index in `labels`; nil for a text that none of them answers.
        let label: Int?
        /// Texts of one template belong together: they are held out together.
        let group: Int
        /// Share of its template; the examples of a template sum to 1.
        var weight: Float
        /// It is the label's title, which relevance knows without it.
        var isTitle = false
        /// A recognizer made it of another text of the same group.
        var isHeard = false

        init(
            text: NormalisedText, label: Int?, group: Int, weight: Float, isTitle: Bool = false,
            isHeard: Bool = false
        ) {
            self.text = text
            features = TextFeatures(text)
            self.label = label
            self.group = group
            self.weight = weight
            self.isTitle = isTitle
            self.isHeard = isHeard
        }
    }

    /// What is known of a label beside how people ask for it.
    struct Label: Sendable {
        let id: String
        var title: NormalisedText
        var answer: NormalisedText
        /// Index in `topics`.
        var topic = 0
        /// Index in `procedures`.
        var procedure: Int?
        /// Indices in `aspects`.
        var aspects: [Int] = []
        /// Its texts say what they are about. Those of vague questions and of requests do not.
        var namesSubject = true
    }

    var labels: [Label]
    var topics: [String] = []
    var procedures: [String] = []
    var aspects: [String] = []
    /// Labels that are vague questions: each leaves open which of several entries is meant.
    var vague: Range<Int> = 0..<0
    var examples: [Example]
    /// Words that tell little about what a question is about.
    var functionWords: Set<String> = []
    /// Features that are left out, for a comparison.
    var unlearned: Set<FeatureBlock> = []

    /// The same labels, with only those examples for which `isKept` holds.
    func keeping(_ isKept: (Example) -> Bool) -> TrainingSet {
        var copy = self
        copy.examples = examples.filter(isKept)
        return copy
    }

    /// At most `most` examples of each group, spread over it, as they are written.
    func thinned(to most: Int) -> TrainingSet {
        var sizes: [Int: Int] = [:]
        for example in examples where !example.isHeard { sizes[example.group, default: 0] += 1 }
        var places: [Int: Int] = [:]
        var thin = keeping { example in
            guard !example.isHeard else { return false }
            let place = places[example.group, default: 0]
            places[example.group] = place + 1
            let size = sizes[example.group] ?? 1
            // A different one of each group, so that not all are first ones.
            return (place + example.group) % max((size + most - 1) / most, 1) == 0
        }
        var kept: [Int: Int] = [:]
        for example in thin.examples { kept[example.group, default: 0] += 1 }
        for place in thin.examples.indices {
            thin.examples[place].weight = 1 / Float(kept[thin.examples[place].group] ?? 1)
        }
        return thin
    }
}
