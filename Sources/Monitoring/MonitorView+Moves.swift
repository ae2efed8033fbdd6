internal import Terminal

extension MonitorView {
    enum Move {
        case lines(Int)
        case pages(Int)
        case start
        case end

        init?(_ key: Key) {
            switch key {
            case .up, .character("k"): self = .lines(-1)
            case .down, .character("j"): self = .lines(1)
            case .pageUp, .control("b"): self = .pages(-1)
            case .pageDown, .control("f"): self = .pages(1)
            case .home, .character("g"): self = .start
            case .end, .character("G"): self = .end
            default: return nil
            }
        }
    }

    mutating func move(
        _ move: Move, _ calls: [WatchedCall], _ monitor: Monitor, _ layout: Layout
    ) {
        if focus == .calls, let area = layout.calls {
            select(move, calls, rows: area.rows - 1)
        } else {
            scroll(move, monitor, area: layout.transcript)
        }
    }

    private mutating func select(_ move: Move, _ calls: [WatchedCall], rows: Int) {
        guard !calls.isEmpty else { return }
        let index = calls.firstIndex { $0.key == selection } ?? 0
        let wanted =
            switch move {
            case .lines(let count): index + count
            case .pages(let count): index + count * max(1, rows - 1)
            case .start: 0
            case .end: calls.count - 1
            }
        followsNewest = false
        showsSelection = true
        select(calls[min(max(wanted, 0), calls.count - 1)].key)
    }

    private mutating func scroll(_ move: Move, _ monitor: Monitor, area: Layout.Area) {
        guard let call = selection.flatMap({ monitor.calls[$0] }) else { return }
        let rows = area.rows - 1
        let count = pane(call, columns: area.columns - 1).lines.count
        let last = max(0, count - rows)
        let top = min(scroll ?? last, last)
        let wanted =
            switch move {
            case .lines(let lines): top + lines
            case .pages(let pages): top + pages * max(1, rows - 1)
            case .start: 0
            case .end: last
            }
        scroll = wanted >= last ? nil : max(0, wanted)
    }

    /// To the next row of the transcript in which the search is found, around its
    /// ends.
    mutating func findNext(_ monitor: Monitor, _ layout: Layout?, forward: Bool) {
        guard !search.isEmpty else {
            message = "nothing to search for; s asks"
            return
        }
        guard let layout, let call = selection.flatMap({ monitor.calls[$0] }) else { return }
        let pane = pane(call, columns: layout.transcript.columns - 1)
        let found = pane.matchingLines
        guard let first = found.first, let last = found.last else {
            message = "not in this call: \(search)"
            return
        }
        let place = match ?? (forward ? -1 : Int.max)
        let next =
            forward ? found.first { $0 > place } ?? first : found.last { $0 < place } ?? last
        match = next
        let rows = layout.transcript.rows - 1
        let bottom = max(0, pane.lines.count - rows)
        scroll = min(max(0, next - rows / 2), bottom)
        message = "\((found.firstIndex(of: next) ?? 0) + 1) of \(found.count) lines"
    }
}
