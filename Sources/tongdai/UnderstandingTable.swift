import Foundation
import Knowledge
import Replay
import Understanding

/// A report on understanding for a reader.
enum UnderstandingTable {
    private static let mostConfusions = 10
    private static let mostWords = 30

    static func print(_ report: UnderstandingReport) {
        Console.print(
            line(
                "questions",
                [
                    "n", "top 1", "top 3", "right", "asked", "misasked", "wrong", "refused",
                ]))
        let rows = report.rows.filter { $0.evaluation.counts.inDomain > 0 }
        let last = ["follow-ups", "after another subject"]
        for row in rows where !last.contains(row.group) { printQuestions(row) }
        for row in rows where last.contains(row.group) { printQuestions(row) }
        printOthers(report)
        Console.print("\n" + line("score", ["n", "promised", "right"]))
        for bin in report.rows.first?.evaluation.reliability ?? [] where bin.count > 0 {
            Console.print(
                line(
                    String(format: "%.1f to %.1f", bin.from, bin.from + 0.1),
                    ["\(bin.count)", percent(bin.meanScore), percent(bin.accuracy)]))
        }
        let confusions = report.confusions.prefix(mostConfusions).filter { $0.count > 1 }
        if !confusions.isEmpty { Console.print("\nwanted → answered") }
        for confusion in confusions {
            Console.print("  \(confusion.count) × \(confusion.wanted) → \(confusion.answered)")
        }
        printGaps(report)
        Console.print(
            "\na decision takes \(report.medianMicroseconds) µs (median), "
                + "\(report.longestMicroseconds) µs at most")
    }

    /// What editors can mend.
    private static func printGaps(_ report: UnderstandingReport) {
        let words = report.lackingWords.prefix(mostWords)
        if !words.isEmpty {
            Console.print(
                "\nwords that the knowledge lacks: "
                    + words.map { $0.count > 1 ? "\($0.word) (\($0.count))" : $0.word }
                    .joined(separator: ", "))
        }
        if !report.alike.isEmpty {
            Console.print("\ntoo alike: an entry, and the one that its questions sound like")
        }
        for pair in report.alike.prefix(mostConfusions) {
            Console.print("  \(percent(pair.share)) of \(pair.one) → \(pair.other)")
        }
    }

    private static func printQuestions(_ row: UnderstandingReport.Row) {
        let counts = row.evaluation.counts
        let values = [
            counts.topOne, counts.topThree, counts.answeredRight, counts.clarifiedRight,
            counts.clarifiedWrong, counts.answeredWrong, counts.refused + counts.takenForControl,
        ]
        let total = Double(counts.inDomain)
        Console.print(
            line(row.group, ["\(counts.inDomain)"] + values.map { percent(Double($0) / total) }))
    }

    private static func printOthers(_ report: UnderstandingReport) {
        Console.print("\n" + line("others", ["n", "asked", "answered"]))
        for row in report.rows {
            let counts = row.evaluation.counts
            if counts.ambiguous > 0 {
                let asked = percent(Double(counts.askedBack) / Double(counts.ambiguous))
                Console.print(line("\(row.group), rightly", ["\(counts.ambiguous)", asked, ""]))
            }
            if counts.outOfDomain > 0 {
                let total = Double(counts.outOfDomain)
                Console.print(
                    line(
                        row.group,
                        [
                            "\(counts.outOfDomain)",
                            percent(Double(counts.falseClarifications) / total),
                            percent(Double(counts.falseAnswers) / total),
                        ]))
            }
        }
    }

    static func printMisses(_ report: UnderstandingReport) {
        for miss in report.misses {
            let outcome =
                switch miss.outcome {
                case .answer(let id): "answered \(id)"
                case .clarify(let ids): "asked \(ids.joined(separator: " or "))"
                case .control(let key): "took it for \(key)"
                case .action(let kind): "began \(kind.rawValue)"
                case .noMatch: "refused"
                }
            Console.print(miss.after.map { "after \($0): \(miss.text)" } ?? miss.text)
            Console.print("  wanted \(miss.expected.prefix(3).joined(separator: ", ")); \(outcome)")
            Console.print("  \(miss.candidates.joined(separator: ", "))")
        }
    }

    private static func line(_ first: String, _ rest: [String]) -> String {
        let title = first.padding(toLength: 38, withPad: " ", startingAt: 0)
        return title
            + rest.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined()
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f%%", share * 100)
    }
}
