/// What a call is doing, as its last events tell.
public enum CallPhase: String, Sendable, CaseIterable {
    /// The line speaks.
    case speaking
    /// The caller speaks.
    case listening
    /// The caller has spoken, and the line has not begun to answer.
    case thinking
    /// Nobody speaks.
    case waiting
    /// Nothing was written for so long that the call's process has probably died.
    case silent
    case ended

    /// It has no end, and no call lasts so long: its process died.
    case lost

    var isOver: Bool { self == .ended || self == .lost }

    /// No answer takes longer.
    static let thinkingMS = 5_000

    /// A live call writes an event at least every 35 s, or at the end of the
    /// longest prompt.
    static let silentAfterMS = 120_000

    /// No call is longer.
    static let lostAfterMS = 15 * 60_000
}
