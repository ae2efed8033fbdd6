import Foundation
import Knowledge
import LanguageModel
import Testing

@Suite struct SpokenFormTests {
    @Test(arguments: [
        // Letters and codes.
        ("Bring form CT01.", "bring form c t zero one"), ("VNeID", "v n e i d"),
        ("your ID", "your id"), ("your I D card", "your id card"), ("the PDF", "the p d f"),
        ("COVID-19", "covid nineteen"), ("OK", "okay"), ("a B2 licence", "a b two license"),
        ("at 8 a.m.", "at eight a m"), ("U.S. passport", "u s passport"),
        ("dichvucong.gov.vn", "dichvucong dot gov dot vn"), ("me@mail.vn", "me at mail dot vn"),
        // Numbers.
        ("15,000 VND", "fifteen thousand v n d"), ("15.000", "fifteen thousand"),
        ("1 July 2026", "one july twenty twenty six"), ("3.5", "three point five"),
        ("at 8:30", "at eight thirty"), ("8:00", "eight o'clock"), ("50%", "fifty percent"),
        ("$5", "five dollars"), ("the 21st", "the twenty first"), ("2nd", "second"),
        ("0912", "zero nine one two"), ("7–9", "seven nine"), ("R&D", "r and d"),
        // Spelling.
        ("Hàng Đào", "hang dao"), ("Nguyễn Trãi", "nguyen trai"), ("don’t", "don't"),
        ("the organisation", "the organization"), ("neighbour", "neighbor"),
        // Nothing.
        ("… — ! ?", ""), ("", ""), ("“Hello,” (he said)", "hello he said"),
    ])
    func aTextIsSaidAsSpeakersSayIt(_ text: String, _ said: String) {
        #expect(SpokenForm.words(of: text).joined(separator: " ") == said)
    }

    @Test func aFractionOfAHundredKeepsItsPoint() {
        #expect(
            SpokenForm.words(of: "0.5% of 12.3 %")
                == [
                    "zero", "point", "five", "percent", "of", "twelve", "point", "three", "percent",
                ]
        )
    }

    @Test func simplifiedLettersRememberHowTheyWereWritten() {
        let tokens = SpokenForm.tokens(of: "Hoàn Kiếm ward")
        #expect(tokens.map(\.spelling) == ["hoàn", "kiếm", nil])
        #expect(tokens.map(\.readings) == [[["hoan"]], [["kiem"]], [["ward"]]])
    }

    @Test func aNumberHasItsOtherReadings() {
        func readings(_ text: String) -> [String] {
            SpokenForm.tokens(of: text).flatMap(\.readings).map { $0.joined(separator: " ") }
        }
        #expect(readings("115").contains("one one five"))
        #expect(readings("115").contains("one hundred and fifteen"))
        #expect(readings("115").contains("one fifteen"))
        #expect(readings("1500") == ["one thousand five hundred", "fifteen hundred"])
        #expect(readings("2005").contains("two thousand and five"))
        #expect(readings("1905").first == "nineteen oh five")
        #expect(readings("007") == ["zero zero seven", "oh oh seven"])
        #expect(readings("CT07").contains("c t oh seven"))
        #expect(readings("8:00") == ["eight o'clock", "eight"])
        #expect(readings("1234567890").first?.hasPrefix("one two three four") == true)
    }

    /// Adds up what a reading says; nil where it is no number.
    static func value(of words: [String]) -> Int? {
        let formatter = [
            "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
            "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
            "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
            "seventy": 70, "eighty": 80, "ninety": 90,
        ]
        var (total, group) = (0, 0)
        for word in words {
            switch word {
            case "hundred": group *= 100
            case "thousand": (total, group) = (total + group * 1000, 0)
            case "million": (total, group) = (total + group * 1_000_000, 0)
            default:
                guard let value = formatter[word] else { return nil }
                group += value
            }
        }
        return total + group
    }

    @Test func aNumbersUsualReadingAddsUpToIt() {
        let numbers =
            Array(0...120) + [200, 305, 999, 1000, 1001, 1899, 2100, 9999, 10_000]
            + (1...200).map { $0 * $0 * 24_989 + $0 }
        for number in numbers where number < 1_000_000_000 && !(1900...2099).contains(number) {
            #expect(Self.value(of: SpokenForm.words(of: "\(number)")) == number)
        }
    }

    @Test func whatIsSpokenAlreadyStaysAsItIs() throws {
        let pack = try LanguagePack.load(from: SmallPack.good)
        for entry in pack.entries {
            let once = SpokenForm.words(of: entry.title + " " + entry.answer)
            #expect(!once.isEmpty)
            #expect(SpokenForm.words(of: once.joined(separator: " ")) == once)
            #expect(
                once.joined().utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x27 },
                "the letters a to z and the apostrophe")
        }
    }
}
