internal import Terminal
internal import Transcript

/// The title, the totals and the faults.
struct HeaderLines {
    let monitor: Monitor
    let faults: [FaultNotice]
    let now: TranscriptTime
    let folders: [String]
    let running: Int
    let badge: String

    func draw(into grid: inout Grid, layout: Layout) {
        drawTitle(into: &grid)
        drawTotals(into: &grid)
        drawTimes(into: &grid)
        drawFaults(into: &grid, rows: layout.faultRows)
    }

    private func drawTitle(into grid: inout Grid) {
        let bar = Style(bold: true, reverse: true)
        for column in 0..<grid.columns { grid.write(" ", row: 0, column: column, style: bar) }
        let clock = Figures.timeOfDay(now.milliseconds) + " UTC"
        let right = (badge.isEmpty ? "" : badge + "   ") + clock + " "
        let left =
            " tongdai   " + Figures.counted(running, "call", "calls") + " now   "
            + folders.joined(separator: ", ")
        grid.write(left, row: 0, column: 0, width: grid.columns - right.count - 2, style: bar)
        grid.write(right, row: 0, endingAt: grid.columns, style: bar)
    }

    private func drawTotals(into grid: inout Grid) {
        let total = monitor.total
        let fields: [(Int, String, Style)] = [
            (monitor.callCount, monitor.callCount == 1 ? "call" : "calls", .plain),
            (total.transferred, "transferred", .plain),
            (total.answered, "answered", .plain), (total.askedBack, "asked back", .plain),
            (total.refused, "refused", total.refused > 0 ? Style(.yellow) : .plain),
        ]
        var column = 1
        for (index, (number, name, style)) in fields.enumerated() {
            // Calls to the left, questions to the right.
            if index == 2 { column = grid.write("│  ", row: 1, column: column, style: .dim) }
            let bold = Style(style.colour, bold: true)
            column = grid.write("\(number)", row: 1, column: column, style: bold)
            column = grid.write(" \(name)  ", row: 1, column: column, style: style)
        }
        let room = grid.columns - 1 - column
        guard let notice = lineNotices.first(where: { $0.count <= room }) ?? lineNotices.last
        else { return }
        grid.write(notice, row: 1, endingAt: grid.columns - 1, style: Style(.yellow))
    }

    /// What is odd about the log's lines, the longest wording first; empty where nothing is.
    private var lineNotices: [String] {
        let (bad, newer) = (monitor.damagedLines, monitor.newerLines)
        let parts = [
            (bad, Figures.counted(bad, "bad line", "bad lines"), "\(bad) bad"),
            (
                newer,
                Figures.counted(newer, "line of a newer version", "lines of a newer version"),
                "\(newer) newer"
            ),
        ]
        .filter { $0.0 > 0 }
        guard !parts.isEmpty else { return [] }
        return [parts.map(\.1), parts.map(\.2)].map { $0.joined(separator: ", ") }
    }

    private func drawTimes(into grid: inout Grid) {
        let width = grid.columns >= 110 ? 60 : grid.columns >= 92 ? 30 : 20
        let counts = monitor.starts.columns(width, at: now)
        var column = grid.write("last hour ", row: 2, column: 1, style: .dim)
        column = grid.write(
            MinuteCounts.sparkline(counts), row: 2, column: column, style: Style(.cyan))
        column = grid.write("\(counts.reduce(0, +))", row: 2, column: column + 1, style: .bold)
        for (title, share) in [("p50", 0.5), ("p95", 0.95)] {
            column = grid.write("  \(title) ", row: 2, column: column, style: .dim)
            let value = monitor.latencies.percentile(share).map { Figures.milliseconds($0) } ?? "–"
            column = grid.write(value, row: 2, column: column)
        }
        guard let since = monitor.since else { return }
        let day = since.day == now.day ? "" : "\("\(since.day)".dropFirst(5)) "
        let text = "since \(day)\(Figures.timeOfDay(since.milliseconds).prefix(5))"
        guard column + text.count + 2 < grid.columns else { return }
        grid.write(text, row: 2, endingAt: grid.columns - 1, style: .dim)
    }

    private func drawFaults(into grid: inout Grid, rows: Int) {
        let more = faults.count - rows
        for (offset, notice) in faults.prefix(rows).enumerated() {
            let row = Layout.faultRow + offset
            let style = Style(.red, bold: true, reverse: true)
            for column in 0..<grid.columns {
                grid.write(" ", row: row, column: column, style: style)
            }
            let isLast = offset == rows - 1 && more > 0
            let right = isLast ? "+\(more)  x clears " : "x clears "
            grid.write(
                " FAULT \(Figures.timeOfDay(notice.time.milliseconds))  \(notice.line)  "
                    + "\(notice.sentence)  \(notice.key.call)",
                row: row, column: 0, width: grid.columns - right.count - 1, style: style)
            if offset == rows - 1 {
                grid.write(right, row: row, endingAt: grid.columns, style: style)
            }
        }
    }
}
