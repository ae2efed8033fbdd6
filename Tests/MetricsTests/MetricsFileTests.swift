import Files
import Foundation
import Metrics
import Testing
import Transcript

@Suite struct MetricsFileTests {
    private let folder: URL
    private var path: String { folder.appending(path: "tongdai.prom").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "tongdai-metrics-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func file(_ path: String) -> MetricsFile {
        MetricsFile(path: path, version: "0.1.0", start: SampleEvents.start)
    }

    @Test func theFileIsThereAsAWholeForEveryone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = file(path)
        try file.write()
        file.take(SampleEvents.begun(), call: "a")
        try file.write()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("tongdai_calls_active 1\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o644)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tongdai.prom"])
    }

    @Test func aFolderThatIsMissingIsTold() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let missing = folder.appending(path: "no/tongdai.prom").path
        let error = #expect(throws: FileError.self) { try file(missing).write() }
        #expect(error?.description.contains("remedy: create the folder first") == true)
    }

    @Test func aFailedWriteLeavesNothingBehind() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        // A folder in its place: the rename fails.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(throws: FileError.self) { try file(path).write() }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tongdai.prom"])
    }
}
