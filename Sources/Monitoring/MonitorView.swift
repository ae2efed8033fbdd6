internal import Terminal
internal import Transcript

/// What an operator looks at, and how: a value that keys change.
public struct MonitorView: Sendable {
    enum Focus: Sendable { case calls, transcript }
    enum Prompt: Sendable, Equatable { case filter, search }

    /// The folders' names, as they are shown.
    public let folders: [String]

    /// What is wrong with the folders themselves, such as one that is missing.
    public var folderNotice: String?

    var focus = Focus.calls
    var selection: CallKey?
    var listTop = 0

    /// A key has moved the selection: the list is scrolled to it. It is not when
    /// the selected call ends and sinks below those that run.
    var showsSelection = true

    /// The first line of the transcript that is shown; nil at its end, where new
    /// lines are followed.
    var scroll: Int?
    /// Whether the newest call is selected as it comes.
    var followsNewest = false
    var isZoomed = false
    var showsHelp = false
    var filter = CallFilter("")
    var outcome: CallFilter.Outcome?
    var line: String?
    var showsEnded = true
    var search = ""
    /// The row of the transcript at which the search stands.
    var match: Int?
    var prompt: Prompt?
    var typed = ""
    var message: String?

    /// What was known when the operator paused.
    private(set) var frozen: (monitor: Monitor, now: TranscriptTime)?

    /// What the filter said of a call at its revision.
    private var verdicts: [CallKey: (revision: Int, phase: CallPhase, matches: Bool)] = [:]

    /// The transcript that was laid out last: it changes less often than the screen.
    private var laidOut:
        (key: CallKey, revision: Int, columns: Int, search: String, TranscriptPane)?

    public init(folders: [String]) { self.folders = folders }

    public var isPaused: Bool { frozen != nil }

    /// Something to be read once: it stands in the last line until a key is pressed.
    public mutating func tell(_ text: String) {
        message = message.map { $0 + "; " + text } ?? text
    }

    mutating func pause(_ monitor: Monitor, _ now: TranscriptTime) {
        frozen = frozen == nil ? (monitor, now) : nil
    }

    mutating func dismissFaults() { frozen?.monitor.dismissFaults() }

    /// The filter has changed.
    mutating func refilter() {
        verdicts = [:]
        showsSelection = true
    }

    var isFiltered: Bool { !filter.isEmpty || outcome != nil || line != nil || !showsEnded }

    /// The calls that are shown: those that run, in the order in which they were
    /// answered; then those that are over, the newest first.
    mutating func visibleCalls(_ monitor: Monitor, _ now: TranscriptTime) -> [WatchedCall] {
        var running: [WatchedCall] = []
        var over: [WatchedCall] = []
        for key in monitor.order {
            guard let call = monitor.calls[key] else { continue }
            let phase = call.phase(at: now)
            guard matches(call, phase, now) else { continue }
            if phase.isOver { over.append(call) } else { running.append(call) }
        }
        if verdicts.count > 2 * Monitor.callLimit { verdicts = [:] }
        return running + over.reversed()
    }

    private mutating func matches(
        _ call: WatchedCall, _ phase: CallPhase, _ now: TranscriptTime
    ) -> Bool {
        guard isFiltered else { return true }
        if let known = verdicts[call.key], known.revision == call.revision, known.phase == phase {
            return known.matches
        }
        let matches =
            (showsEnded || !phase.isOver) && (line.map { $0 == call.line } ?? true)
            && (outcome?.matches(call) ?? true) && filter.matches(call, at: now)
        verdicts[call.key] = (call.revision, phase, matches)
        return matches
    }

    /// Keeps the selection on a call that is shown.
    mutating func settleSelection(_ calls: [WatchedCall], _ now: TranscriptTime) {
        if followsNewest, let newest = calls.last(where: { !$0.phase(at: now).isOver }) {
            select(newest.key)
        }
        if let selection, calls.contains(where: { $0.key == selection }) { return }
        select(calls.first?.key)
    }

    mutating func pane(_ call: WatchedCall, columns: Int) -> TranscriptPane {
        if let laidOut, laidOut.key == call.key, laidOut.revision == call.revision,
            laidOut.columns == columns, laidOut.search == search
        {
            return laidOut.4
        }
        let pane = TranscriptPane(call, columns: columns, search: search)
        laidOut = (call.key, call.revision, columns, search, pane)
        return pane
    }

    mutating func select(_ key: CallKey?) {
        guard key != selection else { return }
        (selection, scroll, match) = (key, nil, nil)
    }

    /// Scrolls the list as little as can be so that the selected call is in it,
    /// where that is wanted.
    mutating func settleList(_ calls: [WatchedCall], rows: Int) {
        if showsSelection || followsNewest {
            let index = calls.firstIndex { $0.key == selection } ?? 0
            listTop = min(listTop, index)
            if index >= listTop + rows { listTop = index - rows + 1 }
            showsSelection = false
        }
        listTop = max(0, min(listTop, calls.count - rows))
    }
}
