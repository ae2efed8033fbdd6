import LanguageModel
import Testing

@Suite struct VocabularyTests {
    @Test func wordsStandInTheOrderOfTheirBytesWithBothMarks() {
        let vocabulary = Vocabulary(["b", "é", "a", "'em", "b"])
        #expect(vocabulary.words == ["'em", "</s>", "<s>", "a", "b", "é"])
        #expect(vocabulary.count == 6)
        #expect(vocabulary.end == 1)
        #expect(vocabulary.start == 2)
    }

    @Test func everyWordIsFoundByItsNumberAndNoOther() {
        let vocabulary = Vocabulary(["ward", "fee", "card"])
        for (number, word) in vocabulary.words.enumerated() {
            #expect(vocabulary.number(of: word) == number)
        }
        #expect(vocabulary.number(of: "fees") == nil)
        #expect(vocabulary == Vocabulary(["card", "ward", "fee", "<s>"]))
    }
}
