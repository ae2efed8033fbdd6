public import Audio
public import Understanding

/// What comes in from the line.
public enum EarInput: Sendable, Equatable {
    /// 20 ms of the caller's sound, at the rate of the line. On a line that hears
    /// itself, also what it played last before: always as long before.
    case frame(AudioFrame, played: AudioFrame? = nil)
    /// A key of the caller's telephone: 0–9, *, #, A–D.
    case dtmf(Character)
}

/// What the line makes of the caller's sound. Times are media times of the line.
public enum Heard: Sendable, Equatable {
    /// A frame has gone by: this is how time passes for the steps that follow.
    case tick(MediaTime)
    /// The caller has been speaking since the given moment; certain only now.
    case speechStarted(MediaTime)
    /// The words so far.
    case partial(String)
    /// The caller fell silent at the given moment.
    case speechEnded(MediaTime)
    case utterance(Utterance)
    /// The caller goes on with the latest utterance, which was not over: a whole one follows,
    /// with what was said before. `speechStarted` does not come again.
    case speechResumed(MediaTime)
    case dtmf(Character)
    /// The decoder failed, and the words of the utterance are lost: it ends, in its
    /// time, without alternatives. At most one for each utterance; the call goes on.
    case fault(operation: String)
}

/// What the caller said between two silences.
public struct Utterance: Sendable, Equatable {
    /// Best first; empty when there was a voice but no words, or they were lost.
    public let alternatives: [Hypothesis]
    public let start: MediaTime
    /// The end of the last voiced frame.
    public let end: MediaTime
    /// The moment at which the line took the utterance to be over.
    public let endpoint: MediaTime
    /// How many frames held a voice.
    public let voicedFrameCount: Int
    /// The caller was still speaking: no utterance is longer.
    public let isCutOff: Bool
    /// The decoder failed: nobody knows what was said.
    public let isLost: Bool

    public init(
        alternatives: [Hypothesis], start: MediaTime, end: MediaTime, endpoint: MediaTime,
        voicedFrameCount: Int, isCutOff: Bool = false, isLost: Bool = false
    ) {
        self.alternatives = alternatives
        self.start = start
        self.end = end
        self.endpoint = endpoint
        self.voicedFrameCount = voicedFrameCount
        self.isCutOff = isCutOff
        self.isLost = isLost
    }

    public var text: String { alternatives.first?.text ?? "" }
}
