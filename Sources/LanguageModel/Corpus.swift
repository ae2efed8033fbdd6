public import Knowledge

/// What callers are expected to say, as weighted sentences with alternatives
/// inside: the domain's half of a language model is estimated from it.
public struct Corpus: Sendable {
    /// How much each kind of text counts.
    public struct Weights: Sendable, Equatable {
        /// Ways that are taken of a template with more.
        public var expansionsPerTemplate = 64
        /// What one question template weighs. An entry with more than ten shares
        /// the weight of ten among them.
        public var question = 1.0
        public var title = 0.5
        /// What the questions of one group of `vague.json` weigh together.
        public var vague = 3.0
        public var control = 1.0
        /// What the requests for one action weigh together, and the ways to say one value.
        public var request = 5.0
        public var value = 1.0
        /// A sentence of an answer: its words should be known, not expected.
        public var answer = 0.1
        /// How often a question begins, and ends, with a carrier phrase.
        public var before = 0.35
        public var after = 0.15
        /// How often another name of a thing is said than the one in the template.
        public var synonym = 0.25
        /// The usual reading of a number, where it has others.
        public var usualReading = 0.6

        public init() {}
    }

    enum Segment: Sendable, Hashable {
        case word(String)
        case oneOf([Alternative])
    }

    struct Alternative: Sendable, Hashable {
        let words: [String]
        let share: Double
    }

    struct Sentence: Sendable {
        let segments: [Segment]
        let weight: Double
        let takesCarriers: Bool
    }

    let weights: Weights
    private(set) var sentences: [Sentence] = []
    private(set) var before: [[Segment]] = []
    private(set) var after: [[Segment]] = []

    /// How words are written whose letters were simplified, sorted.
    public private(set) var spellings: [String: [String]] = [:]
    private var vocabulary: Set<String> = []
    private var slots: [String: [Alternative]] = [:]
    private var classes = PhraseClasses()
    /// Tokens by their text: the same words come again and again.
    private var known: [Substring: [SpokenToken]] = [:]

    /// Every word of it, sorted.
    public var words: [String] {
        vocabulary.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public init(weights: Weights = Weights()) { self.weights = weights }

    public init(_ pack: LanguagePack, weights: Weights = Weights()) {
        self.init(weights: weights)
        for (name, values) in pack.lists.sorted(by: { $0.key < $1.key }) {
            addSlot(name, values: values)
        }
        for (name, aliases) in pack.synonyms.sorted(by: { $0.key < $1.key }) {
            addSynonyms([name] + aliases)
        }
        for carrier in pack.carriers.before { addCarrier(carrier, isBefore: true) }
        for carrier in pack.carriers.after { addCarrier(carrier, isBefore: false) }
        for (_, templates) in pack.controls.sorted(by: { $0.key < $1.key }) {
            for template in templates {
                add(template, weight: weights.control, takesCarriers: false)
            }
        }
        for group in pack.vague {
            let share = weights.vague / Double(max(1, group.questions.count))
            for question in group.questions { add(question, weight: share, takesCarriers: true) }
        }
        if let actions = pack.actions { add(actions, pack.lists[actions.branches] ?? []) }
        var procedures: Set<String> = []
        for entry in pack.entries {
            let share = 10 / Double(max(10, entry.questions.count))
            for question in entry.questions {
                add(question, weight: weights.question * share, takesCarriers: true)
            }
            add(entry.title, weight: weights.title, takesCarriers: true)
            if let procedure = entry.procedure, procedures.insert(procedure).inserted {
                add(procedure, weight: weights.title, takesCarriers: true)
            }
            for sentence in Self.sentences(of: entry.answer) {
                add(sentence, weight: weights.answer, takesCarriers: false)
            }
        }
    }

    private mutating func add(_ actions: Actions, _ branches: [String]) {
        for offer in actions.offers {
            let share = weights.request / Double(max(1, offer.requests.count))
            for request in offer.requests { add(request, weight: share, takesCarriers: true) }
        }
        for choice in actions.services + actions.days + actions.times + actions.ratings {
            let share = weights.value / Double(max(1, choice.said.count))
            for said in choice.said { add(said, weight: share, takesCarriers: true) }
        }
        for name in branches {
            add(name, weight: weights.value / 4, takesCarriers: true)
        }
    }

    public mutating func addSlot(_ name: String, values: [String]) {
        let share = 1 / Double(max(1, values.count))
        slots[name] = values.flatMap { value in
            let tokens = tokens(of: value)
            note(tokens)
            let readings = tokens.map { $0.readings.first ?? [] }
            return [Alternative(words: readings.flatMap { $0 }, share: share)]
        }
    }

    /// Words that must have a sound, whether or not they are expected.
    public mutating func addWords(_ words: [String]) { vocabulary.formUnion(words) }

    public mutating func addSynonyms(_ phrases: [String]) {
        classes.add(
            phrases.map { phrase in
                let tokens = tokens(of: phrase)
                note(tokens)
                return tokens.flatMap { $0.readings.first ?? [] }
            })
    }

    public mutating func addCarrier(_ template: Template, isBefore: Bool) {
        for text in template.expansions(lists: [:], limit: 16) {
            addCarrier(words: text, isBefore: isBefore)
        }
    }

    /// A carrier phrase without alternatives.
    public mutating func addCarrier(words: String, isBefore: Bool) {
        let segments = segments(of: words)
        if isBefore { before.append(segments) } else { after.append(segments) }
    }

    /// Adds what a template can say; together it weighs what one sentence would.
    public mutating func add(_ template: Template, weight: Double, takesCarriers: Bool) {
        var names: [String: [String]] = [:]
        for slot in template.slots where slots[slot] != nil { names[slot] = [Self.mark(slot)] }
        let texts = template.expansions(lists: names, limit: weights.expansionsPerTemplate)
        for text in texts {
            add(text, weight: weight / Double(texts.count), takesCarriers: takesCarriers)
        }
    }

    /// Adds one sentence. Punctuation is skipped.
    public mutating func add(_ text: String, weight: Double, takesCarriers: Bool) {
        let segments = segments(of: text)
        guard !segments.isEmpty else { return }
        sentences.append(
            Sentence(segments: segments, weight: weight, takesCarriers: takesCarriers))
    }

    // MARK: Text to segments

    private static let slotMark: Character = "\u{e000}"

    /// Stands for a slot in a template's expansions.
    private static func mark(_ slot: String) -> String { " \(slotMark)\(slot) " }

    private mutating func segments(of text: String) -> [Segment] {
        var segments: [Segment] = []
        var plain: [String] = []
        for chunk in text.split(separator: " ") {
            if chunk.first == Self.slotMark {
                segments += withSynonyms(plain)
                plain = []
                segments.append(.oneOf(slots[String(chunk.dropFirst())] ?? []))
                continue
            }
            for token in tokens(of: chunk) {
                note([token])
                if token.readings.count == 1 {
                    plain += token.readings[0]
                } else {
                    segments += withSynonyms(plain)
                    plain = []
                    segments.append(.oneOf(alternatives(of: token)))
                }
            }
        }
        return segments + withSynonyms(plain)
    }

    private func alternatives(of token: SpokenToken) -> [Alternative] {
        let others = (1 - weights.usualReading) / Double(token.readings.count - 1)
        return token.readings.enumerated().map {
            Alternative(words: $1, share: $0 == 0 ? weights.usualReading : others)
        }
    }

    private func withSynonyms(_ words: [String]) -> [Segment] {
        var segments: [Segment] = []
        var place = 0
        while place < words.count {
            guard weights.synonym > 0, let match = classes.match(in: words[place...]) else {
                segments.append(.word(words[place]))
                place += 1
                continue
            }
            let share = weights.synonym / Double(match.others.count)
            let said = Alternative(
                words: Array(words[place..<place + match.length]), share: 1 - weights.synonym)
            segments.append(
                .oneOf([said] + match.others.map { Alternative(words: $0, share: share) }))
            place += match.length
        }
        return segments
    }

    private mutating func tokens(of text: some StringProtocol) -> [SpokenToken] {
        let key = Substring(text)
        if let tokens = known[key] { return tokens }
        let tokens = SpokenForm.tokens(of: String(text))
        known[key] = tokens
        return tokens
    }

    private mutating func note(_ tokens: [SpokenToken]) {
        for token in tokens {
            for reading in token.readings { vocabulary.formUnion(reading) }
            guard let spelling = token.spelling, let word = token.readings.first?.first else {
                continue
            }
            let all = spellings[word] ?? []
            if !all.contains(spelling) { spellings[word] = (all + [spelling]).sorted() }
        }
    }

    private static func sentences(of text: String) -> [String] {
        text.split { ".?!;:".contains($0) }.map { String($0) }
    }
}
