import Conversation
import Foundation
import Knowledge
import Replay
import Understanding

enum CheckCommand: Command {
    static let name = "check"
    static let summary = "validates a language pack, and measures quality over recorded callers"
    static let usage = [
        "check [options]", "check --fixtures DIR [options]",
        "check --understanding FILE [options]",
    ]
    static let options =
        EngineOptions.all + [
            .init("--fixtures", "DIR", "measure over the recorded callers of this folder"),
            .init("--understanding", "FILE", "measure with the typed questions of this file"),
            .init("--goals", "FILE", "exit status 1 where these figures are not reached"),
            .init("--split", "NAME", "only callers or questions of this split: tune or test"),
            .init("--only", "TEXT", "only callers whose id contains this"),
            .init("--misses", nil, "list each caller that was not answered right"),
            .init("--open", nil, "hear without the closed grammars, to compare"),
            .init(
                "--without", "NAMES",
                "understand without these, to compare: \(EvidenceSource.names)"),
            .init("--cuts", nil, "list each caller who was cut before the end of the voice"),
            .init("--times", "N", "hear each caller N times, each a part of a frame later"),
            .init("--jobs", "N", "recordings at a time (default: as many as cores)"),
            .init("--today", "DAY", "decides which answers hold, such as 2026-11-23"),
            .init("--json", nil, "print the result as JSON"),
        ]
    static let notes = """
        Without --fixtures every file of the pack is read, and each mistake is named with
        its file, line and remedy; what is past its date is a warning. Exit status 1 when
        there is an error. The rows of one run say less than they seem to: a caller who is
        heard again 5 ms later may be heard otherwise. --times 4 says more.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("check takes options only, not '\(arguments.operands[0])'")
        }
        try refuseIdleOptions(arguments)
        let jobs = try arguments.number("--jobs", in: 1...64)
        let times = try arguments.number("--times", in: 1...20) ?? 1
        let folder = try EngineOptions.packFolder(arguments)
        let today = try AskCommand.day(arguments["--today"])
        let without = try evidenceLeftOut(arguments)
        if let file = arguments["--understanding"] {
            return try measureUnderstanding(
                file, Engine.load(folder, without: without), today: today, arguments)
        }
        guard let fixtures = arguments["--fixtures"] else {
            return validate(folder, today: today, asJSON: arguments.has("--json"))
        }
        return try measure(
            fixtures,
            Engine.load(folder, hasGrammars: !arguments.has("--open"), without: without),
            today: today, arguments,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, times: times)
    }

    /// An option that has no effect is a mistake: somebody believes that it has.
    private static func refuseIdleOptions(_ arguments: Arguments) throws(UsageError) {
        let modes = ["--fixtures", "--understanding"].filter { arguments[$0] != nil }
        guard modes.count < 2 else {
            throw UsageError("--fixtures and --understanding are two measurements; name one")
        }
        let effects = [
            ("--split", ["--fixtures", "--understanding"]),
            ("--misses", ["--fixtures", "--understanding"]), ("--only", ["--fixtures"]),
            ("--open", ["--fixtures"]), ("--without", ["--fixtures", "--understanding"]),
            ("--goals", ["--fixtures"]), ("--cuts", ["--fixtures"]), ("--jobs", ["--fixtures"]),
            ("--times", ["--fixtures"]),
        ]
        for (option, needed) in effects where arguments[option] != nil || arguments.has(option) {
            guard needed.contains(where: modes.contains) else {
                throw UsageError("\(option) needs \(needed.joined(separator: " or "))")
            }
        }
    }

    /// Several names with commas between, or the option again.
    private static func evidenceLeftOut(
        _ arguments: Arguments
    ) throws(UsageError) -> Set<EvidenceSource> {
        var left: Set<EvidenceSource> = []
        let names = arguments.all("--without").flatMap {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        for name in names {
            guard let source = EvidenceSource(rawValue: String(name)) else {
                throw UsageError(
                    "--without takes \(EvidenceSource.names), with commas between several; "
                        + "not '\(name)'")
            }
            guard source.isLearned || arguments["--understanding"] == nil else {
                throw UsageError(
                    "--without \(name) needs --fixtures: what is typed has one reading")
            }
            left.insert(source)
        }
        return left
    }

    private static func validate(_ folder: URL, today: Day, asJSON: Bool) -> Int32 {
        let problems = LanguagePack.validate(folder, today: today)
        let errors = problems.count { $0.severity == .error }
        if asJSON {
            let rows = problems.map(\.json)
            Console.print(
                JSONValue.object([
                    "errors": .integer(errors), "warnings": .integer(problems.count - errors),
                    "problems": .array(rows),
                ]).line)
        } else {
            for problem in problems { Console.print("\(problem)") }
            Console.print(
                "\(folder.relativePath): \(errors) errors, \(problems.count - errors) warnings")
        }
        return errors == 0 ? 0 : 1
    }

    private static func measure(
        _ fixtures: String, _ engine: Engine, today: Day, _ arguments: Arguments, jobs: Int,
        times: Int
    ) throws -> Int32 {
        let goals = try arguments["--goals"].map { try QualityGoals.load(URL(filePath: $0)) }
        let manifest = try FixtureManifest.load(URL(filePath: fixtures))
        let callers = manifest.callers.filter { caller in
            arguments["--split"].map { $0 == caller.split } ?? true
                && arguments["--only"].map { caller.id.contains($0) } ?? true
        }
        guard !callers.isEmpty else { throw CommandFailure("\(fixtures): no caller is chosen") }
        let trials = try Trials.run(callers, engine, today: today, jobs: jobs, times: times)
        let report = QualityReport(trials)
        if arguments.has("--json") {
            Console.print(report.json.line)
        } else {
            if arguments.has("--misses") { trials.forEach(printMiss) }
            if arguments.has("--cuts") { trials.filter(\.isWrongCut).forEach(printTrial) }
            QualityTable.print(report)
        }
        let missed = goals?.missed(by: report) ?? []
        for goal in missed { Console.complain("not reached: \(goal)") }
        return missed.isEmpty ? 0 : 1
    }

    private static func measureUnderstanding(
        _ file: String, _ engine: Engine, today: Day, _ arguments: Arguments
    ) throws -> Int32 {
        let set = try QuestionSet.load(URL(filePath: file)).split(arguments["--split"])
        guard !set.lines.isEmpty else { throw CommandFailure("\(file): no question is chosen") }
        let report = UnderstandingReport(set, conversation: engine.conversation(today: today)) {
            Console.progress("\($0) of \(set.lines.count) lines")
        }
        Console.endProgress()
        if arguments.has("--json") {
            Console.print(report.json.line)
        } else {
            if arguments.has("--misses") { UnderstandingTable.printMisses(report) }
            UnderstandingTable.print(report)
        }
        return 0
    }

    private static func printMiss(_ trial: FixtureTrial) {
        let isGood = trial.caller.kind.isForeign ? trial.result == .refused : trial.result == .right
        if !isGood { printTrial(trial) }
    }

    private static func printTrial(_ trial: FixtureTrial) {
        let wanted = trial.caller.control ?? trial.caller.accept.joined(separator: "|")
        let delay = trial.delay / .milliseconds(1)
        let later = delay > 0 ? " (\(delay) ms later)" : ""
        Console.print("\(trial.result.rawValue)\t\(trial.caller.id)\(later)\t\(wanted)")
        Console.print("  said:  \(trial.caller.text)")
        Console.print("  heard: \(trial.utterances.joined(separator: " | "))")
        if let answered = trial.answered { Console.print("  answered: \(answered)") }
    }
}

extension EvidenceSource {
    /// "a, b or c".
    fileprivate static var names: String {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}

extension Problem {
    fileprivate var json: JSONValue {
        [
            "file": .string(file), "line": line.map { .integer($0) } ?? .null,
            "column": column.map { .integer($0) } ?? .null,
            "severity": .string(severity.rawValue), "message": .string(message),
            "remedy": .string(remedy),
        ]
    }
}
