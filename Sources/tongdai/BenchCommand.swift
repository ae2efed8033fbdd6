import Foundation
import Knowledge
import Replay

enum BenchCommand: Command {
    static let name = "bench"
    static let summary = "measures speed, and how intents of public sets are told"
    static let usage = [
        "bench [startup|decode|speak|replay …] [options]",
        "bench intent --train FILE --test FILE [options]",
    ]
    static let options =
        EngineOptions.all + [
            .init("--fixtures", "DIR", "recorded callers to decode (default: audio-fixtures)"),
            .init("--count", "N", "how many recordings (default: 40)"),
        ] + IntentBench.options + [.init("--json", nil, "print the result as JSON")]
    static let notes = """
        Without intent: start-up, decoding, speaking and replay.
        Times are of one core: processor time where work is measured, wall time where
        somebody waits. Compare figures of one run only; machines drift.
        With it: files of one {"text": …, "intent": …} a line are learned and told.
        """

    static let parts = ["startup", "decode", "speak", "replay"]
    /// The parts that need recorded callers.
    private static let heard = ["decode", "replay"]

    static func run(_ arguments: Arguments) throws -> Int32 {
        if arguments.operands.contains("intent") { return try IntentBench.run(arguments) }
        try refuse(arguments)
        let wanted = arguments.operands.isEmpty ? parts : arguments.operands
        let folder = try EngineOptions.packFolder(arguments)
        // The first start may compile, which is not what is measured.
        let engine = try Engine.load(folder)
        let count = try arguments.number("--count", in: 1...10_000) ?? 40
        // An installed program has no recordings, and not every part needs them.
        let callers =
            wanted.contains(where: heard.contains)
            ? try recordings(arguments["--fixtures"] ?? "audio-fixtures", count: count) : []
        var figures: [Bench.Figure] = []
        for part in parts where wanted.contains(part) {
            Console.progress("bench \(part) …")
            switch part {
            case "startup": figures += try Bench.startup(folder)
            case "decode": figures += try Bench.decode(engine, callers)
            case "speak": figures += try Bench.speak(engine)
            default: figures += try Bench.replay(engine, callers)
            }
        }
        Console.endProgress()
        if arguments.has("--json") {
            var rows = JSONObject()
            for figure in figures { rows[figure.name] = .number(figure.value) }
            Console.print(JSONValue.object(rows).line)
        } else {
            for figure in figures { Console.print(figure.text) }
        }
        return 0
    }

    private static func refuse(_ arguments: Arguments) throws(UsageError) {
        if let other = arguments.operands.first(where: { !parts.contains($0) }) {
            let all = (parts + ["intent"]).joined(separator: ", ")
            throw UsageError("no bench '\(other)'; there are \(all)")
        }
        for option in IntentBench.options where arguments[option.name] != nil {
            throw UsageError("\(option.name) needs bench intent")
        }
    }

    /// Clean questions at 16 kHz, spread over the whole set.
    private static func recordings(_ folder: String, count: Int) throws -> [String] {
        let manifest = try FixtureManifest.load(URL(filePath: folder))
        let callers = manifest.callers.filter {
            $0.kind == .question && $0.channel == "16k" && $0.noise == nil
        }
        guard !callers.isEmpty else { throw CommandFailure("\(folder): no clean 16 kHz question") }
        let step = max(1, callers.count / count)
        return stride(from: 0, to: callers.count, by: step).prefix(count).map { callers[$0].path }
    }
}
