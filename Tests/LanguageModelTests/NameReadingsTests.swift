import Testing

@testable import LanguageModel

@Suite struct NameReadingsTests {
    private static func readings(_ syllable: String) -> [String] {
        NameReadings.readings(of: syllable).map { $0.joined(separator: " ") }
    }

    @Test(arguments: [
        ("phuc", ["F UH K", "F AH K"]), ("tay", ["T AY", "T EY"]),
        ("xuan", ["S W AH N", "Z UW AE N"]), ("thach", ["T AA K", "TH AE CH"]),
        ("nghia", ["N IY AH", "EH N G IY AH"]), ("nam", ["N AA M", "N AE M"]),
        ("giay", ["Z AY", "JH EY"]), ("quoc", ["K W AO K", "K W AA K"]),
        ("an", ["AA N", "AE N"]),
    ])
    func aSyllableIsReadAsByThoseWhoKnowAndByThoseWhoDoNot(syllable: String, expected: [String]) {
        let found = Self.readings(syllable)
        for reading in expected { #expect(found.contains(reading), "\(found)") }
    }

    @Test func nothingIsReadTwiceNorAtGreatLength() {
        for syllable in ["duong", "chuyen", "ngoc", "thuong", "khanh", "ha"] {
            let found = Self.readings(syllable)
            #expect(!found.isEmpty && found.count <= 14, "\(syllable): \(found)")
            #expect(Set(found).count == found.count)
        }
    }

    @Test func everyPhoneIsTheModels() {
        for syllable in ["ngoc", "giang", "nhan", "thuong", "oai", "suoi", "xuyen", "yen", "tuy"] {
            let phones = NameReadings.readings(of: syllable).joined()
            #expect(phones.allSatisfy { PhoneMap.phones.contains($0) }, "\(syllable)")
        }
    }

    @Test(arguments: ["", "card", "street", "zalo", "w", "n", "12", "kiếm"])
    func whatIsNoSyllableHasNone(word: String) {
        #expect(NameReadings.readings(of: word).isEmpty)
    }
}
