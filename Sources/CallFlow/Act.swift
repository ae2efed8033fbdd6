public import Audio
public import Conversation
public import Transcript

/// What the conversation wants done: by the voice, by the mouth, by the log.
public enum Act: Sendable {
    case say(Utterable)
    /// Falls silent in the next frame, and keeps what is left to say.
    case pause
    /// Goes on from the word where it stopped.
    case resume
    /// Gives up what is left to say.
    case cancel
    /// The line may be closed.
    case hangUp(reason: String)
    case record(TranscriptEvent, at: MediaTime)
}

/// A prompt on its way to the caller, with the number by which the mouth reports
/// on it.
public struct Utterable: Sendable, Equatable {
    public let id: Int
    public let prompt: Prompt

    public init(id: Int, prompt: Prompt) { (self.id, self.prompt) = (id, prompt) }
}
