import CallLog
import Knowledge
import Testing
import Transcript

@Suite struct NewerLinesTests {
    private func newer(_ line: [UInt8], version: Int) -> [UInt8] {
        Array(
            String(decoding: line, as: UTF8.self)
                .replacing("{\"v\":1,", with: "{\"v\":\(version),").utf8)
    }

    /// Three lines of a newer program, one of them in a form of its own.
    private func filled() throws -> TemporaryLog {
        let log = try TemporaryLog()
        try log.write(LogSample.lines("a", [.refused("x")], start: "2026-11-23T09:00:00.000Z"))
        var lines = LogSample.lines(
            "b", [.answered("how much is it", "fee")], start: "2026-11-24T09:00:00.000Z"
        ).map(\.bytes)
        lines[1] = newer(lines[1], version: 2)
        lines[2] = newer(lines[2], version: 3)
        lines[3] = Array("{ ".utf8) + newer(lines[3], version: 2).dropFirst()
        try log.put(lines.flatMap { $0 + [0x0A] }, "2026-11-24.jsonl")
        return log
    }

    @Test func theyAreCountedByFileAndRead() throws {
        let log = try filled()
        var scan = CallScan()
        var calls: [ScannedCall] = []
        #expect(try log.folder.sweep(&scan) { calls.append($0) }.isEmpty)
        #expect(scan.newer == [NewerLines(file: "2026-11-24.jsonl", count: 3, version: 3)])
        #expect(calls.last?.summary?.turns.first?.text == "how much is it")
        #expect(scan.damaged.isEmpty)
    }

    @Test func theyAreCountedThoughNoCallOfThemIsLookedFor() throws {
        let log = try filled()
        var scan = CallScan(calls: ["a"])
        _ = try log.folder.sweep(&scan) { _ in }
        #expect(scan.newer.map(\.count) == [3])
    }

    @Test func ofThisVersionThereIsNothingToTell() throws {
        let log = try TemporaryLog()
        try log.write(LogSample.lines("a", [.refused("x")]))
        var scan = CallScan()
        _ = try log.folder.sweep(&scan) { _ in }
        #expect(scan.newer.isEmpty)
    }

    @Test func theSentenceNamesTheFileAndHowMany() {
        #expect(
            NewerLines(file: "f", count: 3, version: 2).description
                == "f: 3 lines of a newer version of this program, read as far as they are known "
                + "(schema 2); remedy: read the log with that version")
        #expect(NewerLines.notice(1).hasPrefix("1 line of a newer version"))
    }
}
