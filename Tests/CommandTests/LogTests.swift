import Foundation
import Testing

extension CommandSuite {
    /// The transcript in its folder.
    @Suite struct LogTests {
        private static let question = "audio-fixtures/formats/rate-16000.wav"
        private static let day = "2026-11-23.jsonl"

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private func replay(_ folder: URL, _ options: String...) -> [String] {
            ["replay", "--json", "--start", "2026-11-23T09:00:00Z", "--log", folder.path] + options
                + [Self.question]
        }

        @Test func theLogIsWhatIsPrintedAndTheOwnersOnly() throws {
            let folder = try place.newFolder("log", isMade: false)
            let call = try place.run(replay(folder))
            #expect(call.status == 0)
            let file = folder.appending(path: Self.day)
            #expect(try Data(contentsOf: file) == call.data)
            let files = FileManager.default
            #expect(
                try files.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
            #expect(
                try files.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
        }

        @Test func twoAtOnceDoNotMixTheirLines() throws {
            let folder = try place.newFolder("log")
            let both = try (0..<2).map { _ in
                try place.start(
                    ["replay", "--json", "--start", "2026-11-23T09:00:00Z", "--log", folder.path]
                        + ["rate-8000", "rate-16000", "rate-48000"].map {
                            "audio-fixtures/formats/\($0).wav"
                        })
            }
            let outcomes = both.map { $0.finish() }
            #expect(outcomes.allSatisfy { $0.status == 0 })
            let data = try Data(contentsOf: folder.appending(path: Self.day))
            let written = Event.wholeLines(data)
            #expect(written.count == outcomes.reduce(0) { $0 + $1.lines.count })
            #expect(Set(written) == Set(outcomes.flatMap { Event.wholeLines($0.data) }))
            #expect(Event.breakOfChain(data) == nil)
        }

        @Test func aFileThatIsReplayedAgainIsAnotherCallOfTheLog() throws {
            let folder = try place.newFolder("log")
            let calls = try (0..<3).map { _ in try place.run(replay(folder)) }
            #expect(calls.allSatisfy { $0.status == 0 })
            #expect(
                calls.map { $0.events.first?.call }
                    == ["rate-16000", "rate-16000-2", "rate-16000-3"])
            let data = try Data(contentsOf: folder.appending(path: Self.day))
            #expect(Event.breakOfChain(data) == nil)
            // Into another log, the same bytes as the first time.
            let other = try place.newFolder("log")
            #expect(try place.run(replay(other)).data == calls[0].data)
        }

        @Test func aKilledProcessLosesNothingThatWasSaid() throws {
            let folder = try place.newFolder("log")
            let running = try place.start(
                replay(folder, "--real-time", "--over-greeting", "--partials"))
            let said = running.event { $0.event == "caller.said" }
            running.send(SIGKILL)
            let call = running.finish()
            #expect(said != nil)
            #expect(call.ending == .signal(SIGKILL))
            let data = try Data(contentsOf: folder.appending(path: Self.day))
            #expect(Event.breakOfChain(data) == nil)
            #expect(Event.list(data).contains { $0.event == "caller.said" })
            #expect(!Event.list(data).contains { $0.event == "call.ended" })
            // What was printed is written.
            #expect(Event.wholeLines(data).starts(with: Event.wholeLines(call.data)))
            // The next call begins on a line of its own.
            #expect(try place.run(replay(folder)).status == 0)
            #expect(
                Event.breakOfChain(try Data(contentsOf: folder.appending(path: Self.day))) == nil)
        }

        @Test func aKilledProcessLeavesARecordingThatPlays() throws {
            let folder = try place.newFolder("recordings")
            let running = try place.start([
                "replay", "--json", "--real-time", "--recordings", folder.path, Self.question,
            ])
            let greeting = running.event { $0.event == "agent.said" }
            running.send(SIGKILL)
            _ = running.finish()
            let sound = try StereoSound(folder.appending(path: "rate-16000.wav"))
            // All but the two seconds that may not have been written yet.
            #expect(sound.frameCount >= 16 * ((greeting?.ms ?? 0) - 2_100))
            #expect(sound.rightLevel(0..<3_000) > -40)
        }
    }
}
