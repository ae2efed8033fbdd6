import Audio
public import Hearing
public import Understanding

/// What somebody said into a machine: heard as in a call, without anybody who answers
/// meanwhile.
public enum VoiceMessage {
    /// Sound at once would be the room's; a call has listened for a while by then.
    private static let silenceBefore = Duration.seconds(1)
    private static let silenceAfter = Duration.milliseconds(1_500)

    /// The utterances of a recording, in their order. Their times are those of the
    /// recording, with the second of silence before it.
    ///
    /// - Parameter decoder: Reset for a new call.
    public static func utterances<Decoder: SpeechDecoder & ~Copyable>(
        of recording: CallerRecording, decoder: consuming sending Decoder,
        understanding: Understanding
    ) -> [Utterance] {
        var listen = Listen(
            decoder: decoder, rate: recording.rate,
            finality: { understanding.finality(of: $0) })
        var utterances: [Utterance] = []
        func note(_ heard: Heard) {
            switch heard {
            case .utterance(let utterance): utterances.append(utterance)
            case .speechResumed: utterances.removeLast()
            default: break
            }
        }
        for frame in recording.frames(after: silenceBefore, padding: silenceAfter) {
            listen.handle(.frame(frame), emit: note)
        }
        listen.finish(emit: note)
        return utterances
    }
}
