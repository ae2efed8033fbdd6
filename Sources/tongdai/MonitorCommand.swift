import Foundation
import Monitoring
import Transcript

enum MonitorCommand: Command {
    static let name = "monitor"
    static let summary = "watches calls as they run, over one or more log folders"
    static let usage = ["monitor [options] [LOGDIR …]"]
    static let options: [Arguments.Option] = [
        .init("--log", "DIR", "a log folder: the same as LOGDIR"),
        .init("--plain", nil, "print one event a line, on a terminal, too"),
        .init("--json", nil, "print one event a line as JSON"),
        .init("--lines", "N", "begin with the last N events (default: 10), with --plain or --json"),
        .init("--once", nil, "print what is there and end; exit status 1 without the folder"),
    ]
    static let notes = """
        Without LOGDIR: the folder to which 'call' writes. On a terminal it is a full
        screen: ? explains the keys. Otherwise it prints one event a line, so that
        'tongdai monitor | grep fault' works. It reads the end of the newest days that are
        not compressed and follows what is appended; it never writes to a log. What it leaves
        out (compressed days, links, renamed files, lines that it cannot read) it says once.
        docs/monitor.md has more.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard !(arguments.has("--plain") && arguments.has("--json")) else {
            throw UsageError("--plain and --json are two forms; name one")
        }
        let count = try arguments.number("--lines", in: 0...1_000_000) ?? 10
        var paths = (arguments["--log"].map { [$0] } ?? []) + arguments.operands
        if paths.isEmpty {
            let environment = ProcessInfo.processInfo.environment
            paths = [TranscriptFolder.standard(environment: environment).url.path]
        }
        // A terminal that cannot place its cursor calls itself dumb.
        let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
        let isScreen =
            Console.isTerminal(1) && !isDumb
            && !["--plain", "--json", "--once"].contains { arguments.has($0) }
        guard isScreen else {
            var lines = MonitorLines(
                paths, count: count, isJSON: arguments.has("--json"),
                isOnce: arguments.has("--once"))
            return try lines.run()
        }
        return try MonitorSession(paths).run()
    }

    /// What is wrong with a folder and will not pass by waiting.
    static func check(_ followers: [LogFollower]) throws(CommandFailure) {
        for follower in followers {
            if let obstacle = follower.obstacle, obstacle != .missing {
                throw CommandFailure("\(TranscriptText.shown(follower.path)): \(obstacle.reason)")
            }
        }
    }
}
