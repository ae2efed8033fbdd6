import Testing

@testable import LanguageModel

@Suite struct ARPAFileTests {
    @Test func aModelIsWrittenAsTheFormatSays() {
        let vocabulary = Vocabulary(["fee", "the"])
        // </s> 0, <s> 1, fee 2, the 3.
        let model = NGramModel(
            vocabulary: vocabulary, unigramProbability: [-0.5, -99, -1.25, -0.0000004],
            unigramBackOff: [0, -0.25, 0.125, -0.75],
            bigrams: NGramModel.Table(
                keys: [pack(1, 3), pack(3, 2)], probability: [-0.1, -0.2], backOff: [-0.3, 0]),
            trigrams: NGramModel.Table(
                keys: [pack(pack(1, 3), 2)], probability: [-1.0 / 3]))
        let expected = """
            \\data\\
            ngram 1=4
            ngram 2=2
            ngram 3=1

            \\1-grams:
            -0.500000\t</s>\t0.000000
            -99.000000\t<s>\t-0.250000
            -1.250000\tfee\t0.125000
            0.000000\tthe\t-0.750000

            \\2-grams:
            -0.100000\t<s> the\t-0.300000
            -0.200000\tthe fee\t0.000000

            \\3-grams:
            -0.333333\t<s> the fee

            \\end\\

            """
        #expect(ARPAFile.text(of: model) == expected)
    }

    @Test func theCountsAreThoseOfTheLines() {
        let text = ARPAFile.text(of: SmallModel.witten())
        let lines = text.split(separator: "\n")
        // "a b </s>" and "a c </s>": five pairs and four triples.
        #expect(lines[1...3] == ["ngram 1=5", "ngram 2=5", "ngram 3=4"])
        #expect(lines.filter { $0.contains("\t") }.count == 5 + 5 + 4)
    }
}
