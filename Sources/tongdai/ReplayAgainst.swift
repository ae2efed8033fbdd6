import CallLog
import Dispatch
import Foundation
import Knowledge
import Pipeline
import Replay
import Transcript

/// `replay --against LOGDIR`: what today's knowledge would have answered the callers of
/// some days, and where that differs from what they were answered.
enum ReplayAgainst {
    /// So many calls are played at once, on all cores, and then counted in their order.
    private static let batch = 64
    private static let unfit = ["--recordings", "--timings", "--log", "--rate"]

    static func run(_ path: String, _ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("--against takes a log folder, and no files")
        }
        if let option = unfit.first(where: { arguments[$0] != nil }) {
            throw UsageError("\(option) is not for --against")
        }
        let settings = try ReplaySettings(arguments)
        var choice = try LogChoice(arguments, in: LogFolder(URL(filePath: path)))
        choice.query.language = nil
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        var run = Run(
            again: CallAgain(engine, start: settings.start), settings: settings,
            sound: arguments.has("--by-sound") ? choice.folder : nil)
        let isComplete = try choice.forEach { scanned, summary, _ in
            guard summary.language.isEmpty || summary.language == engine.pack.tag else {
                return run.report.leaveOutForeign()
            }
            run.calls.append(scanned)
            if run.calls.count == batch { run.playBatch() }
        }
        run.playBatch()
        Console.endProgress()
        if arguments.has("--json") {
            Console.print(run.report.json.json)
        } else {
            tell(run.report)
        }
        return run.report.isHarmless && isComplete && !run.hasFailed ? 0 : 1
    }

    private struct Run {
        let again: CallAgain
        let settings: ReplaySettings
        /// The folder whose kept sound is played; nil for the words alone.
        let sound: LogFolder?
        var report = ChangeReport()
        var calls: [ScannedCall] = []
        var hasFailed = false

        mutating func playBatch() {
            let calls = calls
            let played = Locked(
                [(id: String, result: Result<[TurnDifference], any Error>)?](
                    repeating: nil, count: calls.count))
            let (again, settings, sound) = (again, settings, sound)
            DispatchQueue.concurrentPerform(iterations: calls.count) { index in
                guard let call = RecordedCall(calls[index].records) else { return }
                let result = Result {
                    try ReplayAgainst.play(
                        call, again, settings, sound?.sound(of: calls[index]))
                }
                played.withLock { $0[index] = (call.id, result) }
            }
            for case let (id, result)? in played.withLock({ $0 }) {
                switch result {
                case .success(let differences): report.add(differences, of: id)
                case .failure(let error):
                    Console.complain("tongdai replay: \(TranscriptText.shown("\(error)"))")
                    hasFailed = true
                }
            }
            self.calls = []
            Console.progress("\(report.callCount) calls")
        }
    }

    private static func play(
        _ call: RecordedCall, _ again: CallAgain, _ settings: ReplaySettings, _ file: URL?
    ) throws -> [TurnDifference] {
        guard let file else { return again.byWords(call) }
        guard let data = try? Data(contentsOf: file) else {
            throw CommandFailure(
                "\(file.path): the call's sound cannot be read; remedy: check its permissions")
        }
        return try again.bySound(
            call, audio: [UInt8](data), name: file.path, settings: settings)
    }

    // MARK: For people

    private static func tell(_ report: ChangeReport) {
        for group in report.changes {
            Console.print(
                TranscriptText.shown(
                    "\(group.verdict.rawValue) \(group.count)×  \(group.old) → \(group.new)"))
            for example in group.examples {
                Console.print(
                    TranscriptText.shown(
                        "    \(example.call) at \(TranscriptText.clock(example.startMS)): "
                            + "\"\(example.text)\""))
            }
        }
        for (answer, count) in report.rewordings {
            Console.print(TranscriptText.shown("in other words \(count)×  \(answer)"))
        }
        if !report.changes.isEmpty || report.rewordedCount > 0 { Console.print("") }
        Console.print("\(counted(report.callCount, "call")), \(totals(report))")
        if report.foreignCount > 0 {
            Console.print("left out: \(counted(report.foreignCount, "call")) in other languages")
        }
    }

    /// `12 turns: 9 same (1 in other words), 1 better, 1 worse, 1 changed; 3 masked, skipped`.
    static func totals(_ report: ChangeReport) -> String {
        let skipped = report.count(.skipped)
        return "\(counted(report.turnCount, "turn")): \(report.count(.same)) same"
            + (report.rewordedCount > 0 ? " (\(report.rewordedCount) in other words)" : "")
            + ", \(report.count(.better)) better, \(report.count(.worse)) worse, "
            + "\(report.count(.changed)) changed"
            + (skipped > 0 ? "; \(skipped) masked, skipped" : "")
    }

    private static func counted(_ count: Int, _ what: String) -> String {
        count == 1 ? "1 \(what)" : "\(count) \(what)s"
    }
}
