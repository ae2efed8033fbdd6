internal import Knowledge
internal import Transcript

/// Calls as rows for a spreadsheet: one a turn; one for a call in which nothing was said.
public enum CallTable {
    public static let columns = [
        "call", "start", "line", "language", "call_outcome", "end_reason", "duration_s", "turn",
        "at_s", "caller", "confidence", "outcome", "answer", "score", "reply", "interrupted",
        "latency_ms", "uuid",
    ]

    /// - Parameter turns: Those that are wanted, by their indices; all when nil or empty.
    public static func rows(of call: CallSummary, turns: [Int]? = nil) -> [[String]] {
        let head = [
            call.call, call.start.description, call.line, call.language, call.outcome.rawValue,
            call.endReason ?? "", seconds(call.durationMS),
        ]
        let wanted = turns.flatMap { $0.isEmpty ? nil : $0 } ?? Array(call.turns.indices)
        guard !wanted.isEmpty else {
            let nothing = [String](repeating: "", count: columns.count - head.count - 1)
            return [head + nothing + [call.uuid ?? ""]]
        }
        return wanted.map { head + cells(of: call.turns[$0], number: $0 + 1) + [call.uuid ?? ""] }
    }

    private static func cells(of turn: TurnSummary, number: Int) -> [String] {
        [
            String(number), seconds(turn.startMS), turn.text, share(turn.confidence),
            turn.outcome?.rawValue ?? "", turn.answer ?? turn.offered.joined(separator: " "),
            turn.outcome == nil ? "" : share(turn.score), turn.reply,
            turn.isInterrupted ? "yes" : "", turn.latencyMS.map { share($0) } ?? "",
        ]
    }

    private static func seconds(_ milliseconds: Int) -> String {
        share(Double(milliseconds) / 1_000)
    }

    private static func share(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "" }
        let rounded = (number * 1_000).rounded() / 1_000
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
