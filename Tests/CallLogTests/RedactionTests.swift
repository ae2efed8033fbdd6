import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

@Suite struct RedactionTests {
    private let noon = LogSample.time("2026-11-28T12:00:00.000Z")
    private var redaction: Redaction { Redaction(by: "Lan", reason: "asked for", time: noon) }

    private func redact(_ log: TemporaryLog, _ id: String) throws -> LogEdit.Outcome {
        var scan = CallScan(calls: [id])
        var found: ScannedCall?
        _ = try log.folder.sweep(&scan) { found = $0 }
        return try LogEdit(log.folder).redact(
            try #require(found), files: scan.files, redaction)
    }

    private func isWhole(_ log: TemporaryLog) throws -> Bool {
        try log.sweep().calls.allSatisfy { ChainCheck().check($0).fault == nil }
    }

    private func events() -> [(ms: Int, event: TranscriptEvent)] {
        var events = LogSample.events([.answered("my name is secret", "a.b")])
        events.insert((5, .callerPartial(text: "my secret")), at: 2)
        events.insert((6, .dtmf(digits: "7")), at: 3)
        events.insert(
            (7, .action(.init(name: "note", slots: ["x": "secret"], result: "ok"))), at: 4)
        events.insert((8, .other(name: "later.event", fields: ["who": "secret"])), at: 5)
        events.insert(
            (
                9,
                .answerChosen(
                    .init(
                        outcome: .answer, answer: "a.b", score: 1, evidence: ["words": ["secret"]]))
            ), at: 6)
        events.insert(
            (
                10,
                .agentSaid(
                    .init(
                        text: "You said secret", heard: "secret", complete: true, startMS: 1,
                        endMS: 2))
            ), at: 7)
        return events
    }

    @Test func nothingThatWasSaidIsLeftAndTheChainHolds() throws {
        let log = try TemporaryLog()
        let lines = LogSample.lines("c", events: events())
        let other = LogSample.lines("other", [.refused("leave me")])
        try log.write(lines + other)
        let before = try log.sweep().calls.first { $0.call == "c" }?.summary
        let outcome = try redact(log, "c")
        #expect(outcome.lines == lines.count)
        #expect(outcome.dropped == 0)
        #expect(outcome.wasWhole)
        let text = String(decoding: try log.bytes("2026-11-24.jsonl"), as: UTF8.self)
        #expect(!text.contains("secret"))
        #expect(!text.contains("or else\",\"confidence\":0.1}],\"start_ms\":1000,\"x"))
        #expect(text.contains("leave me"))
        #expect(try isWhole(log))
        // Times, outcomes and answers are as they were.
        let after = try #require(try log.sweep().calls.first { $0.call == "c" }?.summary)
        #expect(after.outcome == before?.outcome)
        #expect(after.turns.map(\.answer) == before?.turns.map(\.answer))
        #expect(after.turns.map(\.latencyMS) == before?.turns.map(\.latencyMS))
        #expect(after.turns.map(\.startMS) == before?.turns.map(\.startMS))
        #expect(after.lastTime == before?.lastTime)
        #expect(after.turns.last?.text == Redaction.mark)
    }

    @Test func theMarkerSaysWhoWhenAndWhatWasThere() throws {
        let log = try TemporaryLog()
        let lines = LogSample.lines("c", events: events())
        try log.write(lines)
        _ = try redact(log, "c")
        let records = try #require(try log.sweep().calls.first).records
        #expect(records.count == lines.count + 1)
        guard case .other(Redaction.event, let fields) = records[1].event else {
            Issue.record("no marker")
            return
        }
        #expect(fields["by"]?.text == "Lan")
        #expect(fields["at"]?.text == noon.description)
        #expect(fields["reason"]?.text == "asked for")
        #expect(fields["lines"]?.integer == lines.count)
        #expect(fields["whole"]?.bool == true)
        #expect(fields["last"]?.text == lines.last.map { TranscriptChain.digest(of: $0.bytes) })
    }

    @Test func aBrokenChainIsNotWashedClean() throws {
        let log = try TemporaryLog()
        var lines = LogSample.lines("c", events: events()).map(\.bytes)
        lines.remove(at: 4)
        try log.put(lines.flatMap { $0 + [0x0A] }, "2026-11-24.jsonl")
        #expect(try redact(log, "c").wasWhole == false)
        let text = String(decoding: try log.bytes("2026-11-24.jsonl"), as: UTF8.self)
        #expect(text.contains("\"whole\":false"))
        #expect(try isWhole(log))
    }

    @Test func aLineThatCannotBeReadGoesWithItsWords() throws {
        let log = try TemporaryLog()
        let lines = LogSample.lines("c", events: events()).map(\.bytes)
        var cut = Array(lines.dropLast(2))
        cut.append(Array(lines[1].dropLast(5)))
        try log.put(cut.flatMap { $0 + [0x0A] }, "2026-11-24.jsonl")
        #expect(try redact(log, "c").dropped == 1)
        #expect(try log.lines("2026-11-24.jsonl").count == cut.count)
        #expect(try isWhole(log))
    }

    @Test func aCallOverMidnightAndACompressedDayAreRedacted() throws {
        let log = try TemporaryLog()
        try log.write(
            LogSample.lines("late", events: events(), start: "2026-11-23T23:59:59.000Z")
                + LogSample.lines("next", [.refused("x")]))
        #expect(log.names == ["2026-11-23.jsonl", "2026-11-24.jsonl"])
        try log.pack("2026-11-23.jsonl", with: "gzip")
        _ = try redact(log, "late")
        #expect(log.names == ["2026-11-23.jsonl.gz", "2026-11-24.jsonl"])
        let (calls, failures) = try log.sweep()
        #expect(failures.isEmpty)
        #expect(calls.count == 2)
        #expect(try isWhole(log))
        #expect(
            !calls.flatMap(\.lines).contains {
                String(decoding: $0.bytes, as: UTF8.self).contains("secret")
            })
    }

    @Test func whatIsRedactedOrGoesOnIsRefused() throws {
        let log = try TemporaryLog()
        try log.write(LogSample.lines("c", events: events()))
        try log.write(
            LogSample.lines(
                "now", [.refused("x")], start: "2026-11-28T11:50:00.000Z", hasEnd: false))
        _ = try redact(log, "c")
        let bytes = try log.bytes("2026-11-24.jsonl")
        #expect(throws: LogError.self) { try redact(log, "c") }
        #expect(throws: LogError.self) { try redact(log, "now") }
        #expect(try log.bytes("2026-11-24.jsonl") == bytes)
    }

    @Test func whoAppendsMeanwhileLosesNothing() throws {
        let log = try TemporaryLog()
        try log.write(LogSample.lines("c", events: events()))
        let other = LogSample.lines("other", [.refused("kept")])
        try log.write(Array(other.prefix(3)))
        // A writer's last line is not whole yet.
        let file = log.url.appending(path: "2026-11-24.jsonl")
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(other[3].bytes.prefix(40)))
        try handle.close()
        _ = try redact(log, "c")
        #expect(try log.lines("2026-11-24.jsonl").last == Array(other[3].bytes.prefix(40)))
        try log.write(Array(other.dropFirst(3)))
        let call = try #require(try log.sweep().calls.first { $0.call == "other" })
        #expect(call.records.count == other.count)
    }
}
