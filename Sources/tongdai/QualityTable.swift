import Foundation
import Replay

/// A quality report for a reader.
enum QualityTable {
    static func print(_ report: QualityReport) {
        Console.print(
            line(
                "recorded callers", "n", "WER", "right", "asked", "wrong", "refused", "unheard",
                "cut", "back", "wait", "9 in 10"))
        for row in report.rows {
            Console.print(
                line(
                    row.group, "\(row.count)", percent(row.errors.rate),
                    percent(row.share(row.right)), percent(row.share(row.clarified)),
                    percent(row.share(row.wrong)), percent(row.share(row.refused)),
                    percent(row.share(row.unheard)), percent(row.share(row.wrongCuts)),
                    percent(row.share(row.falseStarts)),
                    row.medianWait.map { "\($0) ms" } ?? "–",
                    row.longWait.map { "\($0) ms" } ?? "–"))
        }
        Console.print("")
        Console.print(line("nothing to answer", "n", "answered", "asked", "", "", "", "", ""))
        for row in report.foreignRows {
            let count = Double(row.count)
            Console.print(
                line(
                    row.group, "\(row.count)", percent(Double(row.answered) / count),
                    percent(Double(row.askedBack) / count), "", "", "", "", ""))
        }
        let factor = String(format: "%.3f", report.realTimeFactor)
        Console.print("\nxRT \(factor): seconds of one core per second of sound, all evidence")
        let last = String(format: "%.0f", report.recognition / .milliseconds(1))
        Console.print("\(last) ms (median) from an endpoint to its hypotheses")
    }

    private static func line(_ first: String, _ rest: String...) -> String {
        let title = first.padding(toLength: 38, withPad: " ", startingAt: 0)
        let cells = rest.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }
        var line = title + cells.joined()
        while line.last == " " { line.removeLast() }
        return line
    }

    private static func percent(_ share: Double?) -> String {
        share.map { String(format: "%.1f%%", $0 * 100) } ?? "–"
    }
}
