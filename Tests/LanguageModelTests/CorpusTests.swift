import Knowledge
import Testing

@testable import LanguageModel

/// What a corpus counts, by the words.
@Suite struct CorpusTests {
    static func weights(_ change: (inout Corpus.Weights) -> Void = { _ in }) -> Corpus.Weights {
        var weights = Corpus.Weights()
        change(&weights)
        return weights
    }

    /// How often one word follows another.
    static func count(_ first: String, _ second: String, in corpus: Corpus) -> Double {
        let vocabulary = Vocabulary(corpus.words)
        guard let left = vocabulary.number(of: first), let right = vocabulary.number(of: second)
        else { return 0 }
        return corpus.counts(over: vocabulary).bigrams[pack(left, right)] ?? 0
    }

    @Test func aTemplateWeighsWhatOneSentenceDoes() throws {
        var corpus = Corpus()
        corpus.add(
            try Template(parsing: "(what|how much) is the [usual] fee"), weight: 3,
            takesCarriers: false)
        #expect(isNear(Self.count("<s>", "what", in: corpus), 1.5))
        #expect(isNear(Self.count("how", "much", in: corpus), 1.5))
        #expect(isNear(Self.count("is", "the", in: corpus), 3))
        #expect(isNear(Self.count("the", "fee", in: corpus), 1.5))
        #expect(isNear(Self.count("fee", "</s>", in: corpus), 3))
    }

    @Test func theValuesOfASlotShareItsPlace() throws {
        var corpus = Corpus()
        corpus.addSlot("ward", values: ["Cửa Nam", "Hoàn Kiếm"])
        corpus.add(try Template(parsing: "in {ward} ward"), weight: 1, takesCarriers: false)
        #expect(isNear(Self.count("in", "cua", in: corpus), 0.5))
        #expect(isNear(Self.count("cua", "nam", in: corpus), 0.5))
        #expect(isNear(Self.count("kiem", "ward", in: corpus), 0.5))
        #expect(Self.count("nam", "hoan", in: corpus) == 0)
        #expect(corpus.spellings == ["cua": ["cửa"], "hoan": ["hoàn"], "kiem": ["kiếm"]])
    }

    @Test func anotherNameTakesItsShareOfThePlace() {
        var corpus = Corpus(weights: Self.weights { $0.synonym = 0.25 })
        corpus.addSynonyms(["identity card", "ID card", "chip card"])
        corpus.add("my identity card please", weight: 1, takesCarriers: false)
        #expect(isNear(Self.count("my", "identity", in: corpus), 0.75))
        #expect(isNear(Self.count("my", "id", in: corpus), 0.125))
        #expect(isNear(Self.count("my", "chip", in: corpus), 0.125))
        #expect(isNear(Self.count("card", "please", in: corpus), 1))
    }

    @Test func theLongestNameIsTheOneThatWasMeant() {
        var corpus = Corpus(weights: Self.weights { $0.synonym = 0.5 })
        corpus.addSynonyms(["card", "document"])
        corpus.addSynonyms(["card office", "bureau"])
        corpus.add("the card office", weight: 1, takesCarriers: false)
        #expect(isNear(Self.count("the", "bureau", in: corpus), 0.5))
        #expect(Self.count("the", "document", in: corpus) == 0)
    }

    @Test func aNumbersReadingsShareItsPlace() {
        var corpus = Corpus(weights: Self.weights { $0.usualReading = 0.6 })
        corpus.add("call 1500 now", weight: 1, takesCarriers: false)
        // "one thousand five hundred" and "fifteen hundred".
        #expect(isNear(Self.count("call", "one", in: corpus), 0.6))
        #expect(isNear(Self.count("call", "fifteen", in: corpus), 0.4))
        #expect(isNear(Self.count("hundred", "now", in: corpus), 1))
    }

    @Test func carriersAreSaidAroundQuestionsOnly() {
        var corpus = Corpus(
            weights: Self.weights {
                $0.before = 0.4
                $0.after = 0.1
            })
        corpus.addCarrier(words: "hello", isBefore: true)
        corpus.addCarrier(words: "thank you", isBefore: false)
        corpus.add("the fee", weight: 1, takesCarriers: true)
        corpus.add("good bye", weight: 1, takesCarriers: false)
        #expect(isNear(Self.count("<s>", "hello", in: corpus), 0.4))
        #expect(isNear(Self.count("<s>", "the", in: corpus), 0.6))
        #expect(isNear(Self.count("fee", "thank", in: corpus), 0.1))
        #expect(Self.count("hello", "good", in: corpus) == 0)
        #expect(Self.count("bye", "thank", in: corpus) == 0)
    }

    @Test func punctuationAloneIsNoSentence() {
        var corpus = Corpus()
        corpus.add("… !", weight: 1, takesCarriers: true)
        #expect(corpus.sentences.isEmpty && corpus.words.isEmpty)
    }
}
