import CallLog
import Foundation
import Knowledge
import Transcript

enum LogPurge: Command {
    static let name = "log purge"
    static let summary = "removes days that are older than the law allows, for good"
    static let usage = ["log purge --older-than AGE [options]"]
    static let options: [Arguments.Option] =
        [.init("--older-than", "AGE", "days, weeks or years: 90d, 12w, 1y")] + SignOff.options + [
            .init("--recordings", "DIR", "remove the calls' recordings in this folder, too"),
            .init("--dry-run", nil, "only say what would go"),
            .init("--json", nil, "print the result as JSON"), LogChoice.folderOption,
        ]
    static let notes = """
        Whole days go (by UTC) when all of them is older than AGE, compressed or not; with
        0d every day that is over, and today stays. A
        marker in purged.jsonl says which, how many calls, who did it and when, so that
        verify holds. What cannot be read goes, too. With the calls goes their sound,
        where --keep-audio has put it: audio/ of the log, or the folder that was named,
        as the calls' log says. --recordings is for sound of which the log does not know,
        as call --recordings writes it. For each day, from cron:
          tongdai log purge --older-than 90d --signed cron --reason retention
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("purge takes options only, not '\(arguments.operands[0])'")
        }
        guard let age = arguments["--older-than"] else {
            throw UsageError("purge needs --older-than AGE, such as 90d")
        }
        guard let days = days(age) else {
            throw UsageError("--older-than: '\(age)' is no age; write 90d, 12w or 1y")
        }
        let (signer, reason) = (try SignOff.name(arguments), try SignOff.reason(arguments))
        let now = TranscriptTime.now
        guard let before = Day(secondsSince1970: now.milliseconds / 1_000 - days * 86_400) else {
            throw UsageError("--older-than: '\(age)' is longer ago than any log")
        }
        let purge = Purge(
            LogChoice.folder(arguments), before: before,
            recordings: arguments["--recordings"].map { URL(filePath: $0) })
        let plan = try purge.plan()
        let isDry = arguments.has("--dry-run")
        for failure in plan.unread {
            Console.complain(
                TranscriptText.shown(
                    "tongdai log: \(failure.subject): \(failure.reason); it \(isDry ? "would go" : "goes") "
                        + "all the same, as too old; calls in it are counted as far as they were read"
                ))
        }
        for failure in plan.left { Console.complain("tongdai log: \(failure.shown)") }
        let left =
            isDry
            ? []
            : try purge.carryOut(
                plan, by: signer, reason: reason, time: now)
        for failure in left { Console.complain("tongdai log: \(failure.shown)") }
        tell(plan, before: before, isDry: isDry, isJSON: arguments.has("--json"))
        return left.isEmpty ? 0 : 1
    }

    private static func tell(_ plan: Purge.Plan, before: Day, isDry: Bool, isJSON: Bool) {
        guard !isJSON else {
            let json: JSONValue = [
                "before": .string(before.description), "done": .bool(!isDry),
                "files": .array(plan.files.map { .string($0.lastPathComponent) }),
                "calls": .integer(plan.calls.count), "lines": .integer(plan.lines),
                "recordings": .integer(plan.recordings.count),
                "unread": .array(plan.unread.map { .string($0.subject) }),
                "left": .array(plan.left.map { .string($0.subject) }),
            ]
            Console.print(json.json)
            return
        }
        guard !plan.isEmpty else { return Console.print("nothing is older than \(before)") }
        if isDry { for file in plan.files { Console.print(file.lastPathComponent) } }
        Console.print(
            "\(isDry ? "would remove" : "removed") \(plan.files.count) files of before \(before), "
                + "\(plan.calls.count) calls, \(plan.lines) lines, \(plan.recordings.count) recordings"
                + (plan.unread.isEmpty ? "" : "; \(plan.unread.count) of the files not read")
        )
    }

    private static func days(_ text: String) -> Int? {
        let units = ["d": 1, "w": 7, "y": 366]
        guard let unit = text.last.flatMap({ units[String($0)] }), let count = Int(text.dropLast()),
            (0...100_000).contains(count)
        else { return nil }
        return count * unit
    }
}
