import Audio
import CallFlow
import CallLog
import Foundation
import Knowledge
import Pipeline
import Replay
import Transcript

enum ReplayCommand: Command {
    static let name = "replay"
    static let summary = "answers recorded callers, and shows what was said"
    static let usage = [
        "replay [options] FILE.wav|SCENARIO.json …",
        "replay [--json] [--start TIME] CALL.tongdai …",
        "replay --against LOGDIR [--since TIME] [--by-sound] [--json]",
    ]
    static let options =
        EngineOptions.all + [
            .init(
                "--recordings", "DIR", "write each call as a stereo WAV: caller left, line right"),
            .init("--json", nil, "print the transcript's events as JSON Lines"),
            .init("--timings", "FILE", "write what the machine took for each turn, as JSON Lines"),
            .init("--log", "DIR", "write the transcript to this log folder, too"),
            .init("--real-time", nil, "play as fast as a call would go"),
            .init("--partials", nil, "keep what both sides are saying in the transcript"),
            .init("--channel", "SIDE", "the caller's side of a stereo file: left or right"),
            .init("--rate", "HERTZ", "of the line: 8000 or 16000 (default: the file's kind)"),
            .init("--start", "TIME", "when the calls begin, such as 2026-11-23T09:00:00Z"),
            .init("--over-greeting", nil, "the caller speaks at once, not after the greeting"),
            .init(
                "--loopback", "DB:MS",
                "a room in which the microphone hears the line, such as -12:120"),
            .init("--echo", nil, "the line takes its own voice out of what it hears"),
            .init("--against", "LOGDIR", "play the calls of a log again, and show what changed"),
            .init("--by-sound", nil, "with --against: hear them anew where their sound was kept"),
        ] + LogChoice.timeOptions
    static let notes = """
        Each file is one call. A caller in a WAV file waits for the greeting and then
        speaks; a scenario (audio-fixtures/README.md) says what its caller does and what
        the line must do. The same input gives the same transcript and the same sound,
        byte for byte. Exit status 1 when a scenario's step fails or a file is unusable.

        A capsule (tongdai log capsule) is a call of the log: it is played again, by its
        sound if that was kept, else by its words, and each turn is the same, better
        (answered where it was not), worse (the other way) or changed (another answer).
        --against does so by the words for all calls of a log folder: a proof before a new
        knowledge goes live. The day is the call's own, unless --start says another. Exit
        status 1 when anything is worse or changed. What is masked is skipped and counted.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        if let log = arguments["--against"] { return try ReplayAgainst.run(log, arguments) }
        if let option = ["--since", "--until", "--on", "--by-sound"].first(where: {
            arguments[$0] != nil || arguments.has($0)
        }) {
            throw UsageError("\(option) goes with --against")
        }
        guard !arguments.operands.isEmpty else { throw UsageError("name a recording") }
        if arguments.operands.contains(where: { $0.hasSuffix(CallCapsule.ending) }) {
            return try ReplayCapsules.run(arguments)
        }
        let settings = try ReplaySettings(arguments)
        try OutputPlace.check(
            arguments["--timings"], "--timings", log: settings.log.map { URL(filePath: $0) })
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        let inputs = InputFiles(arguments.operands.flatMap(Performance.inputs))
        let timings = try arguments["--timings"].map { path in
            guard !inputs.contains(path) else {
                throw CommandFailure(
                    "\(path): the file for timings is one that is read; remedy: name another file "
                        + "with --timings")
            }
            return try TimingsFile(path)
        }
        var names = CallNames()
        var status: Int32 = 0
        for (index, path) in arguments.operands.enumerated() {
            if arguments.operands.count > 1 {
                Console.progress("\(index + 1)/\(arguments.operands.count) \(path)")
            }
            do {
                let isRight = try replay(
                    Performance.load(path, settings), engine, settings, timings, &names,
                    keeping: inputs)
                if !isRight { status = 1 }
            } catch {
                Console.endProgress()
                Console.complain("tongdai replay: \(error)")
                status = 1
            }
        }
        Console.endProgress()
        return status
    }

    /// - Returns: Whether every step of a scenario passed.
    private static func replay(
        _ performance: Performance, _ engine: Engine, _ settings: ReplaySettings,
        _ timings: TimingsFile?, _ names: inout CallNames, keeping inputs: InputFiles
    ) throws -> Bool {
        let log = settings.log.map { TranscriptFolder(URL(filePath: $0)) }
        let start = settings.start ?? performance.start ?? engine.lastChecked
        // A log that cannot be used is told with the first line.
        let claim = log.flatMap { try? $0.claim() }
        let name = names.unique(performance.name) { log?.has(call: $0, on: start.day) ?? false }
        let recording = settings.recordings?.appending(path: name + ".wav")
        if let recording, inputs.contains(recording.path) {
            throw CommandFailure(
                "\(recording.relativePath): the recording of the call would replace a file that is "
                    + "read; remedy: name another folder with --recordings")
        }
        let output = CallOutput(
            call: name, line: "replay", start: start, form: settings.form, folder: log,
            claim: claim, timings: timings, keepsEvents: performance.scenario != nil)
        let call = try ReplayedCall(
            performance, recordedTo: recording, engine: engine, output: output, today: start.day,
            settings: settings)
        try call.run()
        guard let scenario = performance.scenario else { return true }
        let verdicts = scenario.verdicts(
            of: output.records, beginnings: call.beginnings,
            facts: { engine.pack.entry($0)?.facts ?? [] })
        VerdictTable.print(scenario, verdicts, quietly: settings.form == .json)
        return verdicts.allSatisfy(\.hasPassed)
    }
}
