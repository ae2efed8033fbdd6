public import Audio
public import Fulfilment
public import Hearing
public import Speaking

/// What the conversation of a call acts upon.
public enum Cue: Sendable {
    /// The caller's side.
    case heard(Heard)
    /// What the line's own mouth did, and when, to the frame: a prompt starts at the
    /// beginning of one, and ends at the end of one.
    case played(PlayoutEvent, MediaTime)
    /// A later stage could not do its work, and went on without.
    case failed(stage: String, operation: String, isRecovered: Bool)
    /// What the caller wanted done has been done, or could not be done.
    case fulfilled(Errand, Result<FulfilmentResponse, FulfilmentError>)
    /// Sound is missing; the call goes on.
    case lost(stage: String, operation: String)
    /// The call is over; what comes after is recorded, and not answered.
    case closed(Closing)
}

/// How a call ended, as its line saw it.
public struct Closing: Sendable, Equatable {
    /// `goodbye`, `noinput`, `transfer`, `caller hung up`, `line lost`, …
    public let reason: String
    public let at: MediaTime
    /// SHA-256 of all that the line played, in hexadecimal.
    public let audio: String

    public init(reason: String, at: MediaTime, audio: String) {
        (self.reason, self.at, self.audio) = (reason, at, audio)
    }
}
