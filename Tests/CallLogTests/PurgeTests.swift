import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

@Suite struct PurgeTests {
    private let now = LogSample.time("2026-11-28T12:00:00.000Z")

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func purge(_ log: TemporaryLog, before: String, recordings: URL? = nil) throws
        -> [LogError]
    {
        let purge = Purge(log.folder, before: try day(before), recordings: recordings)
        return try purge.carryOut(try purge.plan(), by: "Lan", reason: "90 days", time: now)
    }

    private func faults(_ log: TemporaryLog) throws -> [ChainFault] {
        let seams = PurgeMarker.seams(of: try PurgeLog(log.url).markers())
        return try log.sweep().calls.compactMap { ChainCheck(seams: seams).check($0).fault }
    }

    private func filled() throws -> TemporaryLog {
        let log = try TemporaryLog()
        for (call, start) in [
            ("a", "2026-11-21T09:00:00.000Z"), ("b", "2026-11-22T09:00:00.000Z"),
            ("late", "2026-11-22T23:59:58.000Z"), ("c", "2026-11-23T09:00:00.000Z"),
        ] {
            try log.write(
                LogSample.lines(call, [.answered("one", "a.b"), .refused("two")], start: start))
        }
        return log
    }

    @Test func oldDaysGoAndTheRestHolds() throws {
        let log = try filled()
        try log.pack("2026-11-21.jsonl", with: "gzip")
        let digest = SHA256.hex(of: try log.bytes("2026-11-22.jsonl"))
        #expect(try faults(log).isEmpty)
        #expect(try purge(log, before: "2026-11-23").isEmpty)
        #expect(log.names == ["2026-11-23.jsonl", "purged.jsonl"])
        #expect(try faults(log).isEmpty)
        let marker = try #require(try PurgeLog(log.url).markers().first)
        #expect(marker.by == "Lan")
        #expect(marker.reason == "90 days")
        #expect(marker.calls == 3)
        #expect(marker.from == Day("2026-11-21"))
        #expect(marker.to == Day("2026-11-22"))
        #expect(marker.files.map(\.name) == ["2026-11-21.jsonl.gz", "2026-11-22.jsonl"])
        #expect(marker.files.last?.sha256 == digest)
        // Only the call that went on over midnight has a seam.
        #expect(Array(marker.seams.keys) == ["late"])
    }

    @Test func keptSoundGoesWithItsCall() throws {
        let log = try filled()
        try FileManager.default.createDirectory(
            at: log.folder.audio, withIntermediateDirectories: true)
        // The last two are of calls of which the log has nothing.
        let sounds = ["a", "c", "20261101090000000-4711", "20261123090000000-4711"]
        for call in sounds { try log.put([1], "audio/\(call).wav") }
        #expect(log.folder.audio(of: "a") != nil)
        #expect(log.folder.audio(of: "../a") == nil)
        #expect(try purge(log, before: "2026-11-23").isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: log.folder.audio.path)
        #expect(left.sorted() == ["20261123090000000-4711.wav", "c.wav"])
    }

    @Test func withoutTheMarkerOrWithOneLineLessItDoesNotHold() throws {
        let log = try filled()
        _ = try purge(log, before: "2026-11-23")
        var lines = try log.lines("2026-11-23.jsonl")
        lines.removeFirst()
        try log.put(lines.flatMap { $0 + [0x0A] }, "2026-11-23.jsonl")
        #expect(try faults(log).map(\.kind) == [.missing])
        let other = try filled()
        _ = try purge(other, before: "2026-11-23")
        try FileManager.default.removeItem(at: other.url.appending(path: "purged.jsonl"))
        #expect(try faults(other).map(\.call) == ["late"])
    }

    @Test func markersAreAChain() throws {
        let log = try filled()
        for before in ["2026-11-22", "2026-11-23", "2026-11-24"] {
            _ = try purge(log, before: before)
        }
        let markers = try PurgeLog(log.url).markers()
        #expect(markers.map(\.to.description) == ["2026-11-21", "2026-11-22", "2026-11-23"])
        #expect(log.names == ["purged.jsonl"])
        var lines = try log.lines("purged.jsonl")
        lines.remove(at: 1)
        try log.put(lines.flatMap { $0 + [0x0A] }, "purged.jsonl")
        #expect(throws: LogError.self) { try PurgeLog(log.url).markers() }
    }

    @Test func aPlanChangesNothingAndNothingToDoLeavesNoMarker() throws {
        let log = try filled()
        let plan = try Purge(log.folder, before: try day("2026-11-23")).plan()
        #expect(plan.files.map(\.lastPathComponent) == ["2026-11-21.jsonl", "2026-11-22.jsonl"])
        #expect(plan.calls == ["a", "b", "late"])
        #expect(log.names.count == 3)
        #expect(try purge(log, before: "2026-11-01").isEmpty)
        #expect(log.names.count == 3)
    }

    @Test func recordingsOfTheCallsGoAndNoOthers() throws {
        let (log, sound) = (try filled(), try TemporaryLog())
        for name in ["a.wav", "late.ulaw", "c.wav", "b.txt", "z.wav", "b"] {
            try sound.put("x", name)
        }
        _ = try purge(log, before: "2026-11-23", recordings: sound.url)
        #expect(sound.names == ["b", "b.txt", "c.wav", "z.wav"])
    }

    @Test func aLinkGoesAndWhatItLeadsToStays() throws {
        let (log, other) = (try filled(), try TemporaryLog())
        try other.put("precious\n", "file")
        try FileManager.default.createSymbolicLink(
            at: log.url.appending(path: "2026-11-20.jsonl"),
            withDestinationURL: other.url.appending(path: "file"))
        _ = try purge(log, before: "2026-11-23")
        #expect(!log.names.contains("2026-11-20.jsonl"))
        #expect(try other.bytes("file") == Array("precious\n".utf8))
        // The marker claims no content that is still there.
        let digest = SHA256.hex(of: try other.bytes("file"))
        let marker = String(decoding: try log.bytes("purged.jsonl"), as: UTF8.self)
        #expect(!marker.contains(digest))
    }

    @Test func soundBehindALinkStays() throws {
        let (log, other) = (try filled(), try TemporaryLog())
        try other.put("x", "a.wav")
        try FileManager.default.createSymbolicLink(
            at: log.url.appending(path: "audio"), withDestinationURL: other.url)
        _ = try purge(log, before: "2026-11-23")
        #expect(other.names == ["a.wav"])
        #expect(log.names.contains("audio"))
    }

    @Test func whatCannotBeReadGoesAllTheSameAndIsNamed() throws {
        let log = try filled()
        try log.pack("2026-11-21.jsonl", with: "gzip")
        let packed = try log.bytes("2026-11-21.jsonl.gz")
        try log.put(Array(packed.dropLast(12)), "2026-11-21.jsonl.gz")
        try log.put("x", "2026-11-20.jsonl.1")
        let plan = try Purge(log.folder, before: try day("2026-11-23")).plan()
        #expect(plan.unread.count == 2)
        #expect(plan.unread.contains { $0.subject == "2026-11-20.jsonl.1" })
        #expect(plan.unread.contains { $0.kind == .damagedArchive })
        #expect(try purge(log, before: "2026-11-23").isEmpty)
        #expect(log.names == ["2026-11-23.jsonl", "purged.jsonl"])
    }

    @Test func aFolderWithADaysNameStays() throws {
        let log = try filled()
        let folder = log.url.appending(path: "2026-11-20.jsonl")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try log.put("precious", "2026-11-20.jsonl/file")
        let plan = try Purge(log.folder, before: try day("2026-11-23")).plan()
        #expect(plan.left.map(\.subject) == ["2026-11-20.jsonl"])
        #expect(plan.unread.isEmpty)
        #expect(try purge(log, before: "2026-11-23").isEmpty)
        #expect(try log.bytes("2026-11-20.jsonl/file") == Array("precious".utf8))
    }

    @Test func aMarkerSaysThatNoReasonWasGiven() throws {
        let log = try filled()
        let purge = Purge(log.folder, before: try day("2026-11-23"))
        _ = try purge.carryOut(try purge.plan(), by: "Lan", reason: "", time: now)
        #expect(
            try PurgeLog(log.url).markers().first?.sentence.hasSuffix("(no reason given)") == true)
    }
}
