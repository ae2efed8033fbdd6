internal import CallLog
public import Terminal
public import Transcript

extension MonitorView {
    /// The screen at a moment.
    public mutating func screen(
        _ live: Monitor, now: TranscriptTime, size: ScreenSize
    ) -> Grid {
        var grid = Grid(columns: size.columns, rows: size.rows)
        let monitor = frozen?.monitor ?? live
        let moment = frozen?.now ?? now
        let calls = visibleCalls(monitor, moment)
        let faults = monitor.recentFaults(at: moment)
        guard
            let layout = Layout(
                size, faults: faults.count, calls: calls.count, isZoomed: isZoomed)
        else {
            drawTooSmall(into: &grid)
            return grid
        }
        settleSelection(calls, moment)
        let header = HeaderLines(
            monitor: monitor, faults: faults, now: moment, folders: folders,
            running: monitor.calls.values.reduce(0) {
                $0 + ($1.phase(at: moment).isOver ? 0 : 1)
            },
            badge: badge(waiting: live.eventCount - monitor.eventCount))
        header.draw(into: &grid, layout: layout)
        if showsHelp {
            HelpPanel.draw(into: &grid, layout: layout)
            return grid
        }
        if let area = layout.calls {
            draw(calls, monitor, moment, into: &grid, area: area)
            if layout.isWide {
                for row in area.row..<(area.row + area.rows) {
                    grid.write("│", row: row, column: area.columns, style: .dim)
                }
            }
        }
        let call = selection.flatMap { monitor.calls[$0] }
        drawTranscript(call, moment, into: &grid, area: layout.transcript)
        drawFooter(into: &grid, layout: layout)
        return grid
    }

    private func badge(waiting: Int) -> String {
        if isPaused { return "PAUSED, " + Figures.counted(waiting, "event", "events") + " waiting" }
        return followsNewest ? "newest call" : ""
    }

    private mutating func draw(
        _ calls: [WatchedCall], _ monitor: Monitor, _ now: TranscriptTime, into grid: inout Grid,
        area: Layout.Area
    ) {
        settleList(calls, rows: area.rows - 1)
        CallTable(
            calls: calls, selection: selection, now: now, folderCount: folders.count,
            hasFocus: focus == .calls
        )
        .draw(top: listTop, into: &grid, area: area, title: tableTitle(calls, monitor, area))
        guard calls.isEmpty else { return }
        let text =
            folderNotice
            ?? (monitor.calls.isEmpty
                ? "No calls yet. Whoever calls now is seen here."
                : "No call matches the filter. Esc shows all.")
        for (offset, range) in DisplayText(text).lines(of: area.columns - 2).enumerated()
        where offset < area.rows - 1 {
            let line = DisplayText(text).pieces[range].map(\.text).joined()
            grid.write(line, row: area.row + 1 + offset, column: area.column + 1)
        }
    }

    private func tableTitle(
        _ calls: [WatchedCall], _ monitor: Monitor, _ area: Layout.Area
    ) -> String {
        var parts: [String] = []
        if !filter.isEmpty { parts.append("/\(filter.text)") }
        if let outcome { parts.append(outcome.name) }
        if let line { parts.append("line \(line)") }
        if !showsEnded { parts.append("running") }
        let rows = area.rows - 1
        let last = min(listTop + rows, calls.count)
        if isFiltered {
            parts.append("\(calls.count) of \(monitor.calls.count)")
        } else if calls.count > rows {
            parts.append("\(listTop + 1)–\(last) of \(calls.count)")
        }
        return parts.joined(separator: ", ")
    }

    private mutating func drawTranscript(
        _ call: WatchedCall?, _ now: TranscriptTime, into grid: inout Grid, area: Layout.Area
    ) {
        let heading = Style(
            bold: focus == .transcript || isZoomed, dim: focus == .calls && !isZoomed,
            underlined: true)
        for column in area.column..<(area.column + area.columns) {
            grid.write(" ", row: area.row, column: column, style: heading)
        }
        guard let call else { return }
        let body = Layout.Area(
            row: area.row + 1, column: area.column + 1, rows: area.rows - 1,
            columns: area.columns - 1)
        let pane = pane(call, columns: body.columns)
        let last = max(0, pane.lines.count - body.rows)
        if let top = scroll, top >= last { scroll = nil }
        let top = scroll ?? last
        pane.draw(top: top, into: &grid, area: body)
        let position =
            scroll == nil
            ? "follows"
            : "\(top + 1)–\(min(top + body.rows, pane.lines.count)) of \(pane.lines.count)"
        let phase = call.phase(at: now)
        let right = phase.isOver && scroll == nil ? "end" : position
        let title = [call.key.call, call.line, call.summary.language, phase.rawValue].filter {
            !$0.isEmpty
        }
        grid.write(
            title.joined(separator: "  "), row: area.row, column: area.column + 1,
            width: area.columns - right.count - 4, style: heading)
        grid.write(
            right, row: area.row, endingAt: area.column + area.columns - 1, style: heading)
    }

    private func drawFooter(into grid: inout Grid, layout: Layout) {
        let row = layout.footerRow
        if let prompt {
            let title = prompt == .filter ? "filter" : "search"
            let shown = DisplayText(typed)
            var column = grid.write("\(title): ", row: row, column: 1, style: .bold)
            column = grid.write(shown, row: row, column: column, width: layout.size.columns - 42)
            grid.write(" ", row: row, column: column, style: Style(reverse: true))
            grid.write(
                "Enter keeps, Esc clears", row: row, endingAt: layout.size.columns - 1, style: .dim)
            return
        }
        if let message {
            grid.write(message, row: row, column: 1, style: .bold)
            return
        }
        if let folderNotice {
            grid.write(folderNotice, row: row, column: 1, style: Style(.yellow, bold: true))
            return
        }
        grid.write(
            "? help  / filter  s search  f follow  space pause  z zoom  y copy id  q quit",
            row: row, column: 1, style: .dim)
    }

    private func drawTooSmall(into grid: inout Grid) {
        let least = Layout.smallest
        let lines = [
            "This window is too small.",
            "It has \(grid.columns) × \(grid.rows), the monitor",
            "needs \(least.columns) × \(least.rows). q quits.",
        ]
        for (row, line) in lines.enumerated() { grid.write(line, row: row, column: 0) }
    }
}
