public import Transcript

/// What a caller said, and what came of it: from one `caller.said` (or key) to
/// what the line said next.
public struct TurnSummary: Sendable, Equatable {
    public typealias Outcome = TranscriptEvent.AnswerChosen.Outcome

    /// Wall time at which it was recognized.
    public var time: TranscriptTime

    /// Media time of the beginning of speech, in milliseconds since the call was
    /// answered: where to listen in a recording.
    public var startMS: Int

    /// The best reading, masked; empty where keys were pressed.
    public var text: String

    /// 0–1.
    public var confidence: Double

    /// Nil when nothing was chosen, as after a cough.
    public var outcome: Outcome?

    /// An entry's id, or the key of a control or phrase.
    public var answer: String?

    /// 0–1.
    public var score: Double = 0

    /// Between which entries the caller was asked to choose.
    public var offered: [String] = []

    /// From the end of speech to the first sample of the reply; nil where it was
    /// not measured.
    public var latencyMS: Double?

    /// What the line said to it, as written; empty until it was played.
    public var reply = ""

    /// The caller spoke over the reply, and it was not taken up again.
    public var isInterrupted = false

    public init(time: TranscriptTime, startMS: Int, text: String, confidence: Double) {
        self.time = time
        self.startMS = startMS
        self.text = text
        self.confidence = confidence
    }

    /// What comes before the first full stop of an entry's id: `residence` of
    /// `residence.temporary.fee`. Nil for controls, and where nothing was chosen.
    public var topic: String? {
        guard outcome == .answer || outcome == .clarify else { return nil }
        let id = outcome == .clarify ? offered.first : answer
        return id?.split(separator: ".").first.map(String.init)
    }
}
