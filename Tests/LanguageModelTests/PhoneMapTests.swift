import LanguageModel
import Testing

@Suite struct PhoneMapTests {
    @Test(arguments: [
        ("ɹˈɛzɪdəns", "R EH Z IH D AH N S"), ("tʃˈiːz", "CH IY Z"), ("dʒˈʌdʒ", "JH AH JH"),
        ("bˈɔɪ", "B OY"), ("hˈaʊs", "HH AW S"), ("θˈɪŋ", "TH IH NG"), ("wˈɔːɹd", "W AO R D"),
        ("ðə", "DH AH"), ("mˈɛʒɚ", "M EH ZH ER"), ("jˈuː", "Y UW"), ("ʃˈɜːt", "SH ER T"),
        ("bˈʌʔn̩", "B AH T AH N"), ("fˈaɪɚ", "F AY ER"),
    ])
    func englishSoundsAreThoseOfTheAmericanDictionary(_ ipa: String, _ phones: String) {
        let found = PhoneMap.pronunciations(ofIPA: ipa).map { $0.joined(separator: " ") }
        #expect(found == [phones])
    }

    @Test func tonesDropOutOfVietnameseNames() {
        // nam, năm; "hàng" with a falling tone.
        #expect(PhoneMap.pronunciations(ofIPA: "nˈaːm1") == [["N", "AA", "M"]])
        #expect(PhoneMap.pronunciations(ofIPA: "hˈaːŋ2") == [["HH", "AA", "NG"]])
        #expect(PhoneMap.pronunciations(ofIPA: "nˈam") == [["N", "AA", "M"]])
    }

    @Test func vowelsThatEnglishLacksAreHeardInTwoWays() {
        // "tư", "kh", "ươ": the nearest first.
        #expect(PhoneMap.pronunciations(ofIPA: "tˈy1") == [["T", "UW"], ["T", "IH"]])
        #expect(PhoneMap.pronunciations(ofIPA: "xˈi1") == [["K", "IY"], ["HH", "IY"]])
        #expect(
            PhoneMap.pronunciations(ofIPA: "fˈyəŋ2")
                == [["F", "UW", "AH", "NG"], ["F", "IY", "AH", "NG"]])
        #expect(PhoneMap.pronunciations(ofIPA: "fˈyəŋ").count == 1, "an English word has one way")
    }

    @Test func ngAndNhDependOnWhereTheyStand() {
        #expect(PhoneMap.pronunciations(ofIPA: "ŋˈa1").first == ["N", "AA"])
        #expect(PhoneMap.pronunciations(ofIPA: "ɲˈa1").first == ["N", "Y", "AA"])
        #expect(PhoneMap.pronunciations(ofIPA: "ˈaɲ1").first == ["AA", "N"])
        #expect(PhoneMap.pronunciations(ofIPA: "sˈac1").first == ["S", "AA", "K"])
        #expect(PhoneMap.pronunciations(ofIPA: "cˈa1").first == ["CH", "AA"])
    }

    @Test func aVowelAndAGlideAreOnePhoneAtTheEndOfASyllable() {
        #expect(PhoneMap.pronunciations(ofIPA: "hˈaːj1") == [["HH", "AY"]])
        #expect(PhoneMap.pronunciations(ofIPA: "ˈaːja1").first == ["AA", "Y", "AA"])
        #expect(PhoneMap.pronunciations(ofIPA: "zˈaːw1").first == ["Z", "AW"])
    }

    @Test func whatIsNoSoundIsSkipped() {
        #expect(PhoneMap.pronunciations(ofIPA: "").isEmpty)
        #expect(PhoneMap.pronunciations(ofIPA: "1 2 — !").isEmpty)
        #expect(PhoneMap.pronunciations(ofIPA: "(vi)fˈiː(en)") == [["F", "IY"]])
        #expect(PhoneMap.pronunciations(ofIPA: "f_ˈ| iː") == [["F", "IY"]])
    }

    @Test func theModelHasTheThirtyNinePhonesOfCMU() {
        #expect(PhoneMap.phones.count == 39)
        #expect(!PhoneMap.phones.contains("AX") && !PhoneMap.phones.contains("SIL"))
    }
}
