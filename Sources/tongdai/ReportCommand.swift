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
        .init("--since", "DAY", "calls from that day on, such as 2026-11-23"),
        .init("--until", "DAY", "calls until the end of that day"),
        .init("--time-zone", "NAME", "of days and hours, such as Asia/Ho_Chi_Minh (default: here)"),
        .init("--models", "DIR", "language packs, for titles and dates of answers"),
    ]
    static let notes = """
        LOGDIR is where calls are written by default. The page needs no network and no
        script; only its owner may read it, because it quotes what callers said.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.count <= 1 else {
            throw UsageError("report takes one folder, not '\(arguments.operands[1])' besides")
        }
        let clock = try clock(arguments["--time-zone"])
        let span = try ReportSpan(arguments, zone: clock.zone)
        let folder = LogFolder(
            arguments.operands.first.map { URL(filePath: $0) }
                ?? TranscriptFolder.standard(environment: ProcessInfo.processInfo.environment).url)
        var figures = ReportFigures(clock: clock.clock, catalogue: catalogue(arguments["--models"]))
        let damaged = try read(folder, span, into: &figures)
        let page = ReportPage(
            figures, since: span.since, until: span.until, source: folder.url.path, made: .now,
            version: Console.version, damagedLines: damaged)
        return try write(page.bytes, to: arguments["-o"] ?? "report.html", figures)
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

    /// - Returns: How many lines could not be read.
    private static func read(
        _ folder: LogFolder, _ span: ReportSpan, into figures: inout ReportFigures
    ) throws -> Int {
        var fold = CallFold()
        var damaged = 0
        for file in try folder.dayFiles(from: span.days.from, to: span.days.to) {
            guard !file.isCompressed else {
                Console.complain(
                    "tongdai report: \(file.url.path) is compressed and was left out; remedy: unpack it"
                )
                continue
            }
            var reader = try TranscriptReader(file: file.url)
            while let line = try reader.nextLine() {
                guard let record = line.record else {
                    damaged += 1
                    continue
                }
                fold.add(record)
            }
            for call in fold.takeEnded() where span.holds(call) { figures.add(call) }
        }
        for call in fold.summaries where span.holds(call) { figures.add(call) }
        return damaged
    }
}

/// The days that a report is about.
struct ReportSpan {
    let since: Day?
    let until: Day?
    private let start: TranscriptTime?
    private let end: TranscriptTime?

    init(_ arguments: Arguments, zone: TimeZone) throws(UsageError) {
        since = try Self.day(arguments, "--since")
        until = try Self.day(arguments, "--until")
        if let since, let until, since > until { throw UsageError("--since is after --until") }
        start = since.map { Self.midnight($0.daysSince1970, zone) }
        end = until.map { Self.midnight($0.daysSince1970 + 1, zone) }
    }

    func holds(_ call: CallSummary) -> Bool {
        (start.map { call.start >= $0 } ?? true) && (end.map { call.start < $0 } ?? true)
    }

    /// Of the files, which go by UTC, with a day for calls that go on over midnight.
    var days: (from: Day?, to: Day?) {
        (start?.day, end?.advanced(byMilliseconds: 86_400_000).day)
    }

    private static func midnight(_ day: Int, _ zone: TimeZone) -> TranscriptTime {
        let moment = Date(timeIntervalSince1970: Double(day * 86_400))
        return TranscriptTime(
            milliseconds: (day * 86_400 - zone.secondsFromGMT(for: moment)) * 1_000)
    }

    private static func day(_ arguments: Arguments, _ name: String) throws(UsageError) -> Day? {
        guard let text = arguments[name] else { return nil }
        guard let day = Day(text) else {
            throw UsageError("\(name) takes a day such as 2026-11-23, not '\(text)'")
        }
        return day
    }
}
