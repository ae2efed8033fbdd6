import Audio

/// What is asked of a device, the best first.
struct PCMRequest: Sendable, Equatable {
    var samples = SampleFormat.allCases
    var channelCount = 1
    var rates: [SampleRate]
    var buffer: Duration

    /// 16 bit, mono, and the line's rate, which `plughw:`, `default` and `pulse`
    /// give. A `hw:` device has what its hardware has: then the rates that stand in
    /// simple ratios to 8 and 16 kHz come first.
    static func line(_ rate: SampleRate, buffer: Duration) -> PCMRequest {
        let others = [
            48_000, 32_000, 16_000, 96_000, 24_000, 44_100, 22_050, 8_000, 11_025, 88_200,
            192_000,
        ]
        return PCMRequest(rates: [rate] + others.map { SampleRate(hertz: $0) }, buffer: buffer)
    }
}
