/// Takes the constant offset of a cheap microphone out of a stream.
///
/// One zero at 0 Hz and one pole beside it: y[n] = x[n] − x[n−1] + R·y[n−1].
/// (J. O. Smith, "Introduction to Digital Filters", 2007, "DC blocker".) The level
/// at `cutoff` is 3 dB down. A value is one stream.
public struct DCBlocker: Sendable {
    private let pole: Double
    private var before: (input: Double, output: Double)?

    /// - Parameter cutoff: In hertz. Voices begin at 60 Hz or so.
    public init(rate: SampleRate, cutoff: Double = 20) {
        pole = max(0, 1 - 2 * .pi * cutoff / Double(rate.hertz))
    }

    public mutating func process(_ samples: [Int16]) -> [Int16] {
        samples.map { sample in
            let input = Double(sample)
            // The first sample is taken for the offset: no thump at the start.
            let last = before ?? (input: input, output: 0)
            let output = input - last.input + pole * last.output
            before = (input, output)
            return Int16(max(-32_768, min(32_767, output.rounded())))
        }
    }
}
