public import CallLog
public import Transcript

/// What is known of a call while it runs, and for some time after.
public struct WatchedCall: Sendable, Equatable {
    /// A call of 15 minutes has some two hundred; the first go when there are more.
    static let rowLimit = 1_000

    public let key: CallKey

    /// The call folded so far.
    public internal(set) var summary: CallSummary
    public internal(set) var rows: [TranscriptRow] = []

    /// What the caller is saying; not final.
    public internal(set) var partial: String?

    /// What is being said: chosen, and not yet played to its end.
    public internal(set) var chosen: TranscriptEvent.AnswerChosen?

    /// What of it is spoken now, where the call keeps partials.
    public internal(set) var saying: TranscriptEvent.AgentPartial?

    /// Of this turn, in milliseconds.
    public internal(set) var latencyMS: Double?

    /// The last answer's id.
    public internal(set) var lastAnswer: String?

    /// The same, before the caller spoke last.
    var answerBefore: String?
    public internal(set) var lastSaid = ""

    /// Counts what is shown of it, for whoever keeps what was computed from it.
    public internal(set) var revision = 0

    var activity = CallPhase.speaking

    /// Media time at which `chosen` was.
    var chosenMS = 0

    /// What is to be said of the prompt that the last question interrupted.
    var interrupted: String?

    /// Of the last record that was counted, and of the last that is shown: they
    /// differ while a call that was redacted is read again.
    var lastSeq = -1
    var shownSeq = -1

    /// The transcript's words, folded.
    var searchable = ""

    /// A call of which nothing but this record is known yet.
    init(first record: TranscriptRecord, key: CallKey) {
        self.key = key
        summary = CallSummary(first: record)
        searchable = SearchText.folded(
            key.call + " " + record.line + (summary.uuid.map { " \($0)" } ?? ""))
        show(record)
    }

    /// Takes the call's next record in.
    mutating func take(_ record: TranscriptRecord) {
        summary.add(record)
        show(record)
    }

    /// Somebody has taken the words out of the log: they leave the screen, too.
    mutating func redact(_ record: TranscriptRecord) {
        rows = []
        (partial, chosen, saying, interrupted, latencyMS, lastSaid) = (nil, nil, nil, nil, nil, "")
        searchable = SearchText.folded(key.call + " " + line)
        show(record)
    }

    public var line: String { summary.line }
    public var hasFault: Bool { !summary.faults.isEmpty }
    private var hasEnded: Bool { summary.endReason != nil }

    /// What it is doing, at a moment.
    public func phase(at now: TranscriptTime) -> CallPhase {
        if hasEnded { return .ended }
        let quiet = now.milliseconds - summary.lastTime.milliseconds
        if quiet > CallPhase.lostAfterMS { return .lost }
        if quiet > CallPhase.silentAfterMS { return .silent }
        // A cough is answered by nothing.
        return activity == .thinking && quiet > CallPhase.thinkingMS ? .waiting : activity
    }

    /// Milliseconds: until now, or to its end.
    public func durationMS(at now: TranscriptTime) -> Int {
        if phase(at: now).isOver { return summary.durationMS }
        return max(0, now.milliseconds - summary.start.milliseconds)
    }

    /// What it came to; of a call that goes on, what it would if it ended now.
    public var outcome: CallOutcome {
        guard summary.outcome == .open else { return summary.outcome }
        switch summary.questions.last?.outcome {
        case .noMatch: return .refused
        case _ where !summary.actions.isEmpty: return .acted
        case .answer: return .answered
        case .clarify: return .askedBack
        default: return .open
        }
    }
}
