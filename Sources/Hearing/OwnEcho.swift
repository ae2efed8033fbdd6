import Audio

/// What the line plays, kept in step with what its microphone hears.
struct OwnEcho {
    private var canceller = EchoCanceller()
    private var resampler: Resampler?
    /// In step with the microphone's, see `Listen`.
    private var pending: [Int16] = []
    private var heardUntil: MediaTime?
    private var gain: Float = 1

    /// What is mostly echo is lowered so far for the decoder: 20 dB.
    private static let leastGain: Float = 0.1

    /// - Parameter rate: Of the line's frames.
    init(rate: SampleRate) {
        resampler = rate == .wideband ? nil : Resampler(from: rate, to: .wideband)
        pending = [Int16](repeating: 0, count: resampler?.heldBackCount ?? 0)
    }

    /// - Parameters:
    ///   - played: What the line played last before the frame was heard; nil before
    ///     its first.
    mutating func note(_ played: AudioFrame?, with heard: AudioFrame) {
        let samples = played?.samples ?? [Int16](repeating: 0, count: heard.samples.count)
        if let heardUntil, heard.start > heardUntil { canceller.forgetSound() }
        heardUntil = heard.end
        pending += resampler?.process(samples) ?? samples
    }

    /// - Parameter samples: The next 20 ms of the microphone, at 16 kHz.
    mutating func clear(_ samples: [Int16]) -> EchoCanceller.Cleared {
        let missing = samples.count - pending.count
        let played = pending.prefix(samples.count) + [Int16](repeating: 0, count: max(missing, 0))
        pending.removeFirst(min(samples.count, pending.count))
        return canceller.clear(samples, of: Array(played))
    }

    /// What the decoder is to hear of a frame: where nothing but the rest of an echo
    /// is, hardly anything, or there would be words in it.
    mutating func lower(_ samples: [Int16], by share: Float) -> [Int16] {
        let last = gain
        gain = max((1 - share).squareRoot(), Self.leastGain)
        guard last < 1 || gain < 1 else { return samples }
        let step = (gain - last) / Float(samples.count)
        return samples.indices.map { index in
            Int16((Float(samples[index]) * (last + step * Float(index))).rounded())
        }
    }
}
