import Foundation
import Testing

extension CommandSuite {
    /// Files that cannot be used, and folders that cannot be written.
    @Suite struct BadInputTests {
        private static let question = "audio-fixtures/formats/rate-16000.wav"

        /// Damaged, and heard all the same, as documented in `WAVFile`.
        private static let tolerated = ["half-a-sample.wav", "not-numbers.wav"]

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private static var bad: [String] {
            (try? FileManager.default.contentsOfDirectory(
                atPath: Workplace.fixtures.appending(path: "bad").path))?.sorted() ?? []
        }

        @Test func everyBadFileIsRefusedWithItsNamePlaceAndRemedy() throws {
            #expect(Self.bad.count >= 30)
            for name in Self.bad where !Self.tolerated.contains(name) {
                let file = "audio-fixtures/bad/\(name)"
                let call = try place.run("replay", "--json", file)
                #expect(call.status == 1, "\(name)")
                #expect(call.output.isEmpty, "\(name)")
                #expect(call.complaint.contains("tongdai replay: \(file): "), "\(name)")
                #expect(call.complaint.contains(/\(at byte \d+\); remedy: \S/), "\(name)")
                #expect(call.complaint.split(separator: "\n").count == 1, "\(name)")
            }
        }

        @Test(arguments: tolerated) func slightDamageIsHeardThrough(_ name: String) throws {
            let call = try place.run("replay", "--json", "audio-fixtures/bad/\(name)")
            #expect(call.status == 0)
            #expect(call.events.last?.event == "call.ended")
        }

        @Test(arguments: [
            ("/nonexistent/file.wav", "there is no such file"),
            ("audio-fixtures/wav", "this is not a regular file"),
            ("/dev/zero", "this is not a regular file"),
            ("audio-fixtures/README.md", "not a WAV file"),
            ("/nonexistent/scenario.json", "the scenario cannot be read"),
            ("models/en-US/language.json", "the scenario has no steps"),
        ])
        func whatIsNoRecordingIsRefused(_ path: String, _ problem: String) throws {
            let call = try place.run("replay", path)
            #expect(call.status == 1)
            #expect(call.complaint.contains("\(path)"))
            #expect(call.complaint.contains(problem), "\(call.complaint)")
            #expect(call.complaint.contains("remedy: "))
        }

        @Test func aScenarioThatNamesAMissingFileSaysWhich() throws {
            let scenario = try place.newFolder("scenario").appending(path: "s.json")
            try Data(#"{"steps": [{"after": "reply", "play": "gone.wav"}]}"#.utf8)
                .write(to: scenario)
            let call = try place.run("replay", scenario.path)
            #expect(call.status == 1)
            #expect(call.complaint.contains("gone.wav: there is no such file"))
        }

        @Test func theOtherCallersAreStillAnswered() throws {
            let call = try place.run(
                "replay", "--json", "audio-fixtures/bad/truncated-data.wav", Self.question,
                "/nonexistent.wav", "audio-fixtures/formats/rate-48000.wav")
            #expect(call.status == 1)
            #expect(call.events.answers == ["passport.fee", "passport.fee"])
            #expect(call.complaint.split(separator: "\n").count == 2)
        }

        // MARK: - What cannot be written

        /// A folder's place, taken by a file: not even root can make it.
        private func blocked() throws -> URL {
            let file = try place.newFolder("blocked").appending(path: "file")
            try Data().write(to: file)
            return file.appending(path: "folder")
        }

        @Test func recordingsThatCannotBeWrittenAreToldBeforeTheCall() throws {
            let call = try place.run(
                "replay", "--json", "--recordings", blocked().path, Self.question)
            #expect(call.status == 1)
            #expect(call.events.isEmpty)
            #expect(call.complaint.contains("the folder for recordings cannot be made"))
            #expect(call.complaint.contains("remedy: "))
        }

        @Test func timingsThatCannotBeWrittenAreToldBeforeTheCall() throws {
            let call = try place.run("replay", "--json", "--timings", blocked().path, Self.question)
            #expect(call.status == 1)
            #expect(call.events.isEmpty)
            #expect(call.complaint.contains("the file for timings cannot be written"))
            #expect(call.complaint.contains("remedy: "))
        }

        @Test func aLogThatCannotBeWrittenIsToldOnceAndTheCallGoesOn() throws {
            let call = try place.run("replay", "--json", "--log", blocked().path, Self.question)
            #expect(call.status == 0)
            #expect(call.events.answers == ["passport.fee"])
            #expect(call.events.last?.event == "call.ended")
            #expect(call.complaint.contains("the transcript cannot be written"))
            #expect(call.complaint.contains("remedy: "))
            #expect(call.complaint.contains("the call goes on"))
            #expect(call.complaint.split(separator: "\n").count == 1)
        }

        @Test func aFullDiskForTheLogIsToldAndTheCallGoesOn() throws {
            let folder = try place.newFolder("full")
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "2026-11-23.jsonl").path,
                withDestinationPath: "/dev/full")
            let call = try place.run(
                "replay", "--json", "--start", "2026-11-23T09:00:00Z", "--log", folder.path,
                Self.question)
            #expect(call.status == 0)
            #expect(call.events.answers == ["passport.fee"])
            #expect(call.complaint.contains("no space is left"), "\(call.complaint)")
            #expect(call.complaint.contains("the call goes on"))
        }

        @Test func aFullDiskForTheRecordingIsAFailureThatIsNamed() throws {
            // The limit of a file's size fails as a full disk does, and needs no disk.
            let folder = try place.newFolder("small")
            let shell = try place.startTool(
                "sh",
                [
                    "-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh", place.executable.path,
                    "replay", "--json", "--recordings", folder.path, Self.question,
                ])
            let call = shell.finish()
            #expect(call.status == 1, "\(call.ending)")
            #expect(call.complaint.contains("rate-16000.wav: cannot write the recording"))
            #expect(call.complaint.contains("remedy: "))
        }

        @Test(arguments: [
            ("check --json >/dev/full", "no space is left"),
            ("check >/dev/full", "no space is left"),
            ("--version >/dev/full", "no space is left"),
            ("ask 'what does a passport cost' >/dev/full", "no space is left"),
            ("ask 'what does a passport cost' >&-", "it is closed"),
        ])
        func outputThatCannotBeWrittenIsToldOnceAndAFailure(
            _ words: String, _ complaint: String
        ) throws {
            let shell = try place.startTool(
                "sh", ["-c", "\"$0\" \(words)", place.executable.path])
            let outcome = shell.finish()
            #expect(outcome.ending == .exit(1))
            #expect(outcome.complaint.contains(complaint), "\(outcome.complaint)")
            #expect(outcome.complaint.contains("; remedy: "))
            #expect(outcome.complaint.split(separator: "\n").count == 1)
        }

        @Test func timingsThatCannotBeWrittenAreToldOnceAndAFailure() throws {
            // By a link: whoever replaced the file would replace that, not the device.
            let link = try place.newFolder("full").appending(path: "timings")
            try FileManager.default.createSymbolicLink(
                atPath: link.path, withDestinationPath: "/dev/full")
            let call = try place.run("replay", "--json", "--timings", link.path, Self.question)
            #expect(call.status == 1)
            #expect(call.events.last?.event == "call.ended")
            #expect(call.complaint.contains("the timings cannot be written: no space is left"))
            #expect(call.complaint.contains("; remedy: "))
            #expect(call.complaint.split(separator: "\n").count == 1)
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "/dev/full")
        }

        @Test func aClosedOutputIsNotTheNextFileThatIsOpened() throws {
            let folder = try place.newFolder("closed")
            let shell = try place.startTool(
                "sh",
                [
                    "-c", "\"$0\" replay --json --recordings \"$1\" \"$2\" >&-",
                    place.executable.path, folder.path, Self.question,
                ])
            #expect(shell.finish().ending == .exit(1))
            let sound = try Data(contentsOf: folder.appending(path: "rate-16000.wav"))
            #expect(sound.range(of: Data("call.started".utf8)) == nil)
        }

        @Test func aCacheThatCannotBeWrittenIsNamedWithItsRemedy() throws {
            let asked = try place.run(
                "ask", "what does a passport cost",
                environment: ["XDG_CACHE_HOME": blocked().path])
            #expect(asked.status == 1)
            #expect(asked.complaint.contains("remedy: "), "\(asked.complaint)")
            #expect(asked.complaint.contains("XDG_CACHE_HOME"))
        }
    }
}
