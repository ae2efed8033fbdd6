import Foundation
import Testing

extension CommandSuite {
    /// One call per WAV file.
    @Suite struct RecordedCallTests {
        private static let question = "audio-fixtures/formats/rate-16000.wav"

        /// What a passport costs, new or in the place of a lost one.
        private static let fees: Set = ["passport.fee", "passport.lost.fee"]

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private static var formats: [String] {
            (try? FileManager.default.contentsOfDirectory(
                atPath: Workplace.fixtures.appending(path: "formats").path))?.sorted() ?? []
        }

        @Test func everyFormatIsHeardAndAnswered() throws {
            #expect(Self.formats.count >= 20)
            for name in Self.formats {
                let side = name == "stereo-right.wav" ? "right" : "left"
                let call = try place.run(
                    "replay", "--json", "--channel", side, "audio-fixtures/formats/\(name)")
                #expect(call.status == 0, "\(name): \(call.complaint)")
                // What is proved is that the sound arrives whole in each format; which of
                // the fees is understood through a telephone's band is for `check` to say.
                let answer = try #require(call.events.answers.first, "\(name)")
                #expect(Self.fees.contains(answer), "\(name): \(call.events.spoken)")
                #expect(call.events.answers.count == 1, "\(name): \(call.events.spoken)")
                #expect(Event.breakOfChain(call.data) == nil, "\(name)")
            }
        }

        @Test func theOtherSideOfAStereoFileIsNotTheCaller() throws {
            let call = try place.run(
                "replay", "--json", "audio-fixtures/formats/stereo-right.wav")
            #expect(call.status == 0)
            #expect(call.events.answers.isEmpty)
        }

        @Test func theTranscriptIsReadable() throws {
            let call = try place.run("replay", Self.question)
            #expect(call.status == 0)
            for part in ["caller", "line", "answer", "latency"] {
                #expect(call.lines.contains { $0.contains(" \(part) ") }, "\(part)")
            }
            #expect(call.output.contains("passport.fee"))
            #expect(call.output.contains("source: "))
            #expect(call.lines.last?.contains("ended: caller hung up") == true)
        }

        @Test func theRecordingHasTheCallerLeftAndTheLineRight() throws {
            let folder = try place.newFolder("recordings")
            let call = try place.run(
                "replay", "--json", "--recordings", folder.path, Self.question)
            #expect(call.status == 0)
            let file = folder.appending(path: "rate-16000.wav")
            let ended = try #require(call.events.last)
            #expect(ended.event == "call.ended")
            let sound = try StereoSound(file)
            #expect(sound.rate == 16_000)
            #expect(sound.frameCount == ended.ms * 16)
            let line = folder.appending(path: "line.raw")
            try sound.right.write(to: line)
            #expect(try place.sha256(line) == ended.audio)
            // Nobody speaks over the greeting, and the question comes after it.
            let greeting = try #require(call.events.named("agent.said").first)
            #expect(sound.leftLevel(0..<greeting.ms) < -90)
            #expect(sound.rightLevel(0..<greeting.ms) > -40)
            #expect(sound.leftLevel(greeting.ms..<greeting.ms + 2_500) > -40)
        }

        @Test func theFolderForRecordingsIsMade() throws {
            let folder = try place.newFolder("deep", isMade: false).appending(path: "er/still")
            let call = try place.run(
                "replay", "--json", "--recordings", folder.path, Self.question)
            #expect(call.status == 0)
            #expect(
                FileManager.default.fileExists(
                    atPath: folder.appending(path: "rate-16000.wav").path))
        }

        @Test func severalFilesAreSeveralCalls() throws {
            let call = try place.run(
                "replay", "--json", Self.question, "audio-fixtures/formats/rate-8000.wav")
            #expect(call.status == 0)
            #expect(call.events.named("call.started").map(\.call) == ["rate-16000", "rate-8000"])
            #expect(Event.breakOfChain(call.data) == nil)
        }

        @Test func twoFilesOfOneNameAreTwoCallsWithARecordingEach() throws {
            let folder = try place.newFolder("same")
            let files = try ["a", "b"].map { name in
                let file = folder.appending(path: "\(name)/x.wav")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    at: Workplace.root.appending(path: Self.question), to: file)
                return file.path
            }
            let out = folder.appending(path: "out")
            let call = try place.run(["replay", "--json", "--recordings", out.path] + files)
            #expect(call.status == 0)
            #expect(call.events.named("call.started").map(\.call) == ["x", "x-2"])
            let names = try FileManager.default.contentsOfDirectory(atPath: out.path)
            #expect(names.sorted() == ["x-2.wav", "x.wav"])
        }

        enum Disguise: CaseIterable { case none, symbolicLink, hardLink, scenario, timings }

        @Test(arguments: Disguise.allCases)
        func aCallersRecordingIsNeverReplaced(_ disguise: Disguise) throws {
            let files = FileManager.default
            let folder = try place.newFolder("kept")
            let caller = folder.appending(path: "x.wav")
            try files.copyItem(at: Workplace.root.appending(path: Self.question), to: caller)
            let before = try Data(contentsOf: caller)
            let out = try place.newFolder("out")
            var words = ["--recordings", out.path, caller.path]
            switch disguise {
            case .none: words[1] = folder.path
            case .symbolicLink:
                try files.createSymbolicLink(
                    at: out.appending(path: "x.wav"), withDestinationURL: caller)
            case .hardLink: try files.linkItem(at: caller, to: out.appending(path: "x.wav"))
            case .scenario:
                let scenario = folder.appending(path: "s.json")
                try Data(#"{"name": "x", "steps": [{"play": "x.wav"}]}"#.utf8).write(to: scenario)
                words = ["--recordings", folder.path, scenario.path]
            case .timings: words = ["--timings", caller.path, caller.path]
            }
            let call = try place.run(["replay", "--json"] + words)
            #expect(call.status == 1)
            #expect(call.output.isEmpty)
            #expect(call.complaint.contains("x.wav: the "), "\(call.complaint)")
            #expect(call.complaint.contains("remedy: name another f"))
            #expect(try Data(contentsOf: caller) == before)
        }

        @Test func whatTheMachineTookIsInAFileOfItsOwn() throws {
            let file = try place.newFolder("timings").appending(path: "timings.jsonl")
            let call = try place.run("replay", "--json", "--timings", file.path, Self.question)
            #expect(call.status == 0)
            struct Row: Decodable {
                let call: String
                let ms: Int
                let understandMs: Double
                let synthesiseMs: Double
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let rows = try Event.wholeLines(Data(contentsOf: file)).map {
                try decoder.decode(Row.self, from: $0)
            }
            #expect(rows.count == call.events.named("turn.latency").count)
            #expect(
                rows.allSatisfy {
                    $0.call == "rate-16000" && $0.understandMs >= 0 && $0.synthesiseMs >= 0
                })
            #expect(!call.output.contains("understand_ms"))
        }

        @Test func aTelephoneLineIsSlowerThanAWideOne() throws {
            let folder = try place.newFolder("narrow")
            let call = try place.run(
                "replay", "--json", "--rate", "8000", "--recordings", folder.path, Self.question)
            #expect(call.status == 0)
            #expect(try StereoSound(folder.appending(path: "rate-16000.wav")).rate == 8_000)
        }

        @Test func aCallerMaySpeakOverTheGreeting() throws {
            let call = try place.run("replay", "--json", "--over-greeting", Self.question)
            #expect(call.status == 0)
            let said = try #require(call.events.named("caller.said").first)
            #expect(said.ms < 5_000)
        }

        @Test func partialHypothesesAreKeptWhenWanted() throws {
            let with = try place.run("replay", "--json", "--partials", Self.question)
            #expect(!with.events.named("caller.partial").isEmpty)
            let without = try place.run("replay", "--json", Self.question)
            #expect(without.events.named("caller.partial").isEmpty)
            #expect(with.events.answers == without.events.answers)
        }

        @Test func realTimeIsNotQuickerThanACall() throws {
            let clock = SuspendingClock()
            let start = clock.now
            let call = try place.run(
                "replay", "--json", "--real-time", "--over-greeting", Self.question,
                limit: .seconds(90))
            let took = clock.now - start
            #expect(call.status == 0)
            let ended = try #require(call.events.last)
            #expect(took >= .milliseconds(ended.ms - 20))
        }

        @Test(arguments: ["digital-silence", "hum-50hz", "clicks", "cough"])
        func whatIsNoSpeechIsNotAnswered(_ name: String) throws {
            let file = "audio-fixtures/nonspeech/\(name).wav"
            guard
                FileManager.default.fileExists(
                    atPath: Workplace.root.appending(path: file).path)
            else {
                Issue.record("\(file) is missing")
                return
            }
            let call = try place.run("replay", "--json", file)
            #expect(call.status == 0)
            #expect(call.events.answers.isEmpty, "\(call.events.answers)")
        }
    }
}
