public import Terminal
public import Transcript

extension MonitorView {
    /// What a key asks of whoever holds the terminal.
    public enum Effect: Sendable, Equatable {
        case quit
        /// Ctrl-Z: to the shell, until it continues the program.
        case suspend
        /// The screen may be damaged: draw it as a whole.
        case redraw
        /// To the clipboard.
        case copy(String)
        case dismissFaults
    }

    public mutating func handle(
        _ key: Key, _ live: Monitor, now: TranscriptTime, size: ScreenSize
    ) -> Effect? {
        message = nil
        switch key {
        case .control("c"): return .quit
        case .control("z"): return .suspend
        case .control("l"): return .redraw
        default: break
        }
        if prompt != nil {
            type(key)
            return nil
        }
        if showsHelp {
            showsHelp = false
            return key == .character("q") ? .quit : nil
        }
        let monitor = frozen?.monitor ?? live
        let moment = frozen?.now ?? now
        let calls = visibleCalls(monitor, moment)
        settleSelection(calls, moment)
        let layout = Layout(
            size, faults: monitor.recentFaults(at: moment).count, calls: calls.count,
            isZoomed: isZoomed)
        if let move = Move(key) {
            if let layout { self.move(move, calls, monitor, layout) }
            return nil
        }
        if case .character(let letter) = key {
            return command(letter, live, monitor, now: now, layout)
        }
        switch key {
        case .enter, .right: focus = .transcript
        case .left: focus = .calls
        case .tab, .backTab: focus = focus == .calls ? .transcript : .calls
        case .escape: stepBack()
        default: break
        }
        return nil
    }

    private mutating func command(
        _ letter: Character, _ live: Monitor, _ monitor: Monitor, now: TranscriptTime,
        _ layout: Layout?
    ) -> Effect? {
        switch letter {
        case "q": return .quit
        case "?", "h": showsHelp = true
        case "/": ask(.filter, filter.text)
        case "s": ask(.search, search)
        case "n": findNext(monitor, layout, forward: true)
        case "N": findNext(monitor, layout, forward: false)
        case " ", "p":
            pause(live, now)
            message = isPaused ? "paused; events are still counted" : nil
        case "f": scroll = nil
        case "F":
            followsNewest.toggle()
            message = followsNewest ? "the newest call is followed" : "the selected call stays"
        case "z": isZoomed.toggle()
        case "e":
            showsEnded.toggle()
            refilter()
        case "o": nextOutcome()
        case "l": nextLine(monitor)
        case "x":
            message = "faults cleared"
            dismissFaults()
            return .dismissFaults
        case "y": return copy(selection?.call, "call")
        case "Y":
            return copy(selection.flatMap { monitor.calls[$0]?.lastAnswer }, "answer")
        default: break
        }
        return nil
    }

    private mutating func copy(_ id: String?, _ what: String) -> Effect? {
        guard let id, !id.isEmpty else {
            message = "there is no \(what) to copy"
            return nil
        }
        message = "copied \(id)"
        return .copy(id)
    }

    private mutating func nextOutcome() {
        let all = CallFilter.Outcome.all
        let next = outcome.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        outcome = next < all.count ? all[next] : nil
        refilter()
    }

    private mutating func nextLine(_ monitor: Monitor) {
        let lines = Set(monitor.calls.values.map(\.line)).sorted()
        line = lines.first { candidate in line.map { candidate > $0 } ?? true }
        refilter()
    }

    /// Escape: undoes one thing, the nearest first.
    private mutating func stepBack() {
        if isZoomed {
            isZoomed = false
        } else if !search.isEmpty {
            (search, match) = ("", nil)
        } else if isFiltered {
            (filter, outcome, line, showsEnded) = (CallFilter(""), nil, nil, true)
            refilter()
        } else {
            focus = .calls
        }
    }

    // MARK: - Prompts

    private mutating func ask(_ what: Prompt, _ before: String) {
        prompt = what
        typed = before
    }

    private mutating func type(_ key: Key) {
        switch key {
        case .enter: prompt = nil
        case .escape:
            typed = ""
            accept()
            prompt = nil
            return
        case .backspace: _ = typed.popLast()
        case .control("u"): typed = ""
        case .character(let letter) where typed.count < 200: typed.append(letter)
        default: return
        }
        accept()
    }

    private mutating func accept() {
        switch prompt {
        case .filter:
            filter = CallFilter(typed)
            refilter()
        case .search: (search, match) = (typed, nil)
        case nil:
            // Accepted with Enter.
            if !search.isEmpty { focus = .transcript }
        }
    }
}
