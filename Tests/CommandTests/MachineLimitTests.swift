import AudioSocket
import Foundation
import Testing

extension CommandSuite {
    /// The machine has not enough of something: descriptors, memory.
    @Suite struct MachineLimitTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private struct Service {
            let running: Running
            let port: Int
            let log: URL
        }

        private func serve(environment: [String: String] = [:]) throws -> Service {
            let folder = try place.newFolder("limits")
            let file = folder.appending(path: "lines.json")
            try Data(#"{ "log": "log", "drain_seconds": 1, "audiosocket": { "port": 0 } }"#.utf8)
                .write(to: file)
            let running = try place.start(
                ["serve", "--json", "--config", file.path], environment: environment)
            let port = running.complaint(matching: /on 127\.0\.0\.1, port ([0-9]+)/)
            return Service(
                running: running, port: Int(try #require(port)) ?? 0,
                log: folder.appending(path: "log"))
        }

        private func expectWhole(_ log: URL) throws {
            let verified = try place.run("log", "verify", "--log", log.path)
            #expect(verified.status == 0, "\(verified.output)\(verified.complaint)")
        }

        @Test func withoutDescriptorsCallsGoOnAndLaterCallersAreAnswered() throws {
            let service = try serve()
            let first = try PhoneCall(port: service.port)
            #expect(try first.listen { first.hasHeardVoice(inLast: 200) })
            let descriptors = "/proc/\(service.running.id)/fd"
            let count = try FileManager.default.contentsOfDirectory(atPath: descriptors).count
            let limited = try place.startTool(
                "prlimit", ["--pid", "\(service.running.id)", "--nofile=\(count + 2)"])
            try #require(limited.finish().status == 0)
            var crowd = try (0..<12).map { _ in try PhoneCall(port: service.port) }
            // The call that runs loses nothing: a frame for each of its own.
            let before = first.heard.count
            let start = ContinuousClock.now
            try first.listen(atMost: .seconds(3))
            let passed = (ContinuousClock.now - start) / .milliseconds(20)
            #expect(Double(first.heard.count - before) / 160 > passed - 5)
            crowd.removeAll()
            let last = try PhoneCall(port: service.port)
            #expect(try last.listen { last.hasHeardVoice(inLast: 200) })
            // A call that found no descriptor for its log has lost lines of it.
            service.running.send(SIGTERM)
            #expect(service.running.finish().status == 0)
        }

        /// From too little to start, over too little to go on, to enough, in kilobytes.
        @Test(arguments: [60_000, 150_000, 200_000, 250_000, 300_000, 400_000, 2_000_000])
        func withTooLittleMemoryNothingHangsAndTheLogIsWhole(kilobytes: Int) throws {
            let log = try place.newFolder("memory")
            let outcome = try place.startTool(
                "sh",
                [
                    "-c", "ulimit -c 0 -v \(kilobytes); exec \"$@\"", "sh", place.executable.path,
                    "replay", "audio-fixtures/scenarios/stop-word.json", "--log", log.path,
                ]
            ).finish()
            #expect(outcome.ending != .overdue)
            if kilobytes == 2_000_000 { #expect(outcome.status == 0, "\(outcome.complaint)") }
            try expectWhole(log)
        }
    }
}
