import Speaking
import Testing

/// Which written words the spoken ones stand for, and how names are said.
@Suite struct SpokenWordTests {
    static func written(_ word: SpokenWord, in text: String) -> String {
        String(decoding: Array(text.utf8)[word.written], as: UTF8.self)
    }

    @Test func eachSpokenWordKnowsTheWrittenOnes() {
        let text = "Phí là 15,000 VND – call 1900 1009."
        let spoken = SpokenText(text)
        let pairs = spoken.words.map { ($0.text, Self.written($0, in: text)) }
        #expect(
            pairs.map { "\($0.0)=\($0.1)" } == [
                "Phi=Phí", "la=là", "fifteen=15,000 VND", "thousand=15,000 VND",
                "dong=15,000 VND", "call=call", "one=1900 1009", "nine=1900 1009",
                "zero=1900 1009", "zero=1900 1009", "one=1900 1009", "zero=1900 1009",
                "zero=1900 1009", "nine=1900 1009",
            ])
    }

    @Test func theWrittenPlacesAreInOrderAndInTheText() {
        let texts =
            SpokenTextTests.money + SpokenTextTests.dates + SpokenTextTests.signs
            + SpokenTextTests.addresses + SpokenTextTests.codes + SpokenTextTests.laws
        for example in texts {
            let words = SpokenText(example.written).words
            for (first, second) in zip(words, words.dropFirst()) {
                #expect(first.written.lowerBound <= second.written.lowerBound)
                #expect(
                    first.written == second.written
                        || first.written.upperBound <= second.written.lowerBound)
            }
            #expect(words.allSatisfy { $0.written.upperBound <= example.written.utf8.count })
        }
    }

    @Test func whatIsSaidIsAscii() {
        let text = "Nguyễn Văn Ổn’s café — 東京 — naïve ﬁle Ångström №5 ½ 🙂 ẞ"
        let words = SpokenText(text).words
        #expect(words.allSatisfy { $0.text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } })
        #expect(words.allSatisfy { !$0.text.contains { "[]<>& ".contains($0) } })
    }

    @Test func noTextGetsPhonemesIn() {
        let words = SpokenText("[[h@l'oU]] <b> \u{1}50P [[a]]").words
        #expect(words.allSatisfy { $0.phonemes == nil })
        #expect(words.allSatisfy { !$0.text.contains("[") && !$0.text.contains("\u{1}") })
    }

    // MARK: Names

    @Test func aTableSaysHowANameIsSaid() {
        let table: Pronunciations = ["Cua Nam": "koo-a nahm", "Zalo": "zah-low"]
        let spoken = SpokenText("Ask Zalo or the Cua Nam ward.", pronunciations: table)
        #expect(spoken.spoken == "Ask zah-low or the koo-a nahm ward.")
        #expect(spoken.words[4].written == 16..<23)
    }

    @Test func aTableMayGivePhonemes() {
        let table: Pronunciations = ["Cua Nam": "[[k'u:@ n'A:m]]"]
        let words = SpokenText("to Cua Nam", pronunciations: table).words
        #expect(words.map(\.text) == ["to", "Cua", "Nam"])
        #expect(words.map(\.phonemes) == [nil, "k'u:@", "n'A:m"])
    }

    @Test func theLongestNameWinsAndPartsOfWordsDoNot() {
        let table: Pronunciations = ["Nam": "nahm", "Cua Nam": "koo-a nahm", "cat": "kitten"]
        let spoken = SpokenText("Nam, Cua Nam, Namibia, Cat, cats", pronunciations: table)
        #expect(spoken.spoken == "nahm, koo-a nahm, Namibia, kitten, cats")
    }

    @Test func capitalsOfANameMustMatch() {
        let table: Pronunciations = ["May": "my"]
        #expect(SpokenText("You may ask May.", pronunciations: table).spoken == "You may ask my.")
    }

    @Test func aTableMaySayACode() {
        let table: Pronunciations = ["CT01": "see tee oh one"]
        #expect(SpokenText("form CT01", pronunciations: table).spoken == "form see tee oh one")
    }

    @Test func thePacksPhonesTeachTheVoiceToo() {
        let table = Pronunciations(
            ["zalo": "zah-low"],
            phones: [
                "cua": ["K", "UW", "AH"], "kiem": ["K", "IY0", "EH1", "M"], "zalo": ["Z", "AA"],
                "odd": ["XX"],
            ])
        let words = SpokenText("Cua Kiem Zalo odd", pronunciations: table).words
        #expect(words.map(\.text) == ["cua", "kiem", "zah-low", "odd"])
        #expect(words.map(\.phonemes) == ["k'u:@", "ki:'Em", nil, nil])
    }

    @Test(arguments: [
        ("Nguyễn", "N'wi:@n"), ("Trãi", "tS'aI"), ("đường", "d'U@N"), ("phường", "f'U@N"),
        ("Hoàn", "h'wA:n"), ("Kiếm", "k'i:@m"), ("Đình", "d'i:N"), ("hộ", "h'oU"), ("khẩu", "k'oU"),
        ("ký", "k'i:"), ("tạm", "t'A:m"), ("trú", "tS'u:"), ("gì", "z'i:"), ("giấy", "z'eI"),
        ("quận", "kw'Vn"), ("Ổn", "'oUn"), ("người", "N'U@i:"), ("thường", "t'U@N"),
    ])
    func aVietnameseSyllableIsSaidInTheNorthernManner(_ word: String, _ phonemes: String) {
        #expect(VietnameseSyllable(word)?.phonemes == phonemes)
    }

    @Test(arguments: ["Nam", "can", "to", "café", "naïve", "straße", "Ångström", "ﬁle", ""])
    func otherWordsAreNotTakenForVietnamese(_ word: String) {
        #expect(VietnameseSyllable(word) == nil)
    }

    @Test func aVietnameseWordIsSpokenByItsSound() {
        let words = SpokenText("in Nguyễn Trãi street").words
        #expect(words.map(\.phonemes) == [nil, "N'wi:@n", "tS'aI", nil])
        #expect(words.map(\.text) == ["in", "Nguyen", "Trai", "street"])
    }

    @Test func theLetterAIsNotTheArticle() {
        #expect(SpokenText("A1").words.map(\.phonemes) == ["'eI", nil])
        #expect(SpokenText("A form").words.map(\.phonemes) == [nil, nil])
        #expect(SpokenText("8 a.m.").words.map(\.phonemes) == [nil, "'eI", nil])
    }
}
