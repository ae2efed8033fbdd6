/// A line of a call's transcript as it is shown.
public struct TranscriptRow: Sendable, Equatable {
    public enum Speaker: String, Sendable {
        case caller
        case line
        case keys
        case action
        case call
        case note
        case fault
    }

    /// Media time since the call was answered.
    public let ms: Int
    public let speaker: Speaker
    public var text: String

    /// The end of a prompt, which the caller did not hear.
    public var unheard = ""

    /// The answer's id, scores and times.
    public var remark = ""

    public init(
        ms: Int, speaker: Speaker, text: String, unheard: String = "", remark: String = ""
    ) {
        (self.ms, self.speaker, self.text) = (ms, speaker, text)
        (self.unheard, self.remark) = (unheard, remark)
    }
}
