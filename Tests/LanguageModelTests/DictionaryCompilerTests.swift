import Knowledge
import Testing

@testable import LanguageModel

/// Says letters that it was told about, and remembers nothing.
struct LetterSounds: GraphemeToPhoneme {
    let sounds: [String: [[String]]]

    func phones(for word: String) -> [[String]] { sounds[word] ?? [] }
}

@Suite struct DictionaryCompilerTests {
    static func compile(
        _ words: [String], overrides: String = "", stock: String = "",
        letters: [String: [[String]]] = [:], spellings: [String: [String]] = [:],
        names: Set<String> = []
    ) -> (dictionary: PronunciationDictionary, problems: [Problem]) {
        DictionaryCompiler(
            overrides: PronunciationDictionary(text: Array(overrides.utf8)),
            stock: PronunciationDictionary(text: Array(stock.utf8)),
            graphemeToPhoneme: LetterSounds(sounds: letters), overridesFile: "p.dict"
        ).compile(words, spellings: spellings, names: names)
    }

    @Test func thePackSaysItAllThenTheStockThenTheLetters() {
        let (dictionary, problems) = Self.compile(
            ["cua", "fee", "zalo"], overrides: "cua K UW AH\n",
            stock: "cua K Y UW\nfee F IY\n",
            letters: [
                "cua": [["K", "AH"]], "fee": [["F", "EY"]], "zalo": [["Z", "AA", "L", "OW"]],
            ])
        #expect(dictionary.text == "cua K UW AH\nfee F IY\nzalo Z AA L OW\n")
        #expect(problems.isEmpty)
    }

    @Test func aVietnameseNameIsSaidAsWrittenBesidesWhatTheStockSays() {
        let (dictionary, _) = Self.compile(
            ["nam"], stock: "nam N AE M\n",
            letters: ["năm": [["N", "AH", "M"]], "nam": [["N", "AA", "M"]]],
            spellings: ["nam": ["năm"]])
        #expect(dictionary.pronunciations(of: "nam") == [["N", "AE", "M"], ["N", "AH", "M"]])
    }

    @Test func aNameIsReadInManyWaysWhateverThePackSays() {
        let (dictionary, _) = Self.compile(
            ["tay", "nam"], overrides: "nam N AA M\n", stock: "tay T EY\n", names: ["nam"])
        #expect(dictionary.pronunciations(of: "tay") == [["T", "EY"]])
        #expect(
            dictionary.pronunciations(of: "nam")
                == [["N", "AA", "M"], ["N", "AH", "M"], ["N", "AE", "M"]])
    }

    @Test func theSimplifiedLettersAreSaidWhereTheWrittenOnesCannotBe() {
        let (dictionary, problems) = Self.compile(
            ["kiem"], letters: ["kiem": [["K", "IY", "M"]]], spellings: ["kiem": ["kiếm"]])
        #expect(dictionary.pronunciations(of: "kiem") == [["K", "IY", "M"]])
        #expect(problems.isEmpty)
    }

    @Test func aWordThatNothingSaysIsAWarningWithItsPlaceAndRemedy() throws {
        let (dictionary, problems) = Self.compile(["xyzzy", "fee"], stock: "fee F IY\n")
        #expect(dictionary.words == ["fee"])
        let problem = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(problem.severity == .warning)
        #expect(problem.file == "p.dict")
        #expect(problem.message.contains("“xyzzy”"))
        #expect(problem.remedy.contains("pronunciations.dict"))
    }

    @Test func aWayWithAnUnknownPhoneIsLeftOutAndWarnedOf() {
        let (dictionary, problems) = Self.compile(
            ["fee"], overrides: "fee F IY1\nfee(2) F IY\n")
        #expect(dictionary.pronunciations(of: "fee") == [["F", "IY"]])
        #expect(problems.map(\.message) == ["the word “fee” has the unknown phone “IY1”"])
    }
}
