import Foundation
import Knowledge
import Testing
import Transcript

@testable import CallLog

@Suite struct CapsuleTests {
    private static let audio: [UInt8] = (0..<1_700).map { UInt8($0 % 251) }
    private static let model = CallCapsule.Model(name: "encoder", sha256: "ab")

    private func capsule(_ audio: [UInt8]? = CapsuleTests.audio) -> CallCapsule {
        let lines = LogSample.lines("a", [.answered("one", "a.b"), .refused("two")])
        return CallCapsule(
            LogSample.scanned("a", lines.map(\.bytes)), audio: audio, packedBy: "9.9",
            packed: LogSample.time("2026-11-28T12:00:00.000Z"), models: [Self.model])
    }

    private func failure(_ bytes: [UInt8]) -> CapsuleError? {
        do throws(CapsuleError) {
            _ = try CallCapsule(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The same capsule with a change of the archive's files.
    private func changed(_ change: (inout [Ustar.File]) -> Void) throws -> [UInt8] {
        var files = try Ustar.read(capsule().bytes)
        change(&files)
        return Ustar.write(files, time: 0)
    }

    @Test(arguments: [true, false])
    func whatIsPackedComesOutAgain(hasAudio: Bool) throws {
        let packed = capsule(hasAudio ? Self.audio : nil)
        let read = try CallCapsule(packed.bytes)
        #expect(read.id == "a")
        #expect(read.call.lines.map(\.bytes) == packed.call.lines.map(\.bytes))
        #expect(read.audio == packed.audio)
        #expect(read.packedBy == "9.9")
        #expect(read.packed == packed.packed)
        #expect(read.models == [Self.model])
        #expect(ChainCheck().check(read.call).fault == nil)
    }

    @Test func theManifestSaysWithWhatTheCallItselfWasAnswered() throws {
        var events = LogSample.events([.refused("two")])
        events[0].event = .callStarted(
            .init(
                language: "en-US", source: "alsa", knowledge: "k", version: "1", acoustic: "aa"))
        let lines = LogSample.lines("a", events: events)
        let capsule = CallCapsule(
            LogSample.scanned("a", lines.map(\.bytes)), audio: nil, packedBy: "9.9",
            packed: LogSample.time("2026-11-28T12:00:00.000Z"), models: [Self.model])
        let manifest = try #require(try Ustar.read(capsule.bytes).first)
        let recorded = try JSONParser.parse(manifest.bytes).value["recorded"]
        #expect(recorded?["acoustic"]?.text == "aa")
        #expect(recorded?["encoder"] == .null)
        #expect(recorded?["knowledge"]?.text == "k")
    }

    @Test func theSystemsTarUnpacksIt() throws {
        let log = try TemporaryLog()
        try log.put(capsule().bytes, "call.tongdai")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "tar", "-C", log.url.path, "-xf", log.url.appending(path: "call.tongdai").path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(log.names == ["audio.wav", "call.tongdai", "events.jsonl", "manifest.json"])
        #expect(try log.bytes("audio.wav") == Self.audio)
        let manifest = try JSONParser.parse(try log.bytes("manifest.json")).value
        #expect(manifest["recorded"]?["knowledge"]?.text == "k")
        #expect(
            manifest["parts"]?.array?.last?["sha256"]?.text == SHA256.hex(of: Self.audio))
        let attributes = try FileManager.default.attributesOfItem(
            atPath: log.url.appending(path: "audio.wav").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func theSameCallIsTheSameFile() { #expect(capsule().bytes == capsule().bytes) }

    // MARK: Bad capsules

    @Test func whatIsNoCapsuleIsSaidToBeNone() throws {
        #expect(failure([]) == .noCapsule)
        #expect(failure(Array("RIFF".utf8)) == .noCapsule)
        #expect(failure([UInt8](repeating: 0, count: 1_024)) == .noCapsule)
        #expect(failure([UInt8](repeating: 0x41, count: 5_000)) == .noCapsule)
        let other = Ustar.write([Ustar.File(name: "a.txt", bytes: [1])], time: 0)
        #expect(failure(other) == .noCapsule)
    }

    @Test func everyCutIsNoticed() {
        let bytes = capsule().bytes
        for count in stride(from: 512, to: bytes.count - 1_024, by: 97) {
            #expect(failure(Array(bytes.prefix(count))) == .cutShort, "\(count)")
        }
    }

    @Test func everyChangedByteOfAPartIsNoticed() throws {
        let bytes = capsule().bytes
        for place in stride(from: 0, to: bytes.count - 1_024, by: 53) where bytes[place] != 0 {
            var changed = bytes
            changed[place] ^= 0x04
            // In the manifest, what only describes may change unnoticed.
            guard let read = try? CallCapsule(changed) else { continue }
            #expect(read.audio == Self.audio, "\(place)")
            #expect(read.call.lines == capsule().call.lines, "\(place)")
        }
    }

    @Test func aChangedPartIsNamed() throws {
        let bytes = try changed { $0[1] = Ustar.File(name: "events.jsonl", bytes: [0x7B]) }
        #expect(failure(bytes) == .damaged("events.jsonl"))
        #expect(
            failure(bytes)?.description
                == "events.jsonl is damaged: it is not as it was packed; remedy: copy it again, or "
                + "make it anew")
    }

    @Test func aMissingPartIsNamed() throws {
        #expect(failure(try changed { $0.removeLast() }) == .missing("audio.wav"))
    }

    @Test func aNewerCapsuleIsNotGuessedAt() throws {
        let bytes = try changed { files in
            let text = String(decoding: files[0].bytes, as: UTF8.self)
                .replacing("\"v\": 1", with: "\"v\": 7")
            files[0] = Ustar.File(name: "manifest.json", bytes: Array(text.utf8))
        }
        #expect(failure(bytes) == .newerVersion(7))
    }
}
