import AudioSocket
import CallLog
import Foundation
import Knowledge
import Transcript

/// The folder and the calls that a verb of `log` is about, from its options.
struct LogChoice {
    static let folderOption = Arguments.Option(
        "--log", "DIR", "the log folder (default: where calls are written)")

    static let timeOptions: [Arguments.Option] = [
        .init("--since", "TIME", "calls from then on: a day, a time, yesterday, -7d …"),
        .init("--until", "TIME", "calls until then; of a day: with the whole day"),
        .init("--on", "TIME", "calls of that day, week or month: \"last tuesday\""),
    ]

    static let callOptions: [Arguments.Option] =
        timeOptions + [
            .init("--line", "NAME", "calls of this line"),
            .init("--uuid", "UUID", "the exchange's id of the call: the one of AudioSocket()"),
            .init("--language", "TAG", "calls in this language: en, en-US"),
        ]

    static let turnOptions: [Arguments.Option] = [
        .init("--outcome", "WHAT", "answered, asked-back, refused, unanswered …: see below"),
        .init("--answer", "ID", "this answer was given, or one below it: identity-card"),
        .init("--topic", "NAME", "the question was of this topic: the id's first part"),
        .init("--latency-over", "MS", "the caller waited longer than this for the reply"),
    ]

    static let timeNotes = """
        TIME is \(TimePhrase.forms),
        by this machine's clock.
        """

    /// What the outcomes mean, and how times are written.
    static let notes = """
        --outcome: of a question: answered, asked-back, refused, or unanswered (refused,
        or asked back about without an answer after it); of a call: acted, transferred,
        silent, open (no end yet), fault.

        \(timeNotes)
        """

    let folder: LogFolder
    var query = LogQuery()

    /// The days whose files have to be read.
    private(set) var days: (from: Day?, to: Day?) = (nil, nil)

    /// - Parameter folder: Nil for the one that `--log` names.
    init(_ arguments: Arguments, in folder: LogFolder? = nil) throws {
        self.folder = folder ?? Self.folder(arguments)
        try readTimes(arguments)
        query.line = arguments["--line"]
        query.uuid = try arguments["--uuid"].map(Self.uuid)
        query.language = arguments["--language"]
        query.answer = arguments["--answer"]
        query.topic = arguments["--topic"]
        query.latencyOver = try arguments.number("--latency-over", in: 0...86_400_000).map(
            Double.init)
        query.outcome = try arguments["--outcome"].map(Self.outcome)
    }

    static func folder(_ arguments: Arguments) -> LogFolder {
        LogFolder(LogOption.folder(arguments["--log"]).url)
    }

    private mutating func readTimes(_ arguments: Arguments) throws(UsageError) {
        if let on = try Self.time(arguments, "--on") {
            guard arguments["--since"] == nil, arguments["--until"] == nil else {
                throw UsageError("--on is a time of its own; name it or --since and --until")
            }
            (query.since, query.until) = (on.start, on.end)
            if on.start == on.end {
                throw UsageError("--on takes a day, a week or a month, not a moment")
            }
        }
        if let since = try Self.time(arguments, "--since") { query.since = since.start }
        if let until = try Self.time(arguments, "--until") { query.until = until.end }
        if let since = query.since, let until = query.until, since >= until {
            throw UsageError("--since is not before --until")
        }
        // A call may go on over midnight.
        days = (
            query.since?.day,
            query.until.flatMap {
                Day(secondsSince1970: $0.milliseconds / 1_000 + 86_400)
            }
        )
    }

    private static func time(
        _ arguments: Arguments, _ name: String
    ) throws(UsageError) -> TimePhrase? {
        guard let text = arguments[name] else { return nil }
        guard let phrase = TimePhrase(text, now: .now, offset: WallClock.offset) else {
            throw UsageError("\(name): '\(text)' is no time; write \(TimePhrase.forms)")
        }
        return phrase
    }

    private static func uuid(_ text: String) throws(UsageError) -> String {
        guard let uuid = CallUUID(text) else {
            throw UsageError(
                "--uuid: '\(text)' is no UUID; write it as the exchange has it: "
                    + "40325ec2-5efd-4bd3-805f-53576e581d13")
        }
        return "\(uuid)"
    }

    private static func outcome(_ text: String) throws(UsageError) -> LogQuery.Outcome {
        guard let outcome = LogQuery.Outcome(rawValue: text) else {
            let all = LogQuery.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--outcome: '\(text)' is none of \(all)")
        }
        return outcome
    }

    /// Gives out each call that is meant, with the turns that are. What could not be read
    /// is told on standard error.
    /// - Returns: Whether all could be read.
    @discardableResult
    func forEach(_ take: (ScannedCall, CallSummary, [Int]) -> Void) throws -> Bool {
        var scan = query.scan()
        var unread: [UnreadLine] = []
        let failures = try folder.sweep(&scan, from: days.from, to: days.to) { call in
            let read = call.read()
            unread += read.unread
            guard let summary = read.summary, let turns = query.turns(of: summary) else { return }
            take(call, summary, turns)
        }
        for line in unread { scan.note(line) }
        Self.tell(failures, scan)
        return failures.isEmpty
    }

    /// What of the log could not be read, or only in part.
    static func tell(_ failures: [LogError], _ scan: CallScan, by command: String = "log") {
        for failure in failures { Console.complain("tongdai \(command): \(failure.shown)") }
        for lines in scan.unread {
            Console.complain("tongdai \(command): \(TranscriptText.shown(lines.description))")
        }
        for lines in scan.newer {
            Console.complain("tongdai \(command): \(TranscriptText.shown(lines.description))")
        }
    }
}

extension LogError {
    /// File names are what others chose: nothing of them moves the cursor.
    var shown: String { TranscriptText.shown(description) }
}

/// The clock by which operators live: the system's time zone, or `TZ`.
enum WallClock {
    @Sendable static func offset(_ time: TranscriptTime) -> Int {
        TimeZone.current.secondsFromGMT(
            for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000))
    }

    /// `2026-11-23 18:45:01`.
    static func text(_ time: TranscriptTime) -> String {
        let local = time.advanced(byMilliseconds: offset(time) * 1_000).description
        return local.prefix(10) + " " + local.dropFirst(11).prefix(8)
    }

    /// `UTC`, `+07:00`.
    static func zone(_ time: TranscriptTime) -> String {
        let minutes = offset(time) / 60
        guard minutes != 0 else { return "UTC" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
    }
}
