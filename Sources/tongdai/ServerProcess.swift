import Foundation
import Knowledge

/// `tongdai serve`, started for a measurement: a port that is free, a log and a
/// configuration in a folder of its own, which leaves with it.
final class ServerProcess {
    let port: Int
    let log: URL
    private let process = Process()
    private let folder: URL
    private let said: URL

    /// The first start may compile the language pack.
    private static let patience = Duration.seconds(300)

    /// - Parameter lines: As many calls are taken at once, if the machine keeps up.
    init(_ pack: URL, lines: Int) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tongdai-bench-\(UUID().uuidString)")
        (log, said) = (folder.appending(path: "log"), folder.appending(path: "said"))
        try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
        let configuration: JSONValue = [
            "language": .string(pack.lastPathComponent),
            "models": .string(pack.deletingLastPathComponent().standardizedFileURL.path),
            "log": .string(log.path), "calls": .integer(lines + 1), "drain_seconds": 1,
            "audiosocket": ["port": 0, "connections": .integer(2 * lines + 10)],
        ]
        let file = folder.appending(path: "lines.json")
        try Data(configuration.bytes).write(to: file)
        _ = FileManager.default.createFile(atPath: said.path, contents: nil)
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--config", file.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: said)
        try process.run()
        do {
            port = try Self.port(of: process, said: said)
        } catch {
            process.terminate()
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    var id: Int32 { process.processIdentifier }

    /// - Returns: The last thing that it said; nil when it has been stopped already.
    func stop() -> String? {
        guard process.isRunning else { return nil }
        process.terminate()
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: folder) }
        return Self.text(said).split(separator: "\n").last.map(String.init)
    }

    private static func text(_ file: URL) -> String {
        (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    /// The port that it tells of when it is ready.
    private static func port(of process: Process, said: URL) throws -> Int {
        let end = ContinuousClock.now + patience
        while process.isRunning, ContinuousClock.now < end {
            if let match = text(said).firstMatch(of: /AudioSocket callers on .*port (\d+)/),
                let port = Int(match.output.1)
            {
                return port
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw CommandFailure(
            "tongdai serve does not answer: \(text(said).trimmingCharacters(in: .newlines)); "
                + "remedy: start one by hand, and name it with --connect HOST:PORT")
    }
}
