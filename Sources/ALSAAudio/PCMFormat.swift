public import Audio

/// What a device was brought to agree to.
public struct PCMFormat: Sendable, Equatable, CustomStringConvertible {
    public let sample: SampleFormat
    public let channelCount: Int
    public let rate: SampleRate
    /// How often the device reports, in frames of its own rate.
    public let periodLength: Int
    /// How much the device holds, in frames of its own rate.
    public let bufferLength: Int

    var frameByteCount: Int { channelCount * sample.byteCount }

    public var description: String {
        let channels = channelCount == 1 ? "mono" : "\(channelCount) channels"
        let buffer = rate.duration(ofSamples: bufferLength) / .milliseconds(1)
        return "\(sample), \(channels), \(rate), buffer \(Int(buffer)) ms"
    }
}
