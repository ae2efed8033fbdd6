import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

/// Where a call's sound is, as its own log tells, and what of that is believed.
@Suite struct KeptSoundTests {
    private let sound = TemporarySound()

    /// Gone with its last reference.
    private final class TemporarySound {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "tongdai-sound-\(UUID().uuidString)")

        init() {
            try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func put(_ name: String) throws -> String {
            try Data("x".utf8).write(to: url.appending(path: name))
            return url.appending(path: name).path
        }

        var names: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
        }
    }

    private func lines(_ call: String, file: String) -> [TranscriptLine] {
        let started = TranscriptEvent.CallStarted(
            language: "en-US", source: "alsa", knowledge: "k", version: "1", audioKept: true,
            audioFile: file)
        var events = LogSample.events([.refused("x")])
        events[0] = (0, .callStarted(started))
        return LogSample.lines(call, events: events, start: "2026-11-20T09:00:00.000Z")
    }

    private func purge(_ log: TemporaryLog) throws -> [URL] {
        let purge = Purge(log.folder, before: try #require(Day("2026-11-23")))
        let plan = try purge.plan()
        _ = try purge.carryOut(
            plan, by: "Lan", reason: "90 days", time: LogSample.time("2026-11-28T12:00:00.000Z"))
        return plan.recordings
    }

    @Test func purgeFollowsTheCallToItsSound() throws {
        let log = try TemporaryLog()
        try log.write(lines("one", file: try sound.put("one.wav")))
        _ = try sound.put("other.wav")
        let call = try #require(try log.sweep().calls.first)
        #expect(log.folder.sound(of: call)?.lastPathComponent == "one.wav")
        #expect(try purge(log).count == 1)
        #expect(sound.names == ["other.wav"])
    }

    @Test func whatIsNoRecordingOfTheCallStays() throws {
        let log = try TemporaryLog()
        let precious = try sound.put("precious.txt")
        try FileManager.default.createSymbolicLink(
            atPath: sound.url.path + "/linked.wav", withDestinationPath: precious)
        for (call, file) in [
            ("one", try sound.put("two.wav")), ("precious", precious),
            ("linked", sound.url.path + "/linked.wav"), ("..", sound.url.path + "/...wav"),
            ("gone", sound.url.path + "/gone.wav"),
        ] {
            try log.write(lines(call, file: file))
        }
        let before = sound.names
        #expect(try purge(log).isEmpty)
        #expect(sound.names == before)
        #expect(before.count == 3)
    }

    @Test func aCallThatWasReadTwoWaysHasTheSameFile() throws {
        // The lean reader and the JSON parser.
        let bytes = lines("one", file: "/x/one.wav")[0].bytes
        let lean = LogSample.scanned("one", [bytes]).summary
        let parsed = LogSample.scanned("one", [Array("{ ".utf8) + bytes.dropFirst()]).summary
        #expect(lean?.audioFile == "/x/one.wav")
        #expect(parsed?.audioFile == "/x/one.wav")
    }
}
