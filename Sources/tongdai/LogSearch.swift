import CallLog
import Foundation
import Knowledge
import Transcript

enum LogSearch: Command {
    static let name = "log search"
    static let summary = "finds calls by words, answer, time, outcome, language, latency"
    static let usage = ["log search [WORD …] [options]"]
    static let options =
        [
            Arguments.Option(
                "--by", "WHO", "who said the words: caller or agent (default: either)"),
            .init("--about", "TEXT", "the question means about this, in whatever words"),
        ] + LogChoice.turnOptions + LogChoice.callOptions + [
            .init("--limit", "N", "show the newest N only (default: 50; 0: all of them)"),
            .init("--count", nil, "only say how many there are"),
            .init("--json", nil, "print a JSON object a call, oldest first; all unless --limit"),
            LogChoice.folderOption,
        ]
    static let notes = """
        All words must be in one utterance, in any order, whatever their case and
        accents; each is the beginning of a word: "card" finds cards. A phrase in
        quotation marks is found as it stands: "identity card". Words, --outcome,
        --answer, --topic and --latency-over must hold for one and the same question.

        \(LogChoice.notes)

        --about finds what words do not ("my card is gone"), and some of what is near; it
        needs the sentence encoder (scripts/fetch-encoder).

        examples: all calls of last Tuesday in which someone asked about a lost
        identity card and was not answered
          tongdai log search lost identity card --by caller --on "last tuesday" \\
            --outcome unanswered
          tongdai log search --about "lost identity card" --on "last tuesday" \\
            --outcome unanswered
        """

    private static let defaultLimit = 50

    static func run(_ arguments: Arguments) throws -> Int32 {
        var choice = try LogChoice(arguments)
        let words = WordPattern(arguments.operands)
        switch arguments["--by"] {
        case nil: choice.query.words = words
        case "caller"?: choice.query.callerWords = words
        case "agent"?, "line"?: choice.query.agentWords = words
        case let who?: throw UsageError("--by takes caller or agent, not '\(who)'")
        }
        let isJSON = arguments.has("--json")
        let limit =
            try arguments.number("--limit", in: 0...1_000_000) ?? (isJSON ? 0 : defaultLimit)
        let about = try arguments["--about"].map { try MeaningOf($0) }
        var found = Newest<(CallSummary, [Int])>(limit: arguments.has("--count") ? 1 : limit)
        let isComplete = try choice.forEach { _, summary, turns in
            guard let about else { return found.add((summary, turns), at: summary.start) }
            let asked = turns.isEmpty ? Array(summary.turns.indices) : turns
            let meant = zip(asked, about.holds(for: asked.map { summary.turns[$0].text }))
                .filter { $0.1 }.map { $0.0 }
            if !meant.isEmpty { found.add((summary, meant), at: summary.start) }
        }
        if arguments.has("--count") {
            Console.print(isJSON ? "{\"calls\":\(found.count)}" : "\(found.count)")
        } else {
            for (summary, turns) in found.elements {
                if isJSON {
                    Console.print(summary.json(turns: turns).json)
                } else {
                    for line in FoundCall(summary, turns).lines { Console.print(line) }
                }
            }
            tell(found.count, shown: found.elements.count, isJSON: isJSON)
        }
        return isComplete ? 0 : 1
    }

    private static func tell(_ count: Int, shown: Int, isJSON: Bool) {
        guard !isJSON else { return }
        let calls = count == 1 ? "1 call" : "\(count) calls"
        Console.complain(
            shown == count ? calls : "\(calls), the newest \(shown) shown; --limit 0 shows all")
    }
}

/// The newest of what is added, up to a limit.
struct Newest<Element> {
    private let limit: Int
    private var kept: [(time: TranscriptTime, element: Element)] = []
    private(set) var count = 0

    /// - Parameter limit: 0: all are kept.
    init(limit: Int) { self.limit = limit }

    mutating func add(_ element: Element, at time: TranscriptTime) {
        count += 1
        kept.append((time, element))
        if limit > 0, kept.count >= 2 * limit + 64 { trim() }
    }

    /// The oldest first.
    var elements: [Element] {
        var sorted = self
        sorted.trim()
        return sorted.kept.map(\.element)
    }

    private mutating func trim() {
        kept.sort { $0.time < $1.time }
        if limit > 0, kept.count > limit { kept.removeFirst(kept.count - limit) }
    }
}

/// A call that was found, for people: a line about it, and its turns that are meant.
struct FoundCall {
    private let summary: CallSummary
    private let turns: [Int]

    init(_ summary: CallSummary, _ turns: [Int]) { (self.summary, self.turns) = (summary, turns) }

    /// Nothing in them moves a terminal's cursor.
    var lines: [String] {
        let head =
            "\(WallClock.text(summary.start))  \(summary.call)  \(summary.line), "
            + "\(summary.language), \(TranscriptText.clock(summary.durationMS)), "
            + summary.outcome.rawValue
        let colour = Console.hasColour
        return [
            colour ? "\u{1B}[1m\(TranscriptText.shown(head))\u{1B}[0m" : TranscriptText.shown(head)
        ]
            + turns.map { TranscriptText.shown("  " + sentence(of: summary.turns[$0])) }
    }

    private func sentence(of turn: TurnSummary) -> String {
        var text = "\(TranscriptText.clock(turn.startMS)) \"\(turn.text)\" → "
        switch turn.outcome {
        case .answer, .action, .smalltalk: text += turn.answer ?? "answered"
        case .clarify: text += "asked back: " + turn.offered.joined(separator: " or ")
        case .noMatch: text += "refused"
        case nil: text += "nothing"
        }
        if let latency = turn.latencyMS { text += " (\(Int(latency.rounded())) ms)" }
        return text + (turn.isInterrupted ? ", interrupted" : "")
    }
}
