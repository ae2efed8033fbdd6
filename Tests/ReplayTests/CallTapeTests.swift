import Audio
import Foundation
import Pipeline
import Testing

@testable import Replay

@Suite struct CallTapeTests {
    private static let second = [Int16](repeating: 500, count: 8_000)

    private let folder: TemporaryFolder
    /// The disk: it writes when it is stepped.
    private let lane = SteppedLane()
    private let complaints = Locked<[String]>([])
    private let wasWhole = Locked<Bool?>(nil)
    private let tape: CallTape

    init() throws {
        folder = try TemporaryFolder()
        let complaints = complaints
        tape = CallTape(
            try StereoRecording(folder.file("call.wav"), rate: .telephone), rate: .telephone,
            on: lane
        ) { text in complaints.withLock { $0.append(text) } }
    }

    private func take(seconds: Int) {
        for _ in 0..<seconds { tape.append(caller: Self.second, line: Self.second) }
    }

    private func finish() throws -> WAVFile {
        tape.finish { [wasWhole] isWhole in wasWhole.withLock { $0 = isWhole } }
        lane.runUntilIdle()
        return try WAVFile(bytes: folder.bytes(of: "call.wav"))
    }

    @Test func nothingIsWrittenOnTheLinesOwnThread() throws {
        let empty = try folder.bytes(of: "call.wav").count
        take(seconds: 3)
        #expect(try folder.bytes(of: "call.wav").count == empty)
        lane.runUntilIdle()
        #expect(try folder.bytes(of: "call.wav").count > empty)
    }

    @Test func allSoundIsInTheRecordingAtTheEnd() throws {
        take(seconds: 2)
        lane.runUntilIdle()
        tape.append(caller: [1, 2, 3], line: [4, 5, 6])
        let file = try finish()
        #expect(file.frameCount == 16_003)
        #expect(file.channels.map { Array($0.suffix(3)) } == [[1, 2, 3], [4, 5, 6]])
        #expect(wasWhole.withLock(\.self) == true && complaints.withLock(\.isEmpty))
    }

    @Test func aDiskThatStallsForSecondsLosesNothing() throws {
        take(seconds: 30)
        #expect(try finish().frameCount == 30 * 8_000)
        #expect(wasWhole.withLock(\.self) == true)
    }

    @Test func beyondThatTheRecordingEndsAndIsComplainedOfOnce() throws {
        take(seconds: 2)
        lane.runUntilIdle()
        take(seconds: 40)
        #expect(try finish().frameCount == 16_000)
        #expect(wasWhole.withLock(\.self) == false)
        #expect(
            complaints.withLock(\.self) == ["the disk does not keep up with the sound of a call"])
    }
}
