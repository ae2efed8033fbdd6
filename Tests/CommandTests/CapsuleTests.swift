import Foundation
import Testing

extension CommandSuite {
    /// Calls of the log in a file of their own, and played again.
    @Suite struct CapsuleTests {
        private static let question = Workplace.fixtures.appending(path: "formats/rate-16000.wav")
        private static let call = "rate-16000"

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// A log of one call, with its sound where `--keep-audio on` puts it.
        private func log(hasAudio: Bool) throws -> URL {
            let folder = try place.newFolder("log")
            var words = ["replay", "--json", "--log", folder.path]
            if hasAudio { words += ["--recordings", folder.appending(path: "audio").path] }
            let outcome = try place.run(words + [Self.question.path])
            #expect(outcome.events.answers == ["passport.fee"], "\(outcome.complaint)")
            return folder
        }

        private func capsule(of log: URL) throws -> URL {
            let file = log.appending(path: "call.tongdai")
            let outcome = try place.run(
                "log", "capsule", Self.call, "-o", file.path, "--log", log.path)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            return file
        }

        private func mode(_ file: URL) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        }

        @Test(arguments: [false, true])
        func aCallIsPackedAndPlayedAgain(hasAudio: Bool) throws {
            let file = try capsule(of: log(hasAudio: hasAudio))
            #expect(try mode(file) == 0o600)
            let list = try place.startTool("tar", ["-tf", file.path]).finish()
            #expect(
                list.lines.map(String.init)
                    == ["manifest.json", "events.jsonl"] + (hasAudio ? ["audio.wav"] : []))
            let outcome = try place.run("replay", file.path)
            #expect(outcome.status == 0, "\(outcome.output) \(outcome.complaint)")
            #expect(outcome.output.contains(hasAudio ? "by its sound" : "by its words"))
            #expect(outcome.output.contains(": passport.fee"))
            #expect(
                outcome.output.contains(
                    "program: the same; knowledge: the same; acoustic model: the same"))
            #expect(outcome.output.contains("1 turn: 1 same, 0 better, 0 worse, 0 changed"))
        }

        @Test func badCapsulesAreNamedWithWhatToDo() throws {
            let file = try capsule(of: log(hasAudio: false))
            let bytes = try Data(contentsOf: file)
            let folder = file.deletingLastPathComponent()
            var damaged = bytes
            let place1 = try #require(damaged.range(of: Data("\"caller.said\"".utf8)))
            damaged[place1.lowerBound + 1] = UInt8(ascii: "k")
            for (name, content, what) in [
                ("none.tongdai", Data("hello".utf8), "this is no call capsule"),
                ("empty.tongdai", Data(), "this is no call capsule"),
                ("cut.tongdai", bytes.prefix(bytes.count / 2), "cut short"),
                ("damaged.tongdai", damaged, "events.jsonl is damaged"),
            ] {
                let bad = folder.appending(path: name)
                try content.write(to: bad)
                let outcome = try place.run("replay", bad.path)
                #expect(outcome.status == 1, "\(name)")
                #expect(outcome.complaint.contains(what), "\(name): \(outcome.complaint)")
                #expect(outcome.complaint.contains("remedy: "), "\(name)")
            }
            #expect(try place.run("replay", folder.appending(path: "no.tongdai").path).status == 1)
            #expect(try place.run("replay", file.path, Self.question.path).status == 2)
            #expect(try place.run("log", "capsule", Self.call).status == 2)
        }

        @Test func aLogIsPlayedAgainstTheKnowledge() throws {
            let log = try log(hasAudio: false)
            let same = try place.run("replay", "--against", log.path)
            #expect(same.status == 0, "\(same.output) \(same.complaint)")
            #expect(same.output.contains("1 call, 1 turn: 1 same"))

            // As if another knowledge had answered then.
            let names = try FileManager.default.contentsOfDirectory(atPath: log.path)
            let day = log.appending(path: try #require(names.first { $0.hasSuffix(".jsonl") }))
            let text = try String(contentsOf: day, encoding: .utf8)
            try Data(
                text.replacing("\"answer\":\"passport.fee\"", with: "\"answer\":\"old.answer\"")
                    .utf8
            ).write(to: day)
            let before = try Data(contentsOf: day)
            let changed = try place.run("replay", "--against", log.path)
            #expect(changed.status == 1)
            #expect(changed.output.contains("changed 1×  old.answer → passport.fee"))
            #expect(changed.output.contains("\(Self.call) at "))
            #expect(try Data(contentsOf: day) == before)
            let json = try place.run("replay", "--against", log.path, "--json")
            #expect(json.output.contains("\"changed\":1"))
        }

        @Test func whatDoesNotGoTogetherIsAMistakeOfUse() throws {
            for words in [
                ["--against", "/tmp", "file.wav"], ["--since", "-7d", "file.wav"],
                ["--by-sound", "file.wav"], ["--against", "/tmp", "--log", "/tmp"],
                ["call.tongdai", "--timings", "t"],
            ] {
                #expect(try place.run(["replay"] + words).status == 2, "\(words)")
            }
            let missing = try place.run("replay", "--against", "/nonexistent/log")
            #expect(missing.status == 1)
            #expect(missing.complaint.contains("remedy: "), "\(missing.complaint)")
        }

        // MARK: Keeping the sound

        @Test func theCallerIsToldThatTheSoundIsKept() throws {
            let line = try VirtualLine(place)
            let folder = try place.newFolder("kept")
            let call = try line.call("--log", folder.path, "--keep-audio", "on")
            let greeting = call.event { $0.event == "agent.said" }
            let told = call.event {
                $0.event == "agent.said" && $0.seq > greeting?.seq ?? .max
            }
            #expect(told?.text?.contains("is recorded") == true, "\(told?.text ?? "nothing")")
            call.send(SIGINT)
            let outcome = call.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.output.contains("\"audio_kept\":true"))
            let id = try #require(outcome.events.first?.call)
            let file = folder.appending(path: "audio/\(id).wav")
            #expect(try mode(file) == 0o600)
            #expect(try mode(file.deletingLastPathComponent()) == 0o700)
            #expect(try StereoSound(file).rightLevels.contains { $0 > -40 })
        }

        @Test func keptAndTrialRecordingsDoNotGoTogether() throws {
            let folder = try place.newFolder("kept").path
            let outcome = try place.run("call", "--keep-audio", folder, "--recordings", folder)
            #expect(outcome.status == 2)
        }
    }
}
