public import Transcript

/// What is known of a call while it runs, and for some time after.
public struct WatchedCall: Sendable, Equatable {
    /// A call of 15 minutes has some two hundred; the first go when there are more.
    static let rowLimit = 1_000

    public let key: CallKey
    public internal(set) var line: String
    /// BCP 47; empty when the call's beginning was not read.
    public internal(set) var language = ""
    public internal(set) var source = ""

    /// When it was answered.
    public internal(set) var start: TranscriptTime

    /// Of the last event.
    public internal(set) var lastTime: TranscriptTime
    public internal(set) var ended: TranscriptEvent.CallEnded?
    public internal(set) var rows: [TranscriptRow] = []

    /// What the caller is saying; not final.
    public internal(set) var partial: String?

    /// What is being said: chosen, and not yet played to its end.
    public internal(set) var chosen: TranscriptEvent.AnswerChosen?
    public internal(set) var latencyMS: Double?

    /// The last answer's id.
    public internal(set) var lastAnswer: String?
    public internal(set) var lastSaid = ""
    public internal(set) var tally = Tally()
    public internal(set) var hasFault = false

    /// Counts what is shown of it, for whoever keeps what was computed from it.
    public internal(set) var revision = 0

    var activity = CallPhase.speaking
    var lastSeq = -1

    /// The transcript's words, folded.
    var searchable = ""

    init(_ record: TranscriptRecord, key: CallKey) {
        self.key = key
        line = record.line
        start = record.time.advanced(byMilliseconds: -record.ms)
        lastTime = record.time
        searchable = SearchText.folded(key.call + " " + record.line)
    }

    /// What it is doing, at a moment.
    public func phase(at now: TranscriptTime) -> CallPhase {
        if ended != nil { return .ended }
        let quiet = now.milliseconds - lastTime.milliseconds
        if quiet > CallPhase.lostAfterMS { return .ended }
        return quiet > CallPhase.silentAfterMS ? .silent : activity
    }

    /// Milliseconds: until now, or to its end.
    public func durationMS(at now: TranscriptTime) -> Int {
        if let ended { return ended.durationMS }
        let end = phase(at: now) == .ended ? lastTime : now
        return max(0, end.milliseconds - start.milliseconds)
    }
}

/// What came of the turns of a call, or of all calls.
public struct Tally: Sendable, Equatable {
    public var answered = 0
    public var askedBack = 0
    public var refused = 0
    public var transferred = 0

    public init() {}

    mutating func count(_ outcome: TranscriptEvent.AnswerChosen.Outcome) {
        switch outcome {
        case .answer, .action: answered += 1
        case .clarify: askedBack += 1
        case .noMatch: refused += 1
        case .smalltalk: break
        }
    }
}
