public import Audio
public import Speaking

/// eSpeak NG as the voice of a line: reads a written prompt, speaks it clause by
/// clause, and gives samples of the line's rate at one loudness.
public struct ESpeakVoice: Voice {
    public let rate: SampleRate
    /// How much louder than eSpeak NG's own this voice is made, in dB.
    public let gain: Double

    private let synthesizer: Synthesizer
    private let style: SpeakingStyle
    private let rules: any SpeakingRules
    private let pronunciations: Pronunciations

    /// In blocks of 50 ms, the first of which may be silent.
    private static let startBlocks = 4
    private static let sample =
        "Please bring your passport to the ward police."

    /// - Parameters:
    ///   - voice: As `espeak-ng --voices` lists it.
    ///   - pitch: 0 to 99; 50 is the voice's own.
    ///   - loudness: Of speech, without its pauses, in dB below full scale.
    ///   - rules: How the language says numbers, dates and codes.
    ///   - pronunciations: How names are said.
    public init(
        _ synthesizer: Synthesizer, voice: String = "en-us", pitch: Int = 50, at rate: SampleRate,
        loudness: Double = -20, rules: any SpeakingRules = EnglishRules(),
        pronunciations: Pronunciations = [:]
    ) throws(SynthesisError) {
        self.synthesizer = synthesizer
        self.rate = rate
        self.rules = rules
        self.pronunciations = pronunciations
        style = SpeakingStyle(voice: voice, pitch: pitch)
        var sample: [Int16] = []
        for clause in Clauses(SpokenText(Self.sample)).clauses {
            sample += try synthesizer.say(ClauseText(clause).text, in: style).samples
        }
        let heard = Resampler.convert(sample, from: synthesizer.rate, to: rate)
        gain = LevelGuard.gain(for: heard, rate: rate, target: loudness)
    }

    public func speak(
        _ text: String, rate wordsPerMinute: Int, hear: ([Int16], [WordMark]) -> Bool
    ) throws(SynthesisError) {
        let spoken = SpokenText(text, rules: rules, pronunciations: pronunciations)
        var style = style
        style.wordsPerMinute = wordsPerMinute
        var stream = LineStream(from: synthesizer.rate, to: rate, gain: gain)
        for (index, clause) in Clauses(spoken).clauses.enumerated() {
            let input = ClauseText(clause)
            if index == 0 {
                let start = try start(of: input.text, in: style)
                guard stream.play(start, of: input, to: hear) else { return }
            }
            let sound = try synthesizer.say(input.text, in: style)
            guard stream.play(sound, of: input, to: hear) else { return }
            stream.endClause(silence: clause.silence * 160 / style.wordsPerMinute)
        }
        stream.finish(to: hear)
    }

    /// The first moment of a prompt's sound. It is spoken again with the rest of its
    /// clause: a clause sounds the same each time, and the line need not wait for the
    /// whole of it.
    private func start(
        of text: String, in style: SpeakingStyle
    ) throws(SynthesisError) -> ClauseSound {
        var blocks = 0
        return try synthesizer.say(text, in: style) {
            blocks += 1
            return blocks == Self.startBlocks
        }
    }
}
