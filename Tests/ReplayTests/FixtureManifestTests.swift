import CallTestKit
import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct FixtureManifestTests {
    private static let caller = """
        {"id": "res-01.slt", "file": "wav/res-01.wav", "text": "What does it cost?",
         "kind": "question", "accept": ["RES-01"], "voice": "slt", "speaker": "synthetic",
         "channel": "16k", "noise_db": null, "effects": [], "speech_end_ms": 1200,
         "split": "test"}
        """

    private func problem(_ text: String?) throws -> String {
        let folder = try TemporaryFolder()
        if let text { try folder.write(text, to: "manifest.json") }
        do {
            _ = try FixtureManifest.load(folder.url)
            return "none"
        } catch {
            return error.problems.map(\.description).joined(separator: "\n")
                .replacingOccurrences(of: folder.url.path + "/", with: "")
        }
    }

    @Test func aCallerIsReadInFull() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"callers\": [\(Self.caller)]}", to: "manifest.json")
        let caller = try #require(try FixtureManifest.load(folder.url).callers.first)
        #expect(caller.id == "res-01.slt")
        #expect(caller.path == folder.file("wav/res-01.wav").path)
        #expect(caller.text == "What does it cost?")
        #expect(caller.kind == .question)
        #expect(caller.accept == ["RES-01"])
        #expect(caller.control == nil)
        #expect(caller.context == [])
        #expect(caller.voice == "slt")
        #expect(!caller.isHuman)
        #expect(caller.channel == "16k")
        #expect(caller.noise == nil)
        #expect(caller.effects == [])
        #expect(caller.speechEndMS == 1_200)
        #expect(caller.split == "test")
    }

    @Test func whatMayBeMissingHasADefault() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            {"callers": [{"id": "a", "file": "/sounds/a.wav", "text": "", "kind": "near_domain",
              "voice": "kal", "channel": "ulaw", "speech_end_ms": 0, "noise_db": 10,
              "context": "RES-01", "control": "repeat", "speaker": "human"}]}
            """, to: "manifest.json")
        let caller = try #require(try FixtureManifest.load(folder.url).callers.first)
        #expect(caller.path == "/sounds/a.wav")
        #expect(caller.accept == [])
        #expect(caller.control == "repeat")
        #expect(caller.context == ["RES-01"])
        #expect(caller.isHuman)
        #expect(caller.noise == 10)
        #expect(caller.split == "tune")
        #expect(caller.kind.isForeign)
    }

    @Test func theManifestIsThere() throws {
        #expect(
            try problem(nil)
                == "manifest.json: error: the file cannot be read; remedy: make it anew: "
                + "scripts/make-fixtures")
    }

    @Test func aSyntaxErrorHasItsLine() throws {
        #expect(try problem("{\"callers\":\n[}\n").hasPrefix("manifest.json:2: error: "))
    }

    @Test(arguments: ["{}", "{\"callers\": 5}", "[]"])
    func aManifestHasCallers(text: String) throws {
        #expect(
            try problem(text).hasPrefix("manifest.json:1: error: there are no \"callers\""))
    }

    @Test(arguments: [
        "\"id\": ", "\"file\": ", "\"text\": ", "\"kind\": ", "\"voice\": ", "\"channel\": ",
        "\"speech_end_ms\": ",
    ])
    func aCallerWithoutAFieldHasItsLine(field: String) throws {
        let broken = Self.caller.replacingOccurrences(of: field, with: "\"x\": ")
        #expect(broken != Self.caller)
        #expect(
            try problem("{\"callers\": [\n\(Self.caller),\n\(broken)]}")
                == "manifest.json:6: error: the caller cannot be read; remedy: make it anew: "
                + "scripts/make-fixtures")
    }

    @Test func aKindIsOneOfThose() throws {
        let broken = Self.caller.replacingOccurrences(of: "question", with: "answer")
        #expect(try problem("{\"callers\": [\(broken)]}").contains("cannot be read"))
    }

    @Test func theManifestOfTheProjectIsReadAndItsSoundIsThere() throws {
        let folder = Repository.root.appending(path: "audio-fixtures")
        let callers = try FixtureManifest.load(folder).callers
        #expect(callers.count >= 150)
        #expect(callers.count { $0.kind.isForeign } >= 30)
        #expect(callers.allSatisfy { FileManager.default.fileExists(atPath: $0.path) })
        #expect(callers.allSatisfy { $0.kind != .question || !$0.accept.isEmpty })
        #expect(callers.allSatisfy { $0.kind != .outOfDomain || $0.accept.isEmpty })
    }
}
