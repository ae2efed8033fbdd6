import CallLog
import Foundation
import Knowledge
import Testing

@Suite struct LogFolderTests {
    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    @Test("Day files, plain before compressed, oldest first, and nothing else")
    func listing() throws {
        let url = try folder()
        defer { try? FileManager.default.removeItem(at: url) }
        for name in [
            "2026-11-24.jsonl", "2026-11-23.jsonl.gz", "2026-11-23.jsonl", "2026-11-22.jsonl.gz",
            "notes.txt", "2026-13-01.jsonl", ".lock",
        ] { try Data("x\n".utf8).write(to: url.appending(path: name)) }
        let files = try LogFolder(url).dayFiles()
        #expect(files.map(\.day.description) == ["2026-11-22", "2026-11-23", "2026-11-24"])
        #expect(files.map(\.isCompressed) == [true, false, false])
        let one = try LogFolder(url).dayFiles(from: files[1].day, to: files[1].day)
        #expect(one.map(\.day) == [files[1].day])
    }

    @Test("A link out of the folder is not read")
    func links() throws {
        let (url, other) = (try folder(), try folder())
        defer { for made in [url, other] { try? FileManager.default.removeItem(at: made) } }
        try Data("x\n".utf8).write(to: other.appending(path: "secret"))
        try FileManager.default.createSymbolicLink(
            at: url.appending(path: "2026-11-24.jsonl"),
            withDestinationURL: other.appending(path: "secret"))
        #expect(try LogFolder(url).dayFiles().isEmpty)
    }

    @Test("A missing folder is an error")
    func missing() {
        #expect(throws: (any Error).self) {
            try LogFolder(URL(filePath: "/nonexistent/log")).dayFiles()
        }
    }
}
