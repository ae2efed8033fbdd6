/// Quiet white noise, the same after every reset: replays must be the same.
struct MaskingNoise {
    private let amplitude: Int
    private var state: UInt64 = 1

    init(amplitude: Int) { self.amplitude = amplitude }

    mutating func added(to samples: [Int16]) -> [Int16] {
        guard amplitude > 0 else { return samples }
        return samples.map { sample in
            // Knuth's MMIX generator; its high bits are the random ones.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Int(state >> 33) % (2 * amplitude + 1) - amplitude
            return Int16(clamping: Int(sample) + noise)
        }
    }
}
