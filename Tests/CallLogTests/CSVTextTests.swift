import CallLog
import Testing
import Transcript

@Suite struct CSVTextTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), (["a,b", "c"], "\"a,b\",c\r\n"),
        (["say \"no\""], "\"say \"\"no\"\"\"\r\n"), ([""], "\r\n"),
        (["=1+1"], "'=1+1\r\n"), (["+84", "-2", "-2+3"], "+84,-2,'-2+3\r\n"),
        (["@SUM(A1)"], "'@SUM(A1)\r\n"), ([" =1"], "' =1\r\n"), (["\t=1"], "' =1\r\n"),
        (["＝1"], "'＝1\r\n"), (["|calc"], "'|calc\r\n"),
        (["a\nb\u{1B}[2J\u{202E}c\u{0}"], "a b [2J c \r\n"), (["hộ khẩu"], "hộ khẩu\r\n"),
        (["=HYPERLINK(\"x\",\"y\")"], "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n"),
    ])
    func cells(_ cells: [String], _ row: String) { #expect(CSVText.row(cells) == row) }

    @Test func aTurnIsARowAndACallWithoutOneToo() throws {
        let call = LogSample.scanned(
            "c", LogSample.lines("c", [.answered("=cmd", "a.b"), .refused("two")]).map(\.bytes))
        let summary = try #require(call.summary)
        let rows = CallTable.rows(of: summary)
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.count == CallTable.columns.count })
        #expect(CallTable.rows(of: summary, turns: [1]).map { $0[9] } == ["two"])
        let silent = LogSample.scanned("s", LogSample.lines("s", []).map(\.bytes))
        let empty = CallTable.rows(of: try #require(silent.summary))
        #expect(empty.count == 1)
        #expect(empty[0].count == CallTable.columns.count)
    }

    @Test(arguments: [[LogSample.Turn.refused("two")], []])
    func theExchangesIdIsInTheLastColumn(_ turns: [LogSample.Turn]) throws {
        let uuid = "40325ec2-5efd-4bd3-805f-53576e581d13"
        var events = LogSample.events(turns)
        events[0].event = .callStarted(
            .init(
                language: "en-US", source: "audiosocket", knowledge: "k", version: "1", uuid: uuid))
        let call = LogSample.scanned("c", LogSample.lines("c", events: events).map(\.bytes))
        #expect(CallTable.columns.last == "uuid")
        let rows = CallTable.rows(of: try #require(call.summary))
        #expect(rows.map { $0.last } == [uuid])
        #expect(rows.allSatisfy { $0.count == CallTable.columns.count })
    }
}
