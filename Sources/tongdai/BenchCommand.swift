import Audio
import Benchmark
import Foundation
import Knowledge
import Replay

enum BenchCommand: Command {
    static let name = "bench"
    static let summary =
        "measures speed, many calls at once, and how intents of public sets are told"
    static let usage = [
        "bench [startup|decode|speak|replay …] [options]",
        "bench calls [--lines N] [--minutes M] [--find] [options]",
        "bench intent --train FILE --test FILE [options]",
    ]
    /// Those that have no effect on `bench intent`.
    static let speedOptions =
        [
            EngineOptions.models,
            .init("--fixtures", "DIR", "recorded callers to decode (default: audio-fixtures)"),
            .init("--count", "N", "how many recordings (default: 40)"),
            .init("--cold", nil, "startup: with an empty cache, too; takes a while"),
        ] + BenchResult.options
    static let options =
        speedOptions + [EngineOptions.language] + CallsBench.options + IntentBench.options + [
            .init("--json", nil, "print the result as JSON")
        ]
    static let notes = """
        Without calls and intent: start-up, decoding, speaking and replay.
        Times are of one core: processor time where work is measured, wall time where
        somebody waits. Compare figures of one run only; machines drift. With --baseline
        each figure stands beside the one of an earlier run (from --save or --json), and
        the exit status is 1 when one has become worse by more than --allow.
        With calls: simulated callers ask recorded questions over AudioSocket, in real time,
        and measure the replies by their sound; each caller first calls with a few others
        only, and the answers must be the same under load.
        With intent: files of one {"text": …, "intent": …} a line are learned and told.
        """

    static let parts = ["startup", "decode", "speak", "replay"]
    /// The parts that need recorded callers.
    private static let heard = ["decode", "replay"]

    static func run(_ arguments: Arguments) throws -> Int32 {
        if arguments.operands.contains("intent") { return try IntentBench.run(arguments) }
        for option in IntentBench.options where arguments[option.name] != nil {
            throw UsageError("\(option.name) needs bench intent")
        }
        if arguments.operands.contains("calls") { return try CallsBench.run(arguments) }
        try refuse(arguments)
        let wanted = arguments.operands.isEmpty ? parts : arguments.operands
        let result = try BenchResult(arguments)
        let folder = try EngineOptions.packFolder(arguments)
        // The first start may compile, which is not what is measured.
        let engine = try Engine.load(folder)
        let recordings = try Recordings(
            arguments, areNeeded: wanted.contains(where: heard.contains))
        var figures: [Figure] = []
        for part in parts where wanted.contains(part) {
            Console.progress("bench \(part) …")
            switch part {
            case "startup":
                figures += try Bench.startup(folder)
                if arguments.has("--cold") { figures += try Bench.coldStartup(folder) }
            case "decode":
                // First, before memory that has been freed can be used again.
                let decoders = try Bench.decoders(engine)
                figures += try Bench.decode(engine, recordings.wideband, rate: .wideband)
                figures += try Bench.decode(engine, recordings.telephone, rate: .telephone)
                figures += try Bench.decodeInTurn(engine, recordings.telephone)
                figures += decoders
            case "speak":
                figures += try Bench.speak(engine, rate: .wideband)
                figures += try Bench.speak(engine, rate: .telephone)
            default: figures += try Bench.replay(engine, recordings.wideband)
            }
        }
        Console.endProgress()
        return try result.show(figures)
    }

    private static func refuse(_ arguments: Arguments) throws(UsageError) {
        if let other = arguments.operands.first(where: { !parts.contains($0) }) {
            let all = (parts + ["calls", "intent"]).joined(separator: ", ")
            throw UsageError("no bench '\(other)'; there are \(all)")
        }
        for option in CallsBench.options where arguments.isGiven(option.name) {
            throw UsageError("\(option.name) needs bench calls")
        }
        let isStartup = arguments.operands.isEmpty || arguments.operands.contains("startup")
        if arguments.has("--cold"), !isStartup { throw UsageError("--cold needs bench startup") }
    }

    /// Clean questions, spread over the whole set.
    private struct Recordings {
        private(set) var wideband: [String] = []
        private(set) var telephone: [String] = []

        /// An installed program has no recordings, and not every part needs them.
        init(_ arguments: Arguments, areNeeded: Bool) throws {
            let count = try arguments.number("--count", in: 1...10_000) ?? 40
            guard areNeeded else { return }
            let folder = arguments["--fixtures"] ?? "audio-fixtures"
            let manifest = try FixtureManifest.load(URL(filePath: folder))
            let clean = manifest.callers.filter { $0.kind == .question && $0.noise == nil }
            wideband = try Self.spread(
                clean.filter { $0.channel == "16k" }, count, folder, "16 kHz question")
            telephone = try Self.spread(
                clean.filter { $0.channel != "16k" }, count, folder, "telephone question")
        }

        private static func spread(
            _ callers: [FixtureManifest.Caller], _ count: Int, _ folder: String, _ name: String
        ) throws -> [String] {
            guard !callers.isEmpty else { throw CommandFailure("\(folder): no clean \(name)") }
            let step = max(1, callers.count / count)
            return stride(from: 0, to: callers.count, by: step).prefix(count)
                .map { callers[$0].path }
        }
    }
}
