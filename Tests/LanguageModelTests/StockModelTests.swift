import Foundation
import Testing

@testable import LanguageModel

/// A file that this project did not write: `turtle.lm.bin` of Debian's
/// pocketsphinx-testdata. The values are those that `sphinx_lm_convert -ofmt arpa`
/// prints for it.
@Suite struct StockModelTests {
    static let turtle = URL(filePath: "/usr/share/pocketsphinx/test/data/turtle.lm.bin")

    static func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: turtle)) }

    @Test func singleWordsOfAForeignFileAreRead() throws {
        let model = try StockModel(bytes: Self.bytes())
        #expect(model.words.count == 91)
        #expect(model.words.prefix(5) == ["</s>", "<s>", "a", "and", "are"])
        for (word, probability, backOff) in [
            ("</s>", -0.9129, -0.3010), ("a", -2.6031, -0.2999), ("degrees", -1.9499, -0.2444),
            ("go", -1.7001, -0.2923),
        ] {
            let number = try #require(model.words.firstIndex(of: word))
            #expect(isNear(model.probability[number], probability, within: 1e-4))
            #expect(isNear(model.backOff[number], backOff, within: 1e-4))
        }
    }

    @Test func pairsAndTriplesOfAForeignFileAreRead() throws {
        let model = try StockModel(bytes: Self.bytes())
        var pairs: [String: Double] = [:]
        model.forEachBigram(kept: Array(0..<91)) { first, word, probability, _ in
            pairs[model.words[first] + " " + model.words[word]] = probability
        }
        #expect(pairs.count == 212)
        for (pair, expected) in [
            "around </s>": -0.3009, "eighty </s>": -0.7781, "forward </s>": -1.2041,
            "left </s>": -1.0000,
        ] {
            let probability = try #require(pairs[pair])
            #expect(isNear(probability, expected, within: 2e-4), "\(pair)")
        }
        var triples = 0
        model.forEachTrigram(kept: Array(0..<91)) { _, _, _, probability in
            triples += 1
            #expect(probability < 0 && probability > -5)
        }
        #expect(triples == 177)
    }

    @Test func frequentWordsComeBestFirstAndWithoutMarks() throws {
        let model = try StockModel(bytes: Self.bytes())
        let words = model.frequentWords(91) { $0 != "go" }
        #expect(words.count == 88, "91 without two marks and one word that is not wanted")
        #expect(!words.contains("<s>") && !words.contains("go"))
        let values = words.map { word in
            model.words.firstIndex(of: word).map { model.probability[$0] } ?? .nan
        }
        for (left, right) in zip(zip(words, values), zip(words, values).dropFirst()) {
            #expect(left.1 > right.1 || (left.1 == right.1 && left.0 < right.0))
        }
        #expect(model.frequentWords(3) { $0 != "go" } == Array(words.prefix(3)))
    }

    @Test func aFileThatIsCutOffAnywhereIsRefused() throws {
        let bytes = try Self.bytes()
        let cuts =
            Array(0...64) + Array(stride(from: 100, to: bytes.count, by: 9973))
            + [bytes.count - 1]
        for count in cuts {
            #expect(throws: StockModel.FormatError.self, "cut at \(count)") {
                try StockModel(bytes: Array(bytes.prefix(count)))
            }
        }
    }

    @Test func aFileThatIsSomethingElseSaysSo() throws {
        let expected = StockModel.FormatError(
            description: "not a Sphinx trie language model of order 3")
        #expect(throws: expected) { try StockModel(bytes: Array("\\data\\\nngram 1=3\n".utf8)) }
        var bytes = try Self.bytes()
        bytes[19] = 5
        let damaged = bytes
        #expect(throws: expected) { try StockModel(bytes: damaged) }
    }

    @Test func countsThatDoNotFitTheFileAreRefused() throws {
        let good = try Self.bytes()
        for place in 20..<32 {
            for value in [0xff, 0x7f] as [UInt8] {
                var bytes = good
                bytes[place] = value
                guard bytes != good else { continue }
                let damaged = bytes
                #expect(throws: StockModel.FormatError.self, "byte \(place)") {
                    try StockModel(bytes: damaged)
                }
            }
        }
        #expect(throws: StockModel.FormatError.self) { try StockModel(bytes: good + [0]) }
    }

    @Test func aWordListWithTooFewWordsIsRefused() throws {
        var bytes = try Self.bytes()
        let last = try #require(bytes.dropLast().lastIndex(of: 0))
        bytes[last] = 0x78
        let expected = StockModel.FormatError(description: "the language model's words are damaged")
        let damaged = bytes
        #expect(throws: expected) { try StockModel(bytes: damaged) }
    }
}
