import Editing
import Testing

@Suite struct CSVTests {
    private func cells(_ text: String) throws -> [[String]] {
        try CSV.rows(of: Array(text.utf8)).map(\.cells)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let rows = [
            ["id", "answer"], ["a", "two, three"], ["b", "she said \"yes\""],
            ["c", "one\ntwo\n\nthree"], ["d", "hộ khẩu"], ["e", "=1+1"], ["f", "'=x"],
            ["g", " padded "], ["h", "a;b\tc"], ["i", "-5"], ["j", "'s-Gravenhage"],
        ]
        let bytes = CSV.bytes(of: rows)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]), "Excel knows UTF-8 by it")
        #expect(try CSV.rows(of: bytes).map(\.cells) == rows)
    }

    @Test func noCellIsAFormula() throws {
        let text = String(
            decoding: CSV.bytes(of: [["=HYPERLINK(\"x\")", "+1", "@x"]]), as: UTF8.self)
        #expect(text == "\u{FEFF}\"'=HYPERLINK(\"\"x\"\")\",'+1,'@x\r\n")
    }

    @Test(arguments: [",", ";", "\t"])
    func tablesAreReadAsSpreadsheetsSaveThem(_ separator: String) throws {
        let text = "id\(separator)answer\r\n\"a\"\(separator)\"x\r\ny\"\r\n"
        #expect(try cells(text) == [["id", "answer"], ["a", "x\ny"]])
        #expect(try cells("\u{FEFF}" + text.replacing("\r\n", with: "\n")).count == 2)
    }

    @Test func emptyRowsAreLeftOutAndLinesCounted() throws {
        let rows = try CSV.rows(of: Array("id\n\n,,\n\"a\nb\"\nc".utf8))
        #expect(rows.map(\.line) == [1, 4, 6])
    }

    @Test func whatIsBrokenIsSaidWithItsLine() {
        let open = #expect(throws: CSV.Failure.self) { try cells("id\na\n\"b\nc\n") }
        #expect(open?.line == 3)
        let stray = #expect(throws: CSV.Failure.self) { try cells("id\n\"b\"c\n") }
        #expect(stray?.line == 2)
        let latin = #expect(throws: CSV.Failure.self) { try CSV.rows(of: [0x69, 0xE9, 0x0A]) }
        #expect(latin?.remedy.contains("UTF-8") == true)
        #expect(throws: Never.self) { try CSV.rows(of: []) }
    }
}
