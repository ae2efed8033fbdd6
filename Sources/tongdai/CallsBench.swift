import Audio
import AudioSocket
import Benchmark
import Foundation
import Knowledge
import Replay
import Transcript

/// `bench calls`: many simulated callers at once, in real time.
enum CallsBench {
    static let options: [Arguments.Option] = [
        .init("--lines", "N", "calls: callers at once (default: 20)"),
        .init("--minutes", "M", "calls: how long, after all have called (default: 1)"),
        .init("--ramp", "SECONDS", "calls: time until all have called (default: a call's length)"),
        .init("--find", nil, "calls: find how many lines keep the replies within 500 ms"),
        .init("--callers", "N", "calls: how many different callers there are (default: 8)"),
        .init("--seed", "N", "calls: of what they ask and when (default: 1)"),
        .init("--connect", "HOST:PORT", "calls: a server that runs already"),
        .init("--pid", "N", "calls: its process, to measure what it uses"),
        .init("--log", "DIR", "calls: its log folder, to compare its answers"),
    ]

    /// A reply that comes so soon is taken for prompt, in milliseconds.
    private static let target = 500.0
    private static let shownChanges = 20
    /// More than this of the callers' own, in nanoseconds, and a jitter buffer runs dry.
    private static let lateness = 20_000_000.0
    /// A caller who hangs up and calls again comes before his last call has ended.
    private static let spareLines = 10
    /// Callers at once when each is to be as good as alone.
    private static let aloneLines = 4

    static func run(_ arguments: Arguments) throws -> Int32 {
        try refuseIdleOptions(arguments)
        let result = try BenchResult(arguments)
        let lineCount = try arguments.number("--lines", in: 1...1_000) ?? 20
        let minutes = try arguments.number("--minutes", in: 1...1_440) ?? 1
        let ramp = try arguments.number("--ramp", in: 1...3_600)
        let pack = try LanguagePack.load(from: EngineOptions.packFolder(arguments))
        let plans = try plans(arguments)
        let lines = arguments.has("--find") ? 1_000 : lineCount
        let server = try ServedLine(arguments, lines: lines + spareLines)
        defer { server.stop() }
        CallerLines.hurry()
        var callers = Callers(
            plans: plans, server: server, idle: server.use, minutes: minutes)
        let (alone, length) = try callers.alone()
        callers.ramp = ramp.map(Double.init) ?? length
        let report =
            arguments.has("--find")
            ? try find(from: lineCount, callers) : try callers.load(lineCount)
        Console.endProgress()
        let figures = report.figures(alone: alone) { pack.entry($0)?.facts ?? [] }
        var notes = notes(report, alone)
        if let said = server.stop() { notes.append(said) }
        return try result.show(figures, notes: notes)
    }

    private static func refuseIdleOptions(_ arguments: Arguments) throws(UsageError) {
        guard arguments.operands == ["calls"] else {
            throw UsageError("calls are measured by themselves; give no other part")
        }
        for option in ["--pid", "--log"] where arguments[option] != nil {
            guard arguments["--connect"] != nil else {
                throw UsageError("\(option) needs --connect")
            }
        }
        for option in ["--cold", "--count"] where arguments.isGiven(option) {
            throw UsageError("\(option) has no effect on calls")
        }
    }

    private static func plans(_ arguments: Arguments) throws -> [CallerPlan] {
        let folder = arguments["--fixtures"] ?? "audio-fixtures"
        let count = try arguments.number("--callers", in: 1...1_000) ?? 8
        let seed = try arguments.number("--seed", in: 0...1_000_000_000) ?? 1
        let plans = try CallerPlan.plans(
            count, questionsEach: 4, from: FixtureManifest.load(URL(filePath: folder)),
            rate: .telephone, seed: UInt64(seed)
        ) { try CallerRecording.read($0.path, rate: .telephone).samples }
        guard !plans.isEmpty else {
            throw CommandFailure(
                "\(folder): no clean telephone question; remedy: make it anew: scripts/make-fixtures"
            )
        }
        return plans
    }

    /// Doubles the lines until the replies come too late, then halves the difference.
    private static func find(from start: Int, _ callers: Callers) throws -> CallsReport {
        var best: CallsReport?
        var good = 0
        var bad: Int?
        var next = start
        while next > good, next <= 1_000 {
            let report = try callers.load(next)
            Console.endProgress()
            let isGood = report.keeps(target)
            Console.complain(
                "\(next) lines: p95 \(Int(report.latency[0.95])) ms, \(isGood ? "kept" : "not kept")"
            )
            if isGood { (good, best) = (next, report) } else { bad = next }
            next = bad.map { (good + $0) / 2 } ?? 2 * next
            // A twentieth is as exact as one run can tell.
            if let bad, bad - good <= max(1, good / 20) { break }
        }
        guard let best else {
            throw CommandFailure(
                "no number of lines keeps the replies within \(Int(target)) ms; remedy: see whether "
                    + "something else runs on this machine")
        }
        return best
    }

    /// Which answers changed, and which calls failed, for people.
    private static func notes(_ report: CallsReport, _ alone: CallsReport) -> [String] {
        let changes = report.changes(since: alone)
        var notes = changes.prefix(shownChanges).map {
            "changed: \($0.recording): alone \($0.alone); under load \($0.underLoad)"
        }
        if changes.count > shownChanges {
            notes.append("changed: \(changes.count - shownChanges) more")
        }
        if report.ownLateness[0.99] > lateness {
            notes.append(
                "the callers themselves were late: what is measured is not the line, but the "
                    + "machine; let nothing else run, or run this as root")
        }
        let failures = Dictionary(grouping: report.calls.compactMap(\.failure)) { $0 }
        for (reason, calls) in failures.sorted(by: { $0.key < $1.key }) {
            notes.append("failed: \(calls.count) calls: \(reason)")
        }
        return notes
    }

    // MARK: Calling

    /// The callers, and the line that they call.
    private struct Callers {
        let plans: [CallerPlan]
        let server: ServedLine
        /// Before anybody called.
        let idle: ProcessUse?
        let minutes: Int
        /// Seconds within which all lines are called, if they are not too many for that.
        /// Over a call's length nobody waits for the same question of the same moment:
        /// callers who do not know of each other spread like that.
        var ramp = 1.0

        /// Each caller once, a few at a time; and how long their calls last, in seconds.
        func alone() throws -> (CallsReport, length: Double) {
            var dialling = Dialling(CallerLines(server.address), plans: plans, calls: plans.count)
            for number in 0..<min(CallsBench.aloneLines, plans.count) { dialling.ring(number) }
            while dialling.isBusy {
                let done = dialling.lines.finished.count
                Console.progress("alone: \(done) of \(plans.count) callers …")
                try dialling.run(until: CallerLines.now + 1_000_000_000)
            }
            let length = dialling.lines.callSeconds / Double(plans.count)
            return (try report(1, dialling.lines, use: nil), length)
        }

        /// So many callers at once; who is through calls again, as the next caller.
        func load(_ count: Int) throws -> CallsReport {
            var dialling = Dialling(CallerLines(server.address), plans: plans, calls: nil)
            let (start, step) = (CallerLines.now, Int(ramp * 1_000_000_000) / count)
            for number in 0..<count {
                dialling.ring(number)
                Console.progress("\(count) lines: \(number + 1) have called …")
                try dialling.run(until: start + step * (number + 1))
            }
            let (before, machineBefore) = (server.use, MachineUse.now)
            let (secondsBefore, full) = (dialling.lines.callSeconds, CallerLines.now)
            for second in 1...(60 * minutes) {
                Console.progress("\(count) lines: \(second) of \(60 * minutes) s …")
                try dialling.run(until: full + second * 1_000_000_000)
            }
            let (after, machineAfter) = (server.use, MachineUse.now)
            let callSeconds = dialling.lines.callSeconds - secondsBefore
            dialling.lines.hangUp()
            guard let idle, let before, let after else {
                return try report(count, dialling.lines, use: nil)
            }
            let processorSeconds = after.processorSeconds - before.processorSeconds
            return try report(
                count, dialling.lines,
                use: .init(
                    processorSeconds: processorSeconds, callSeconds: callSeconds,
                    idleBytes: idle.residentBytes, loadedBytes: after.residentBytes,
                    othersShare: machineAfter.othersShare(
                        since: machineBefore, besides: processorSeconds)))
        }

        private func report(
            _ count: Int, _ lines: CallerLines, use: CallsReport.Use?
        ) throws -> CallsReport {
            let answers = try server.answers(to: lines.finished.map(\.dialled))
            let calls = lines.finished.map { finished in
                CallsReport.Call(
                    plan: finished.call.plan, turns: finished.call.turns,
                    arrivals: finished.call.arrivals, answers: answers?[finished.dialled],
                    failure: finished.call.failure)
            }
            return CallsReport(
                lines: count, calls: calls, hasTranscripts: answers != nil, use: use,
                ownLateness: Quantiles(lines.lateness))
        }
    }

    /// Who calls next on which line, and when.
    private struct Dialling {
        var lines: CallerLines
        private let plans: [CallerPlan]
        /// How many calls there are to be; nil for no end.
        private let limit: Int?
        private var rung = 0
        /// The lines that are to call, in their order.
        private var waiting: [Int] = []
        private var nextDial = 0

        /// Two calls in a row begin so far apart that their transcripts can be told
        /// apart by their beginnings, in nanoseconds.
        private static let spacing = 120_000_000

        init(_ lines: CallerLines, plans: [CallerPlan], calls limit: Int?) {
            (self.lines, self.plans, self.limit) = (lines, plans, limit)
        }

        var isBusy: Bool { lines.count > 0 || !waiting.isEmpty }

        mutating func ring(_ number: Int) {
            if let limit, rung == limit { return }
            rung += 1
            waiting.append(number)
        }

        /// Runs all calls until a moment; a line whose call is over calls again.
        mutating func run(until end: Int) throws {
            while CallerLines.now < end {
                let now = CallerLines.now
                if now >= nextDial, !waiting.isEmpty {
                    let plan = plans[(lines.count + lines.finished.count) % plans.count]
                    try lines.dial(plan, number: waiting.removeFirst())
                    nextDial = now + Self.spacing
                }
                let next = waiting.isEmpty ? end : min(end, max(nextDial, now))
                for number in lines.run(until: next) { ring(number) }
            }
        }
    }
}
