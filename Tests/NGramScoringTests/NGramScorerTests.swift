import Testing

@testable import LanguageModel
@testable import NGramScoring

@Suite struct NGramScorerTests {
    /// Without meaning, but with words after pairs, after words, and after none.
    static let model: NGramModel = {
        let vocabulary = Vocabulary((0..<190).map { "w\($0)" })
        let count = vocabulary.count
        var counts = NGramCounts(vocabulary: vocabulary)
        for number in 0..<300 {
            let words = (1...5).map { (number * 7 + $0 * $0 * 17) % 189 + 3 }
            counts.add(words.map { .word($0) }, weight: 1)
        }
        let even = (0..<count).map { $0 == vocabulary.start ? 0 : 1 / Double(count - 1) }
        return WittenBell.model(of: counts, vocabulary: vocabulary, base: even, caution: 1)
    }()

    static func tables(_ model: NGramModel = model) throws -> NGramTables? {
        NGramTables(try StockModel(bytes: TrieWriter.bytes(of: model)))
    }

    /// The decoder's words: the model's in reverse, one that the model lacks between each two.
    static let words = (0..<2 * model.vocabulary.count).map { number in
        number.isMultiple(of: 2) ? Int32(model.vocabulary.count - 1 - number / 2) : -1
    }
    static func decoders(_ word: Int) -> Int32 { Int32(2 * (model.vocabulary.count - 1 - word)) }

    static func scorer(weight: Float = 1, insertion: Int32 = 0) throws -> NGramScorer? {
        try tables().flatMap { tables in
            NGramScorer(tables, words: words, weight: weight, insertion: insertion)
        }
    }

    static func order(_ word: Int, after last: Int, _ first: Int) -> Int32 {
        guard model.bigrams.index(of: pack(last, word)) != nil else { return 1 }
        return model.trigrams.index(of: pack(pack(first, last), word)) == nil ? 2 : 3
    }

    @Test func everyWordAfterEveryPairHasTheModelsProbability() throws {
        var scorer = try #require(try Self.scorer())
        let count = Self.model.vocabulary.count
        var found: [Int32: Int] = [:]
        for first in stride(from: 0, to: count, by: 16) {
            for last in 0..<count {
                for word in stride(from: first % 2, to: count, by: 2) {
                    let given = scorer.score(
                        Self.decoders(word), after: Self.decoders(last), Self.decoders(first))
                    let answer = try #require(given)
                    let log10 = Self.model.logProbability(of: word, after: [first, last])
                    try #require(
                        abs(Double(answer.score) - log10 / SphinxTrie.log10OfBase) < 2)
                    try #require(answer.order == Self.order(word, after: last, first))
                    found[answer.order, default: 0] += 1
                }
            }
        }
        #expect(found.keys.sorted() == [1, 2, 3], "all kinds were asked for")
    }

    @Test func wordsOfOneHistoryMayBeAskedForInAnyOrder() throws {
        var one = try #require(try Self.scorer())
        var other = one
        let keys = Self.model.trigrams.keys.prefix(60)
        let all = keys.map { key in
            (lastWord(key), lastWord(history(key)), Int(history(history(key))))
        }
        func ask(_ scorer: inout NGramScorer, _ key: (Int, Int, Int)) -> NGramScorer.Answer? {
            scorer.score(
                Self.decoders(key.0), after: Self.decoders(key.1), Self.decoders(key.2))
        }
        let forward = all.map { ask(&one, $0) }
        let backward = all.reversed().map { ask(&other, $0) }
        #expect(forward == backward.reversed())
        #expect(forward.allSatisfy { $0?.order == 3 })
    }

    @Test func scoresAreWeighedAsPocketSphinxDoes() throws {
        var plain = try #require(try Self.scorer())
        var weighed = try #require(try Self.scorer(weight: 6.5, insertion: -4_307))
        for word in 0..<60 {
            let (last, first) = (Self.decoders(word + 1), Self.decoders(word + 2))
            let one = plain.score(Self.decoders(word), after: last, first)
            let other = weighed.score(Self.decoders(word), after: last, first)
            let raw = try #require(one?.score)
            #expect(other?.score == Int32(Float(raw) * 6.5 + Float(-4_307)))
        }
    }

    @Test(arguments: [
        (1, 2, 4), (2, 1, 4), (2, 4, 1), (-1, 2, 4), (2, -1, 4), (2, 4, -1), (999, 2, 4),
    ])
    func wordsThatTheModelLacksAreLeftToTheLibrary(_ word: Int32, _ last: Int32, _ first: Int32)
        throws
    {
        var scorer = try #require(try Self.scorer())
        #expect(scorer.score(word, after: last, first) == nil)
        #expect(scorer.score(2, after: 4, 6) != nil, "the next is answered again")
        #expect(scorer.score(word, after: last, first) == nil)
    }

    @Test func scoresThatDoNotFitAreLeftToTheLibrary() throws {
        let tables = try #require(try Self.tables())
        #expect(NGramScorer(tables, words: Self.words, weight: 1e6, insertion: 0) == nil)
        #expect(NGramScorer(tables, words: Self.words, weight: .nan, insertion: 0) == nil)
        #expect(NGramScorer(tables, words: [9_999], weight: 1, insertion: 0) == nil)
        var model = Self.model
        model.unigramProbability[7] = .nan
        let damaged = try #require(try Self.tables(model))
        #expect(NGramScorer(damaged, words: Self.words, weight: 1, insertion: 0) == nil)
    }

    @Test func aTrigramWhosePairIsNotListedIsNotTaken() throws {
        var model = Self.model
        let first = Int(history(history(model.trigrams.keys[0])))
        let second = lastWord(history(model.trigrams.keys[0]))
        let place = try #require(model.bigrams.index(of: pack(first, second)))
        model.bigrams.keys.remove(at: place)
        model.bigrams.probability.remove(at: place)
        model.bigrams.backOff.remove(at: place)
        #expect(try Self.tables(model) == nil)
    }

    @Test func aVocabularyThatIsTooLargeIsNotTaken() throws {
        func tables(_ words: Int) throws -> NGramTables? {
            let vocabulary = Vocabulary((0..<words).map { "w\($0)" })
            return try Self.tables(
                NGramModel(
                    vocabulary: vocabulary,
                    unigramProbability: Array(repeating: -2, count: vocabulary.count),
                    unigramBackOff: Array(repeating: 0, count: vocabulary.count),
                    bigrams: NGramModel.Table(), trigrams: NGramModel.Table()))
        }
        #expect(try tables(100) != nil)
        #expect(try tables(NGramTables.mostWords) == nil)
    }

    @Test func someTrigramsAreOfTheWholeModel() throws {
        let tables = try #require(try Self.tables())
        let keys = Self.model.trigrams.keys
        let all = tables.someTrigrams(keys.count).map { pack(pack($0.first, $0.second), $0.word) }
        #expect(all == keys)
        let some = tables.someTrigrams(10).map { pack(pack($0.first, $0.second), $0.word) }
        #expect(some.count >= 10 && some.count <= 11)
        #expect(Set(some).isSubset(of: keys))
    }
}
