import CallLog
import Foundation
import Knowledge
import Transcript

enum LogUnanswered: Command {
    static let name = "log unanswered"
    static let summary = "lists what callers asked and nobody answered, by meaning"
    static let usage = ["log unanswered [options]"]
    static let options =
        LogChoice.callOptions + [
            .init("--limit", "N", "show the N most frequent (default: 20; 0: all)"),
            .init("--least", "N", "show only what was asked so often (default: 1)"),
            .init("--words", nil, "group by words, though the sentence encoder is there"),
            .init("--json", nil, "print a JSON object a group"),
            LogChoice.folderOption,
        ]
    static let notes = """
        Questions that the line refused, or asked back about without an answer after it.
        Those that mean the same stand together when the sentence encoder is there
        (scripts/fetch-encoder), else those that share words. With each group: how often,
        its most frequent wording, and a call with the time in its recording.

        \(LogChoice.timeNotes)
        """

    /// Where a wording was last heard.
    private struct Place {
        let call: String
        let start: TranscriptTime
        let startMS: Int
        let line: String
    }

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("unanswered takes options only, not '\(arguments.operands[0])'")
        }
        var choice = try LogChoice(arguments)
        choice.query.outcome = .unanswered
        let limit = try arguments.number("--limit", in: 0...1_000_000) ?? 20
        let least = try arguments.number("--least", in: 1...1_000_000) ?? 1
        var counts: [String: Int] = [:]
        var places: [String: Place] = [:]
        let isComplete = try choice.forEach { _, summary, turns in
            for turn in turns.map({ summary.turns[$0] })
            where !turn.text.isEmpty && turn.text != Redaction.mark {
                counts[turn.text, default: 0] += 1
                places[turn.text] = Place(
                    call: summary.call, start: summary.start, startMS: turn.startMS,
                    line: summary.line)
            }
        }
        let groups = QuestionGroups(encode: arguments.has("--words") ? nil : try encoder())
            .groups(of: counts).filter { $0.count >= least }
        for group in limit == 0 ? groups[...] : groups.prefix(limit) {
            guard let place = places[group.example] else { continue }
            if arguments.has("--json") {
                Console.print(json(of: group, place).json)
            } else {
                for line in lines(of: group, place) { Console.print(TranscriptText.shown(line)) }
            }
        }
        if !arguments.has("--json") {
            let total = groups.reduce(0) { $0 + $1.count }
            Console.complain("\(total) unanswered questions in \(groups.count) groups")
        }
        return isComplete ? 0 : 1
    }

    /// The vectors are not kept: what callers said stays in the log.
    private static func encoder() throws -> QuestionGroups.Encode? {
        guard let meanings = try Meanings.installed() else { return nil }
        return { meanings.encode($0) }
    }

    private static func lines(of group: QuestionGroup, _ place: Place) -> [String] {
        let count = String(group.count)
        let margin = String(repeating: " ", count: max(0, 6 - count.count))
        var lines = [
            margin + count + "  " + group.example,
            "        e.g. \(WallClock.text(place.start))  \(place.call)  at "
                + TranscriptText.clock(place.startMS),
        ]
        lines += group.wordings.dropFirst().prefix(3).map {
            "        also: \($0.text) (\($0.count))"
        }
        let more = group.wordings.count - 4
        if more > 0 { lines.append("        and \(more) more wordings") }
        return lines
    }

    private static func json(of group: QuestionGroup, _ place: Place) -> JSONValue {
        [
            "count": .integer(group.count), "example": .string(group.example),
            "call": .string(place.call), "line": .string(place.line),
            "start": .string(place.start.description), "at_ms": .integer(place.startMS),
            "wordings": .array(
                group.wordings.map { ["text": .string($0.text), "count": .integer($0.count)] }),
        ]
    }
}
