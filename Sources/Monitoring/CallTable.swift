internal import CallLog
internal import Terminal
internal import Transcript

/// The list of calls.
struct CallTable {
    let calls: [WatchedCall]
    let selection: CallKey?
    let now: TranscriptTime
    let folderCount: Int
    let hasFocus: Bool

    private struct Columns {
        var call = 4
        var line = 4
        var language = 5
        var time = 5
        let state = 9
    }

    /// Draws a heading and the calls from `top` on.
    func draw(top: Int, into grid: inout Grid, area: Layout.Area, title: String) {
        let shown = calls.dropFirst(top).prefix(area.rows - 1)
        let columns = columns(for: shown, of: area.columns)
        let heading = Style(bold: hasFocus, dim: !hasFocus, underlined: true)
        write(
            ["CALL", "LINE", "LANG", "TIME", "STATE", "LAST SAID"], columns, heading, into: &grid,
            row: area.row, area)
        grid.restyle(
            row: area.row, columns: area.column..<(area.column + area.columns)
        ) { $0 = heading }
        grid.write(
            " " + title, row: area.row,
            endingAt: area.column + area.columns, style: heading)
        for (offset, call) in shown.enumerated() {
            draw(call, columns, into: &grid, row: area.row + 1 + offset, area)
        }
    }

    private func columns(for shown: ArraySlice<WatchedCall>, of width: Int) -> Columns {
        var columns = Columns()
        for call in shown {
            columns.call = max(columns.call, DisplayText.width(of: name(call, of: width)))
            columns.line = max(columns.line, DisplayText.width(of: call.line))
            columns.time = max(columns.time, Figures.clock(call.durationMS(at: now)).count)
        }
        columns.call = min(columns.call, width >= 100 ? 30 : 18)
        columns.line = min(columns.line, width >= 100 ? 20 : 13)
        return columns
    }

    /// The call's id; where there is little room, a live one's is the time of day
    /// at which it was answered, and its process: `03:45:39-11633`.
    private func name(_ call: WatchedCall, of width: Int) -> String {
        var id = call.key.call
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        if width < 100, parts.count == 2, parts[0].utf8.count == 17,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        {
            let digits = parts[0].dropFirst(8)
            id =
                "\(digits.prefix(2)):\(digits.dropFirst(2).prefix(2)):"
                + "\(digits.dropFirst(4).prefix(2))-\(parts[1])"
        }
        return folderCount > 1 ? "\(call.key.folder + 1):\(id)" : id
    }

    private func draw(
        _ call: WatchedCall, _ columns: Columns, into grid: inout Grid, row: Int,
        _ area: Layout.Area
    ) {
        let phase = call.phase(at: now)
        let style: Style = phase.isOver ? .dim : .plain
        let end = write(
            [
                name(call, of: area.columns), call.line,
                call.summary.language.isEmpty ? "–" : call.summary.language,
                Figures.clock(call.durationMS(at: now)), phase.rawValue, "",
            ], columns, style, into: &grid, row: row, area)
        grid.restyle(row: row, columns: (end - columns.state - 1)..<(end - 1)) {
            $0 = Self.style(phase)
        }
        let said = call.partial ?? call.lastSaid
        var saidStyle = style
        if call.partial != nil { saidStyle.isDim = true }
        var column = end
        if call.hasFault {
            column = grid.write("! ", row: row, column: column, style: Style(.red, bold: true))
        }
        grid.write(
            said, row: row, column: column, width: area.column + area.columns - column,
            style: saidStyle)
        if call.key == selection {
            grid.restyle(row: row, columns: area.column..<(area.column + area.columns)) {
                $0.isReverse = true
                $0.isDim = false
            }
        }
    }

    /// - Returns: The column of the last field.
    @discardableResult
    private func write(
        _ fields: [String], _ columns: Columns, _ style: Style, into grid: inout Grid, row: Int,
        _ area: Layout.Area
    ) -> Int {
        let widths = [
            columns.call, columns.line, columns.language, columns.time, columns.state,
        ]
        let right = area.column + area.columns
        var column = area.column + 1
        for (index, field) in fields.enumerated() {
            guard index < widths.count else {
                grid.write(field, row: row, column: column, width: right - column, style: style)
                break
            }
            if index == 3 {
                grid.write(field, row: row, endingAt: column + widths[index], style: style)
            } else {
                grid.write(field, row: row, column: column, width: widths[index], style: style)
            }
            column += widths[index] + 1
        }
        return column
    }

    private static func style(_ phase: CallPhase) -> Style {
        switch phase {
        case .speaking: Style(.green)
        case .listening: Style(.cyan, bold: true)
        case .thinking: Style(.yellow)
        case .waiting: .plain
        case .silent: Style(.red)
        case .lost: Style(.red, dim: true)
        case .ended: .dim
        }
    }
}
