import Foundation
import Processes
import Testing

@Suite struct ChildTests {
    private func file(_ bytes: [UInt8]) throws -> FileHandle {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try FileHandle(forReadingFrom: url)
    }

    /// Of the whole process, in which other tests have some, too: what leaks must be done
    /// so often that it stands out.
    private var openPipes: Int {
        get throws {
            let folder = "/proc/self/fd"
            let files = FileManager.default
            return try files.contentsOfDirectory(atPath: folder).count {
                let target = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
                return target?.hasPrefix("pipe:") ?? false
            }
        }
    }

    @Test func aFileIsReadThroughAProgramToItsEnd() throws {
        let sent = [UInt8](repeating: 0x61, count: 300_000)
        let input = try file(sent)
        let child = try Child.start("/bin/cat", [], reading: input.fileDescriptor)
        var read: [UInt8] = []
        while case let portion = try child.read(upTo: 1 << 16), !portion.isEmpty { read += portion }
        #expect(read == sent)
        #expect(child.wait() == .exited(0))
    }

    @Test func whatIsStartedOverAndOverLeavesNothingOpen() throws {
        let input = try file([0x61])
        let before = try openPipes
        for _ in 0..<200 {
            let child = try Child.start("/bin/cat", [], reading: input.fileDescriptor)
            #expect(child.wait() == .exited(0))
        }
        #expect(try openPipes < before + 100)
    }

    @Test func aProgramThatIsLetGoDoesNotGoOn() throws {
        let before = try openPipes
        func letGo() throws {
            let endless = try FileHandle(forReadingFrom: URL(filePath: "/dev/zero"))
            let child = try Child.start("/bin/cat", [], reading: endless.fileDescriptor)
            #expect(try !child.read(upTo: 10).isEmpty)
            try endless.close()
        }
        // Returns at once: it is killed, not waited for.
        for _ in 0..<200 { try letGo() }
        #expect(try openPipes < before + 100)
    }

    @Test func howAProgramEndsIsTold() throws {
        let input = try file([])
        let failed = try Child.start("/bin/sh", ["-c", "exit 3"], reading: input.fileDescriptor)
        #expect(failed.wait() == .exited(3))
        let killed = try Child.start(
            "/bin/sh", ["-c", "kill -9 $$"], reading: input.fileDescriptor)
        #expect(killed.wait() == .signalled(9))
        let missing = #expect(throws: ProcessError.self) {
            _ = try Child.start("/nonexistent", [], reading: input.fileDescriptor)
        }
        #expect(missing?.kind == .missing)
    }
}
