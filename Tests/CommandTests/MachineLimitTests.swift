import AudioSocket
import Foundation
import Testing

extension CommandSuite {
    /// The machine has not enough of something: descriptors, memory, one steady clock.
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
            // By way of `env`: libfaketime sets a variable in the first process that it is
            // loaded into, after which Swift 6 no longer finds that process's arguments.
            let running = try place.startTool(
                place.executable.path, ["serve", "--json", "--config", file.path],
                environment: environment)
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
        @Test(arguments: [60_000, 110_000, 130_000, 165_000, 180_000, 250_000, 2_000_000])
        func withTooLittleMemoryTheEndIsADefinedOneAndTheLogIsWhole(kilobytes: Int) throws {
            let log = try place.newFolder("memory")
            let outcome = try place.startTool(
                "sh",
                [
                    "-c", "ulimit -c 0 && ulimit -v \(kilobytes) && exec \"$@\"", "sh",
                    place.executable.path, "replay", "audio-fixtures/scenarios/stop-word.json",
                    "--log", log.path,
                ], environment: ["SWIFT_BACKTRACE": "enable=no"]
            ).finish()
            switch outcome.ending {
            case .exit(0): #expect(!outcome.output.isEmpty)
            case .exit(1): #expect(outcome.complaint.contains("remedy: "), "\(outcome.complaint)")
            case .exit(127): #expect(outcome.complaint.contains("loading shared libraries"))
            case .signal(SIGABRT):
                // Swift's run time, PocketSphinx and eSpeak NG end a process that gets none.
                let reasons = ["alloc", "Assertion"]
                #expect(
                    reasons.contains(where: outcome.complaint.contains), "\(outcome.complaint)")
            case .signal(SIGSEGV):
                // Swift's run time prints "failed to allocate" by `vasprintf`, and does not look whether
                // there was memory for that. Only while the program loads.
                #expect(kilobytes < 120_000, "\(outcome.complaint)")
            default: Issue.record("\(outcome.ending): \(outcome.complaint)")
            }
            if kilobytes < 100_000 { #expect(outcome.status != 0, "there was no limit") }
            if kilobytes == 2_000_000 { #expect(outcome.status == 0, "\(outcome.complaint)") }
            try expectWhole(log)
        }

        /// A day back and a day forth, by libfaketime, in the middle of a call.
        @Test func aClockThatJumpsDoesNotDisturbACall() throws {
            let faketime = "/usr/lib/\(Self.triplet)/faketime/libfaketime.so.1"
            try #require(FileManager.default.fileExists(atPath: faketime), "scripts/setup test")
            let clock = try place.newFolder("clock").appending(path: "offset")
            try Data("+0\n".utf8).write(to: clock)
            let service = try serve(environment: [
                "LD_PRELOAD": faketime, "FAKETIME_TIMESTAMP_FILE": clock.path,
                "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            ])
            let call = try PhoneCall(port: service.port)
            #expect(try call.listen { call.hasHeardVoice(inLast: 200) })
            for (offset, key) in [("-1d", "1"), ("+1d", "2"), ("+0", "3")] {
                try Data("\(offset)\n".utf8).write(to: clock)
                let before = call.heard.count
                try call.listen(atMost: .seconds(1))
                #expect(call.heard.count - before >= 45 * 160)
                call.send(.dtmf(Character(key)))
                try call.listen(atMost: .seconds(1))
            }
            call.hangUp()
            #expect(service.running.event { $0.event == "call.ended" } != nil)
            service.running.send(SIGTERM)
            let outcome = service.running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.events.named("dtmf").count == 3)
            // What the call measures is the line's time, not the wall's.
            let times = outcome.events.map(\.ms)
            #expect(times == times.sorted() && (times.last ?? 0) < 60_000)
            #expect(outcome.events.named("fault").isEmpty)
            try expectWhole(service.log)
        }

        private static var triplet: String {
            #if arch(arm64)
            "aarch64-linux-gnu"
            #else
            "x86_64-linux-gnu"
            #endif
        }
    }
}
