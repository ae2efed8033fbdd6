import CallLog
import Foundation
import Knowledge
import Transcript

enum LogStats: Command {
    static let name = "log stats"
    static let summary = "counts calls, outcomes and latency by day, hour, topic …"
    static let usage = ["log stats [options]"]
    static let options =
        [
            Arguments.Option(
                "--by", "WHAT", "day (default), hour, weekday, topic, answer, line, language")
        ] + LogChoice.turnOptions + LogChoice.callOptions + [
            .init("--json", nil, "print a JSON object a row; the last is the total"),
            LogChoice.folderOption,
        ]
    static let notes = """
        Questions are counted: answered, asked back, refused. p50 and p95: milliseconds
        from the end of the caller's speech to the first sound of the reply, for half and
        for all but a twentieth of the turns.

        \(LogChoice.notes)
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("stats takes options only, not '\(arguments.operands[0])'")
        }
        let choice = try LogChoice(arguments)
        let name = arguments["--by"] ?? "day"
        guard let division = CallStatistics.Division(rawValue: name) else {
            let all = CallStatistics.Division.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--by: '\(name)' is none of \(all)")
        }
        var statistics = CallStatistics(by: division, offset: WallClock.offset)
        let isComplete = try choice.forEach { _, summary, turns in
            statistics.add(summary, turns: turns.isEmpty ? nil : turns)
        }
        let rows = statistics.rows.sorted { left, right in
            division == .topic || division == .answer
                ? (right.value.questions, left.key) < (left.value.questions, right.key)
                : left.key < right.key
        }
        let all = rows.map { ($0.key, $0.value) } + [("total", statistics.total)]
        if arguments.has("--json") {
            for (key, row) in all { Console.print(json(key, row, name).json) }
        } else {
            for line in table(all, heading: name) { Console.print(TranscriptText.shown(line)) }
        }
        return isComplete ? 0 : 1
    }

    private static func table(
        _ rows: [(String, CallStatistics.Row)], heading: String
    ) -> [String] {
        let cells =
            [
                [
                    heading, "calls", "questions", "answered", "asked back", "refused",
                    "transferred", "interrupted", "p50", "p95",
                ]
            ]
            + rows.map { key, row in
                [
                    key.isEmpty ? "–" : key, "\(row.calls)", "\(row.questions)", "\(row.answered)",
                    "\(row.askedBack)", "\(row.refused)", "\(row.transferred)",
                    "\(row.interrupted)", milliseconds(row.latency(0.5)),
                    milliseconds(row.latency(0.95)),
                ]
            }
        let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }
            .joined(separator: "  ")
        }
    }

    private static func milliseconds(_ number: Double?) -> String {
        number.map { "\(Int($0.rounded()))" } ?? "–"
    }

    private static func json(
        _ key: String, _ row: CallStatistics.Row, _ division: String
    ) -> JSONValue {
        [
            "by": .string(division), "key": .string(key), "calls": .integer(row.calls),
            "questions": .integer(row.questions), "answered": .integer(row.answered),
            "asked_back": .integer(row.askedBack), "refused": .integer(row.refused),
            "transferred": .integer(row.transferred), "interrupted": .integer(row.interrupted),
            "duration_ms": .integer(row.durationMS),
            "p50_ms": row.latency(0.5).map { .number($0.rounded()) } ?? .null,
            "p95_ms": row.latency(0.95).map { .number($0.rounded()) } ?? .null,
        ]
    }
}
