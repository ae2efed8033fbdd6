import LanguageModel
import Testing

@Suite struct PronunciationDictionaryTests {
    static func read(_ text: String, wanted: Set<String>? = nil) -> PronunciationDictionary {
        PronunciationDictionary(text: Array(text.utf8), wanted: wanted)
    }

    @Test func linesGiveTheWaysToSayAWordInTheirOrder() {
        let dictionary = Self.read("the DH AH\nfee F IY\nthe(2) DH IY\n")
        #expect(dictionary.pronunciations(of: "the") == [["DH", "AH"], ["DH", "IY"]])
        #expect(dictionary.pronunciations(of: "fee") == [["F", "IY"]])
        #expect(dictionary.pronunciations(of: "ward").isEmpty)
        #expect(dictionary.count == 2)
    }

    @Test func tabsReturnsAndCommentsAreNoPhones() {
        let dictionary = Self.read(";;; a b\nfee\tF  IY\r\n\r\nward  W AO R D # a street\n")
        #expect(dictionary.words == ["fee", "ward"])
        #expect(dictionary.pronunciations(of: "fee") == [["F", "IY"]])
        #expect(dictionary.pronunciations(of: "ward") == [["W", "AO", "R", "D"]])
    }

    @Test func aWordInParenthesesIsAWord() {
        let dictionary = Self.read("(paren P AH\n(a) AH\n")
        #expect(dictionary.words == ["(a)", "(paren"])
    }

    @Test func onlyTheWantedWordsAreKept() {
        let dictionary = Self.read("the DH AH\nthe(2) DH IY\nfee F IY\n", wanted: ["the", "no"])
        #expect(dictionary.words == ["the"])
        #expect(dictionary.pronunciations(of: "the").count == 2)
    }

    @Test func theSameWayTwiceIsOneWay() {
        var dictionary = Self.read("fee F IY\nfee(2) F IY\n")
        dictionary.add(["F", "IY"], for: "fee")
        dictionary.add([], for: "fee")
        #expect(dictionary.pronunciations(of: "fee") == [["F", "IY"]])
    }

    @Test func linesThatSayNothingAreSkipped() {
        let dictionary = Self.read(" fee F IY\n\tward W\n   \nalone\n# F\nthe \nok OW K")
        #expect(dictionary.pronunciations(of: "ok") == [["OW", "K"]])
        #expect(dictionary.pronunciations(of: "alone").isEmpty)
        #expect(dictionary.pronunciations(of: "the").isEmpty)
    }

    @Test func whatIsWrittenIsReadBack() {
        var dictionary = PronunciationDictionary()
        dictionary.add(["W", "AO", "R", "D"], for: "ward")
        dictionary.add(["AH"], for: "a")
        dictionary.add(["EY"], for: "a")
        #expect(dictionary.text == "a AH\na(2) EY\nward W AO R D\n")
        #expect(Self.read(dictionary.text) == dictionary)
    }
}
