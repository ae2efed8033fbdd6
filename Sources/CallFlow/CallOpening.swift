public import Audio
public import Transcript

/// What is known of a call before its first frame.
public struct CallOpening: Sendable {
    /// Of the line: frames come and go at this rate.
    public let rate: SampleRate
    public let language: String
    /// `alsa`, `file`, `audiosocket`, `text`.
    public let source: String
    /// The content hash of the language pack.
    public let knowledge: String
    public let version: String
    /// SHA-256 of the acoustic model and of the sentence encoder; nil without one.
    public let acoustic: String?
    public let encoder: String?
    /// Whether the transcript keeps the caller's words while they are heard, and the line's
    /// while they are spoken.
    public let wantsPartials: Bool
    /// Whether the call's sound is kept: the caller is told after the greeting.
    public let keepsAudio: Bool
    /// The file of it, where the log folder does not tell.
    public let audioFile: String?
    /// The exchange's id of the call, if it has one.
    public let uuid: String?
    /// Whether the line's microphone hears what the line plays, as at a kiosk.
    public let hearsItself: Bool

    public init(
        rate: SampleRate, language: String, source: String, knowledge: String, version: String,
        acoustic: String? = nil, encoder: String? = nil, wantsPartials: Bool = false,
        keepsAudio: Bool = false, audioFile: String? = nil, uuid: String? = nil,
        hearsItself: Bool = false
    ) {
        (self.acoustic, self.encoder, self.audioFile) = (acoustic, encoder, audioFile)
        self.rate = rate
        self.language = language
        self.source = source
        self.knowledge = knowledge
        self.version = version
        self.wantsPartials = wantsPartials
        self.keepsAudio = keepsAudio
        self.uuid = uuid
        self.hearsItself = hearsItself
    }

    public var event: TranscriptEvent {
        .callStarted(
            .init(
                language: language, source: source, knowledge: knowledge, version: version,
                acoustic: acoustic, encoder: encoder, audioKept: keepsAudio, audioFile: audioFile,
                uuid: uuid))
    }
}
