import CallLog
import Files
import Foundation
import Knowledge
import Reporting
import Transcript

enum ReportCommand: Command {
    static let name = "report"
    static let summary = "writes what a log's calls add up to, as one page for a browser or paper"
    static let usage = ["report [options] [LOGDIR]"]
    static let options: [Arguments.Option] = [
        .init("-o", "FILE", "the page to write (default: report.html; - for standard output)"),
        .init("--log", "DIR", "the log folder: the same as LOGDIR"),
        .init("--since", "TIME", "calls from then on: a day, yesterday, -7d …"),
        .init("--until", "TIME", "calls until then; of a day: with the whole day"),
        .init("--on", "TIME", "calls of that day, week or month: \"last week\""),
        .init("--time-zone", "NAME", "of days and hours, such as Asia/Ho_Chi_Minh (default: here)"),
        .init("--models", "DIR", "language packs, for titles and dates of answers"),
    ]
    static let notes = """
        LOGDIR is where calls are written by default. The page needs no network and no
        script; only its owner may read it, because it quotes what callers said.
        TIME is \(TimePhrase.forms).
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        let named = arguments.operands + (arguments["--log"].map { [$0] } ?? [])
        guard named.count <= 1 else {
            throw UsageError("report takes one folder, not '\(named[1])' besides")
        }
        let clock = try clock(arguments["--time-zone"])
        let span = try ReportSpan(arguments, zone: clock.zone)
        let folder = LogFolder(LogOption.folder(named.first).url)
        try OutputPlace.check(arguments["-o"], "-o", log: folder.url)
        var figures = ReportFigures(clock: clock.clock, catalogue: catalogue(arguments["--models"]))
        let (damaged, newer, isComplete) = try read(folder, span, into: &figures)
        let page = try ReportPage(
            figures, since: span.since, until: span.until, source: folder.url.path, made: .now,
            version: Console.version, damagedLines: damaged, newerLines: newer,
            grouping: grouping())
        let status = try write(page.bytes, to: arguments["-o"] ?? "report.html", figures)
        return isComplete ? status : 1
    }

    private static func write(
        _ page: [UInt8], to path: String, _ figures: ReportFigures
    ) throws -> Int32 {
        guard path != "-" else {
            Console.print(String(decoding: page, as: UTF8.self))
            return 0
        }
        try ReplacedFile(path, mode: 0o600).write(page)
        let calls = figures.callCount
        Console.print(
            "\(path): \(calls) call\(calls == 1 ? "" : "s"), \(page.count / 1_024 + 1) KB")
        return 0
    }

    private static func clock(_ name: String?) throws(UsageError) -> (
        clock: ReportClock, zone: TimeZone
    ) {
        guard let zone = name.map({ TimeZone(identifier: $0) }) ?? TimeZone.current else {
            throw UsageError("--time-zone takes a name such as Asia/Ho_Chi_Minh or UTC")
        }
        let clock = ReportClock(zone: zone.identifier) { seconds in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
        return (clock, zone)
    }

    /// Titles and dates of answers; the report goes without where there are none.
    private static func catalogue(_ named: String?) -> AnswerCatalogue {
        do {
            let models = try ModelsFolder.find(named, language: "en-US")
            let packs = ModelsFolder.packs(in: models.path).compactMap { tag in
                try? LanguagePack.load(from: models.appending(path: tag))
            }
            return AnswerCatalogue(packs)
        } catch {
            Console.complain("tongdai report: \(error); answers go by their ids")
            return AnswerCatalogue()
        }
    }

    /// - Returns: How many lines could not be read, how many a newer program wrote, and
    ///   whether all files could be read.
    private static func read(
        _ folder: LogFolder, _ span: ReportSpan, into figures: inout ReportFigures
    ) throws -> (damaged: Int, newer: Int, isComplete: Bool) {
        var scan = CallScan()
        var unread: [UnreadLine] = []
        let failures = try folder.sweep(&scan, from: span.days.from, to: span.days.to) { call in
            let read = call.read()
            unread += read.unread
            guard let summary = read.summary, span.holds(summary) else { return }
            figures.add(summary)
        }
        for line in unread { scan.note(line) }
        LogChoice.tell(failures, scan, by: name)
        return (scan.damagedCount, scan.newer.reduce(0) { $0 + $1.count }, failures.isEmpty)
    }

    /// By meaning where there is an encoder. The vectors are not kept.
    private static func grouping() throws -> QuestionGroups {
        guard let meanings = try Meanings.installed() else { return QuestionGroups(encode: nil) }
        return QuestionGroups { meanings.encode($0) }
    }
}

/// The time that a report is about.
struct ReportSpan {
    /// By the clock on the office's wall.
    private(set) var since: Day?
    private(set) var until: Day?
    private var start: TranscriptTime?
    private var end: TranscriptTime?

    init(_ arguments: Arguments, zone: TimeZone) throws(UsageError) {
        let offset = { (time: TranscriptTime) in
            zone.secondsFromGMT(
                for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000))
        }
        let on = try Self.time(arguments, "--on", offset)
        if on != nil, arguments["--since"] != nil || arguments["--until"] != nil {
            throw UsageError("--on is a time of its own; name it or --since and --until")
        }
        let (from, to) = (
            try Self.time(arguments, "--since", offset), try Self.time(arguments, "--until", offset)
        )
        (start, end) = ((on ?? from)?.start, (on ?? to)?.end)
        if let start, let end, start >= end { throw UsageError("--since is not before --until") }
        since = start.map { $0.advanced(byMilliseconds: offset($0) * 1_000).day }
        until = end.map { $0.advanced(byMilliseconds: offset($0) * 1_000 - 1).day }
    }

    func holds(_ call: CallSummary) -> Bool {
        (start.map { call.start >= $0 } ?? true) && (end.map { call.start < $0 } ?? true)
    }

    /// Of the files, which go by UTC, with a day for calls that go on over midnight.
    var days: (from: Day?, to: Day?) {
        (start?.day, end?.advanced(byMilliseconds: 86_400_000).day)
    }

    private static func time(
        _ arguments: Arguments, _ name: String, _ offset: @escaping (TranscriptTime) -> Int
    ) throws(UsageError) -> TimePhrase? {
        guard let text = arguments[name] else { return nil }
        guard let phrase = TimePhrase(text, now: .now, offset: offset) else {
            throw UsageError("\(name): '\(text)' is no time; write \(TimePhrase.forms)")
        }
        return phrase
    }
}
