import Foundation
public import Knowledge

/// Makes what a recogniser needs out of a language pack: an n-gram model and
/// the pronunciations of its words. The same input gives the same output.
public struct LanguageModelCompiler: Sendable {
    /// Every choice that was measured. A change here is a change of `version`.
    public struct Settings: Sendable, Equatable {
        public var corpus = Corpus.Weights()
        /// How many of the stock model's most frequent words are known besides
        /// the pack's own.
        public var backgroundWords = 3000
        /// How many of those are so common that they are themselves, even in a name:
        /// the "do" of "Nghia Do".
        public var commonWords = 500
        public var pruning = StockModel.Pruning(bigrams: 2e-7, trigrams: 2e-7)
        /// See `WittenBell`.
        public var caution = 1.0
        public var interpolation = Interpolation(seenPair: 0.9, seenWord: 0.7, seenNothing: 0.5)
        /// Domain n-grams that matter less than this are left out; see
        /// `DomainPruning`.
        public var domainPruning = 0.02

        public init() {}
    }

    /// What comes out.
    public struct Output: Sendable {
        public let model: NGramModel
        public let dictionary: PronunciationDictionary
        /// Sounds that are no words, as PocketSphinx reads them.
        public let fillers: String
        /// Warnings about words that cannot be heard.
        public let problems: [Problem]

        /// The model in the form that PocketSphinx loads fastest.
        public var trie: [UInt8] { TrieWriter.bytes(of: model) }
    }

    /// Part of the cache's key: to be raised when the same pack would give
    /// another model.
    public static let version = 14

    public let settings: Settings
    let stock: StockModel
    /// The stock dictionary's text.
    let stockDictionary: [UInt8]
    let graphemeToPhoneme: any GraphemeToPhoneme

    public init(
        stock: StockModel, stockDictionary: [UInt8], graphemeToPhoneme: any GraphemeToPhoneme,
        settings: Settings = Settings()
    ) {
        self.stock = stock
        self.stockDictionary = stockDictionary
        self.graphemeToPhoneme = graphemeToPhoneme
        self.settings = settings
    }

    public func compile(_ pack: LanguagePack) -> Output {
        var corpus = Corpus(pack, weights: settings.corpus)
        corpus.addWords(SlotGrammars(pack).words)
        let sounds = Set(Fillers.sounds.keys)
        for filler in pack.carriers.fillers where !sounds.contains(filler) {
            corpus.addCarrier(words: filler, isBefore: true)
        }
        corpus.addWords(Hesitations(of: pack).shares.map(\.word))
        let candidates = stock.frequentWords(
            settings.backgroundWords * 5 / 4, where: Self.isUsable)
        let words = corpus.words
        let known = PronunciationDictionary(
            text: stockDictionary, wanted: Set(words).union(candidates))
        let background = candidates.filter { !known.pronunciations(of: $0).isEmpty }
            .prefix(settings.backgroundWords)

        var overrides = PronunciationDictionary()
        for line in pack.pronunciations { overrides.add(line.phones, for: line.word) }
        let vocabulary = Vocabulary(words + background)
        let compiler = DictionaryCompiler(
            overrides: overrides, stock: known, graphemeToPhoneme: graphemeToPhoneme,
            overridesFile: pack.folder.appending(path: "pronunciations.dict").relativePath)
        let spoken = vocabulary.words.filter { !$0.hasPrefix("<") }
        let (dictionary, problems) = compiler.compile(
            spoken, spellings: corpus.spellings,
            names: Self.names(in: pack, without: candidates.prefix(settings.commonWords)))
        var model = model(of: corpus, vocabulary: vocabulary)
        Hesitations(of: pack).spread(over: &model)
        return Output(
            model: model, dictionary: dictionary,
            fillers: Fillers.text, problems: problems)
    }

    /// The words of the pack's lists whose values are Vietnamese names.
    private static func names(
        in pack: LanguagePack, without common: some Sequence<String>
    ) -> Set<String> {
        var names: Set<String> = []
        for value in pack.lists.values.joined() where value.first?.isUppercase == true {
            let words = SpokenForm.words(of: value)
            if words.allSatisfy({ !NameReadings.readings(of: $0).isEmpty }) {
                names.formUnion(words)
            }
        }
        return names.subtracting(common)
    }

    /// The domain's statistics, mixed with general English.
    func model(of corpus: Corpus, vocabulary: Vocabulary) -> NGramModel {
        let general = stock.model(over: vocabulary, pruning: settings.pruning)
        let counts = corpus.counts(over: vocabulary)
        var domain = WittenBell.model(
            of: counts, vocabulary: vocabulary, base: Self.base(general),
            caution: settings.caution)
        DomainPruning.prune(&domain, counts: counts, threshold: settings.domainPruning)
        return settings.interpolation.model(domain: domain, background: general)
    }

    /// What is expected before the domain was seen: general English, with a
    /// little for words that it lacks.
    private static func base(_ general: NGramModel) -> [Double] {
        let vocabulary = general.vocabulary
        let uniform = 1 / Double(vocabulary.count - 1)
        return (0..<vocabulary.count).map { word in
            word == vocabulary.start
                ? 0 : 0.9 * NGramModel.power(general.unigramProbability[word]) + 0.1 * uniform
        }
    }

    /// Words of the stock model that are words, in this project's spelling.
    private static func isUsable(_ word: String) -> Bool {
        word.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x27 }
            && AmericanSpelling.of(word) == word && word.utf8.first != 0x27
    }
}

extension Corpus {
    /// Expected counts of everything in the corpus.
    func counts(over vocabulary: Vocabulary) -> NGramCounts {
        var counts = NGramCounts(vocabulary: vocabulary)
        for sentence in sentences {
            counts.add(
                Self.numbered(sentence.segments, vocabulary), weight: sentence.weight,
                before: sentence.takesCarriers && !before.isEmpty ? weights.before : 0,
                after: sentence.takesCarriers && !after.isEmpty ? weights.after : 0)
        }
        counts.join(
            before: before.map { Self.numbered($0, vocabulary) },
            after: after.map { Self.numbered($0, vocabulary) })
        return counts
    }

    private static func numbered(
        _ segments: [Segment], _ vocabulary: Vocabulary
    ) -> [NGramCounts.Segment] {
        segments.compactMap { segment in
            switch segment {
            case .word(let word): vocabulary.number(of: word).map { .word($0) }
            case .oneOf(let alternatives):
                .oneOf(
                    alternatives.map {
                        NGramCounts.Alternative(
                            words: $0.words.compactMap { vocabulary.number(of: $0) },
                            share: $0.share)
                    })
            }
        }
    }
}
