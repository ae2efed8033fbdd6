import Foundation
import Testing

/// The program, and where it works during the tests: a home, a state folder and a
/// cache of its own, in a temporary folder that leaves with the process.
struct Workplace {
    enum Failure: Error { case notBuilt(String), tool(String) }

    let folder: URL
    let executable: URL
    var environment: [String: String]

    /// The package's root.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let fixtures = root.appending(path: "audio-fixtures")

    /// Where `make test` has put the sentence encoder: not in the tests' home.
    static let data: URL = {
        let environment = ProcessInfo.processInfo.environment
        return URL(
            filePath: environment["XDG_DATA_HOME"]
                ?? "\(environment["HOME"] ?? "")/.local/share")
    }()
    static let encoder = data.appending(path: "tongdai/encoder/minilm.encoder")
    static let hasEncoder = FileManager.default.fileExists(atPath: encoder.path)

    /// What came of the very first run, which compiles the language pack.
    private static let first: Result<(Workplace, Outcome), any Error> = Result {
        let place = try Workplace(
            URL(filePath: NSTemporaryDirectory())
                .appending(path: "tongdai-tests-\(ProcessInfo.processInfo.processIdentifier)"))
        atexit { if case .success((let place, _)) = Workplace.first { place.remove() } }
        return (place, try place.run("ask", "what is the fee for temporary residence registration"))
    }

    /// For all tests: its cache is compiled once.
    static func shared() throws -> Workplace { try first.get().0 }

    static func firstRun() throws -> Outcome { try first.get().1 }

    init(_ folder: URL) throws {
        self.folder = folder
        executable = try Self.findExecutable()
        let inherited = ProcessInfo.processInfo.environment
        environment = [
            "PATH": inherited["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
            "HOME": folder.appending(path: "home").path,
            "XDG_CACHE_HOME": folder.appending(path: "cache").path,
            "XDG_STATE_HOME": folder.appending(path: "state").path,
        ]
        for name in ["home", "cache", "state"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private static func findExecutable() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["TONGDAI"] {
            return URL(filePath: path, relativeTo: root)
        }
        let built = ["release", "debug"].map { root.appending(path: ".build/\($0)/tongdai") }
        guard
            let found = built.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }
            )
        else {
            throw Failure.notBuilt(
                "no .build/release/tongdai; remedy: swift build -c release --product tongdai")
        }
        return found
    }

    /// A new folder, or only its path.
    func newFolder(_ name: String, isMade: Bool = true) throws -> URL {
        let url = folder.appending(path: "\(name)-\(UUID().uuidString.prefix(8))")
        if isMade {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        return url
    }

    // MARK: - Processes

    /// Starts the program in the package's root.
    func start(
        _ arguments: [String], limit: Duration = .seconds(120),
        environment extra: [String: String] = [:]
    ) throws -> Running {
        try Running(
            executable, arguments, environment: environment.merging(extra) { $1 },
            folder: Self.root, limit: limit)
    }

    /// Runs the program to its end.
    func run(
        _ arguments: String..., input: Data = Data(), limit: Duration = .seconds(120),
        environment extra: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, input: input, limit: limit, environment: extra)
    }

    func run(
        _ arguments: [String], input: Data = Data(), limit: Duration = .seconds(120),
        environment extra: [String: String] = [:]
    ) throws -> Outcome {
        let running = try start(arguments, limit: limit, environment: extra)
        running.write(input)
        return running.finish()
    }

    /// Starts another program than ours.
    func startTool(
        _ name: String, _ arguments: [String], limit: Duration = .seconds(120),
        environment extra: [String: String] = [:]
    ) throws -> Running {
        try Running(
            URL(filePath: "/usr/bin/env"), [name] + arguments,
            environment: environment.merging(extra) { $1 }, folder: Self.root, limit: limit)
    }

    /// The SHA-256 of a file by `sha256sum`: not by the code that is tested.
    func sha256(_ file: URL) throws -> String {
        let outcome = try startTool("sha256sum", [file.path]).finish()
        guard outcome.status == 0, let word = outcome.output.split(separator: " ").first else {
            throw Failure.tool(outcome.complaint)
        }
        return String(word)
    }
}
