import Foundation
import Knowledge
import Serving
import Transcript

enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "answers many lines: ALSA devices and Asterisk's AudioSocket"
    static let usage = ["serve --config FILE [options]", "serve --check --config FILE"]
    static let options =
        EngineOptions.all + FulfilmentOptions.all + [
            .init("--config", "FILE", "the lines, in JSON: see docs/serve.md"),
            .init("--check", nil, "validate the configuration and the language pack, and stop"),
            .init("--log", "DIR", "folder of the transcripts (default: the user's state folder)"),
            KeptAudio.option, KeptAudio.codingOption,
            .init(
                "--partials", nil, "keep what both sides are saying in the transcripts, for monitor"
            ),
            .init("--metrics", "FILE", "keep counts of all calls there for Prometheus (FILE.prom)"),
            .init("--json", nil, "print the transcripts' events as JSON Lines"),
        ]
    static let notes = """
        SIGTERM and SIGINT: no new calls; running calls come to their end, up to a limit,
        which a second signal ends. SIGHUP: knowledge is read anew, for new calls. Options
        count before what the file says.
        """

    /// Reckoned from what a call was measured to take: docs/serve.md.
    static let callsPerCore = 30

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("serve takes options only, not '\(arguments.operands[0])'")
        }
        guard let path = arguments["--config"] else {
            throw UsageError("--config FILE is missing")
        }
        let (read, problems) = try readConfiguration(path)
        for problem in problems { Console.complain("\(problem)") }
        guard var configuration = read else { return 1 }
        resolve(&configuration, besides: path)
        configuration.keepAudio = arguments["--keep-audio"] ?? configuration.keepAudio
        configuration.audioCoding =
            try KeptAudio.coding(arguments) ?? configuration.audioCoding
        if arguments.has("--partials") { configuration.wantsPartials = true }
        try OutputPlace.check(
            arguments["--metrics"], "--metrics",
            log: LogOption.folder(arguments["--log"] ?? configuration.log).url)
        let folder = try packFolder(configuration, arguments)
        if arguments.has("--check") { return try check(configuration, folder, path) }
        // For the lanes of work, the line's own thread, and all that may wait.
        Heap.share(among: ProcessInfo.processInfo.activeProcessorCount + 2)
        let server = try Server(
            configuration, folder: folder,
            log: LogOption.open(arguments["--log"] ?? configuration.log, for: name),
            form: arguments.has("--json") ? .json : .silent,
            fulfilment: FulfilmentOptions.open(arguments, standard: "journal"),
            metrics: arguments["--metrics"].map(MetricsOutput.init))
        return try server.run()
    }

    private static func readConfiguration(
        _ path: String
    ) throws -> (LinesConfiguration?, [Problem]) {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure(
                "\(path): the configuration cannot be read; remedy: look at the path and the "
                    + "permissions; docs/serve.md has an example")
        }
        let (configuration, problems) = LinesReader.read(bytes, file: path)
        return (configuration, problems)
    }

    /// Paths in the file count from the file's folder.
    private static func resolve(_ configuration: inout LinesConfiguration, besides path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        func absolute(_ path: String?) -> String? {
            path.map { URL(filePath: $0, relativeTo: folder).standardizedFileURL.path }
        }
        configuration.models = absolute(configuration.models)
        configuration.log = absolute(configuration.log)
        if let place = configuration.keepAudio, !["on", "off"].contains(place) {
            configuration.keepAudio = absolute(place)
        }
        if var socket = configuration.socket {
            socket.tokens = absolute(socket.tokens)
            socket.outcomes = absolute(socket.outcomes)
            configuration.socket = socket
        }
    }

    private static func packFolder(
        _ configuration: LinesConfiguration, _ arguments: Arguments
    ) throws(CommandFailure) -> URL {
        try EngineOptions.packFolder(
            models: arguments["--models"] ?? configuration.models,
            tag: arguments["--language"] ?? configuration.language)
    }

    private static func check(
        _ configuration: LinesConfiguration, _ folder: URL, _ path: String
    ) throws -> Int32 {
        let problems = LanguagePack.validate(folder, today: .today)
        for problem in problems where problem.severity == .error { Console.complain("\(problem)") }
        guard !problems.contains(where: { $0.severity == .error }) else { return 1 }
        if KeptAudio.isWanted(configuration.keepAudio) {
            try KeptAudio.check(LanguagePack.load(from: folder))
        }
        let lines = configuration.alsa.count + (configuration.socket == nil ? 0 : 1)
        Console.print("\(path): \(lines) line\(lines == 1 ? "" : "s"), no mistakes")
        return 0
    }

}
