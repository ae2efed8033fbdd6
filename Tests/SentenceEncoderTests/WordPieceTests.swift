import Foundation
import Knowledge
import Testing

@testable import SentenceEncoder

@Suite struct WordPieceTests {
    private func words(_ text: String) -> [String] {
        var words: [String] = []
        PlainWords.forEach(in: text) { word in
            words.append(word.map { String($0) }.joined())
            return true
        }
        return words
    }

    @Test(arguments: [
        ("How MUCH?", ["how", "much", "?"]), ("  a\tb\r\nc  ", ["a", "b", "c"]), ("", []),
        ("don't e-mail", ["don", "'", "t", "e", "-", "mail"]), ("$5^2", ["$", "5", "^", "2"]),
        ("Café É e\u{301}", ["cafe", "e", "e"]), ("Hộ khẩu Đống", ["ho", "khau", "đong"]),
        ("你好a", ["你", "好", "a"]), ("a\u{0}b\u{AD}c\u{FFFD}", ["abc"]),
        ("a\u{A0}b\u{3000}c", ["a", "b", "c"]), ("“a”…", ["“", "a", "”", "…"]),
        ("😀a", ["😀a"]), ("İI", ["ii"]),
    ]) func textBecomesPlainWords(_ text: String, _ wanted: [String]) {
        #expect(words(text) == wanted)
    }

    @Test(arguments: [
        ("passport", ["passport"]), ("passports", ["passport", "##s"]),
        ("passing", ["pass", "##ing"]), ("passx", ["[UNK]"]), ("x", ["[UNK]"]),
        ("a1a", ["a", "##1", "##a"]), ("[CLS]", ["[UNK]", "[UNK]", "[UNK]"]),
        ("##s", ["[UNK]", "[UNK]", "[UNK]"]),
        ("世1", ["世", "1"]), ("Đ", ["đ"]), ("Á", ["a"]), ("É", ["[UNK]"]),
    ]) func theLongestPieceIsTakenFromTheLeft(_ text: String, _ wanted: [String]) throws {
        let folder = try TemporaryFolder()
        let encoder = try SentenceEncoder(contentsOf: folder.tinyEncoder())
        let pieces = encoder.pieces(of: text).map { TinyModel.words[Int($0)] }
        #expect(pieces == ["[CLS]"] + wanted + ["[SEP]"])
    }

    @Test func aWordOfMoreThanAHundredLettersIsUnknown() throws {
        let folder = try TemporaryFolder()
        let encoder = try SentenceEncoder(contentsOf: folder.tinyEncoder())
        #expect(encoder.pieces(of: String(repeating: "a", count: 100)).count > 3)
        #expect(encoder.pieces(of: String(repeating: "a", count: 101)) == [2, 1, 3])
    }
}

/// Against the pieces that the package `tokenizers` makes, with the real vocabulary.
@Suite(.enabled(if: RealEncoder.isThere)) struct RealWordPieceTests {
    @Test func everyTrickyTextHasThePiecesOfTheReference() throws {
        let encoder = try SentenceEncoder(contentsOf: RealEncoder.file)
        let rows = try RealEncoder.fixture("word-pieces.json").array ?? []
        #expect(rows.count > 50)
        for row in rows {
            let unit = try #require(row["text"]?.text)
            let text = String(repeating: unit, count: row["times"]?.integer ?? 1)
            let wanted = (row["pieces"]?.array ?? []).compactMap(\.integer).map(Int32.init)
            #expect(encoder.pieces(of: text) == wanted, "\(unit.debugDescription)")
        }
    }
}
