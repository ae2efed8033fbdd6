import Foundation
import Testing

extension CommandSuite {
    /// The same calls give the same transcript and the same sound, byte for byte,
    /// whatever else the machine does.
    @Suite struct DeterminismTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// All scenarios and recorded callers, as CI has it (`TONGDAI_ALL_CALLERS=1`);
        /// without that every twelfth caller.
        private static func calls() throws -> [String] {
            let all = ProcessInfo.processInfo.environment["TONGDAI_ALL_CALLERS"] != nil
            let callers = try ["wav", "human", "nonspeech"].flatMap { folder in
                try FileManager.default.contentsOfDirectory(
                    atPath: Workplace.fixtures.appending(path: folder).path
                )
                .filter { $0.hasSuffix(".wav") }.sorted().map { "audio-fixtures/\(folder)/\($0)" }
            }
            let chosen = stride(from: 0, to: callers.count, by: all ? 1 : 12).map { callers[$0] }
            return ScenarioTests.scenarios.map { "audio-fixtures/scenarios/\($0)" } + chosen
        }

        @Test func underLoadTheSameCallsGiveTheSameBytes() throws {
            let calls = try Self.calls()
            #expect(calls.count >= 40)
            let idle = try replay(calls)
            let load = try (0..<2).map { _ in
                try place.startTool("sh", ["-c", "while :; do :; done"], limit: .seconds(3_600))
            }
            let busy = try replay(calls)
            load.forEach { $0.send(SIGKILL) }
            #expect(idle.recordings.count == calls.count)
            #expect(idle.transcript == busy.transcript)
            for (name, hash) in idle.recordings {
                #expect(busy.recordings[name] == hash, "\(name)")
            }
        }

        private func replay(
            _ calls: [String]
        ) throws -> (transcript: String, recordings: [String: String]) {
            let folder = try place.newFolder("same")
            defer { try? FileManager.default.removeItem(at: folder) }
            let outcome = try place.run(
                ["replay", "--json", "--partials", "--recordings", folder.path] + calls,
                limit: .seconds(1_800))
            #expect(outcome.ending != .overdue)
            #expect(Event.breakOfChain(outcome.data) == nil)
            #expect(outcome.events.named("call.ended").count == calls.count)
            let transcript = folder.appending(path: "transcript.jsonl")
            try outcome.data.write(to: transcript)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            var recordings: [String: String] = [:]
            for name in files where name.hasSuffix(".wav") {
                recordings[name] = try place.sha256(folder.appending(path: name))
            }
            return (try place.sha256(transcript), recordings)
        }
    }
}
