import Audio
import Foundation
import Testing

@testable import Replay

@Suite struct StereoRecordingTests {
    private let caller = (0..<800).map { Int16($0) }
    private let line = (0..<800).map { Int16(-2 * $0) }

    @Test func theCallerIsLeftAndTheLineIsRight() throws {
        let folder = try TemporaryFolder()
        let recording = try StereoRecording(folder.file("call.wav"), rate: .telephone)
        for start in stride(from: 0, to: 800, by: 160) {
            try recording.append(
                caller: Array(caller[start..<start + 160]), line: Array(line[start..<start + 160]))
        }
        try recording.finish()
        let file = try WAVFile(bytes: folder.bytes(of: "call.wav"))
        #expect(file.channels == [caller, line])
        #expect(file.rate == .telephone)
        #expect(file.coding == .pcm16)
    }

    @Test func inMuLawItTakesHalfOfTheSpaceAndSoundsTheSame() throws {
        let folder = try TemporaryFolder()
        let samples = (0..<8_000).map { Int16(8_000 * sin(Double($0) / 9)) }
        let silence = [Int16](repeating: 0, count: samples.count)
        for (name, coding) in [("pcm", WAVCoding.pcm16), ("mulaw", .muLaw)] {
            let recording = try StereoRecording(
                folder.file(name), rate: .telephone, coding: coding)
            try recording.append(caller: samples, line: silence)
            try recording.finish()
        }
        let (pcm, coded) = (try folder.bytes(of: "pcm"), try folder.bytes(of: "mulaw"))
        #expect(coded.count - 58 == (pcm.count - 44) / 2)
        let file = try WAVFile(bytes: coded)
        #expect(file.coding == .muLaw && file.frameCount == samples.count)
        #expect(zip(file.channels[0], samples).allSatisfy { abs(Int($0) - Int($1)) < 400 })
    }

    @Test func aCallOfNoFramesIsAHeader() throws {
        let folder = try TemporaryFolder()
        try StereoRecording(folder.file("call.wav"), rate: .wideband).finish()
        #expect(
            try folder.bytes(of: "call.wav")
                == WAVHeader(rate: .wideband, channelCount: 2).bytes(frameCount: 0))
    }

    @Test func aKilledProcessLeavesAFileThatPlays() throws {
        let folder = try TemporaryFolder()
        let recording = try StereoRecording(folder.file("call.wav"), rate: .telephone)
        let second = [Int16](repeating: 5, count: 8_000)
        for _ in 0..<5 { try recording.append(caller: second, line: second) }
        // Nothing was finished; the header is completed every two seconds.
        let file = try WAVFile(bytes: folder.bytes(of: "call.wav"))
        #expect(file.frameCount == 32_000)
        try recording.finish()
        #expect(try WAVFile(bytes: folder.bytes(of: "call.wav")).frameCount == 40_000)
    }

    @Test func whatWasThereIsReplaced() throws {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 9, count: 10_000), to: "call.wav")
        let recording = try StereoRecording(folder.file("call.wav"), rate: .telephone)
        try recording.append(caller: caller, line: line)
        try recording.finish()
        #expect(try WAVFile(bytes: folder.bytes(of: "call.wav")).frameCount == 800)
    }

    @Test func onlyItsOwnerMayReadIt() throws {
        let folder = try TemporaryFolder()
        try folder.write("open to all", to: "old.wav")
        for name in ["new.wav", "old.wav"] {
            let file = folder.file(name)
            let recording = try StereoRecording(file, rate: .telephone)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[
                .posixPermissions]
            #expect(mode as? Int == 0o600, "before the first sample")
            try recording.finish()
        }
    }

    @Test func aLinkIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("precious", to: "other")
        let link = folder.file("call.wav")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: folder.file("other"))
        #expect(failure { _ = try StereoRecording(link, rate: .telephone) }?.operation == "create")
        #expect(try folder.bytes(of: "other") == Array("precious".utf8))
    }

    @Test func theSameCallIsTheSameFile() throws {
        let folder = try TemporaryFolder()
        for name in ["a.wav", "b.wav"] {
            let recording = try StereoRecording(folder.file(name), rate: .telephone)
            try recording.append(caller: caller, line: line)
            try recording.finish()
        }
        #expect(try folder.bytes(of: "a.wav") == folder.bytes(of: "b.wav"))
    }

    // MARK: Failures

    private func failure(_ body: () throws -> Void) -> StereoRecording.Failure? {
        do {
            try body()
            return nil
        } catch {
            return error as? StereoRecording.Failure
        }
    }

    @Test func aFolderThatIsMissingIsNamed() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("none/call.wav")
        let failure = failure { _ = try StereoRecording(file, rate: .telephone) }
        #expect(failure?.operation == "create")
        #expect(
            failure?.description
                == "\(file.path): cannot create the recording; remedy: check the folder, its "
                + "permissions and the space on its disk")
    }

    @Test func aFileIsNoFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "file")
        let failure = failure {
            _ = try StereoRecording(folder.file("file/call.wav"), rate: .telephone)
        }
        #expect(failure?.operation == "create")
    }
}
