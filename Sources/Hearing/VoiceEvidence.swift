/// What one frame of 20 ms tells about the presence of a voice.
public struct VoiceEvidence: Sendable, Equatable {
    /// How far the spectrum stands above the noise floor: mean over the bands, dB.
    public var prominence: Float
    /// Height of the pitch peak of the autocorrelation, 0–1.
    public var periodicity: Float
    /// Level of the frame in dB relative to full scale.
    public var level: Float
    /// How much of the frame's power may be the line's own echo, 0–1.
    public var echoShare: Float = 0

    /// Whether the frame looks like the sound of a mouth.
    public var isVoice: Bool {
        guard level > -60 else { return false }
        return prominence > 7.5 || (prominence > 3 && periodicity > 0.7)
    }

    /// Whether the frame has a pitch: a vowel, not a click, a breath or a rustle.
    public var isPitched: Bool { isVoice && periodicity > 0.6 }

    public init(prominence: Float, periodicity: Float, level: Float) {
        self.prominence = prominence
        self.periodicity = periodicity
        self.level = level
    }
}
