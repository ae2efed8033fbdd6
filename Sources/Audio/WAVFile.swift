/// The sound of a WAV file, as 16-bit samples of each channel.
///
/// Reads what recorders, telephone exchanges and editors write: 1–8 channels,
/// 4–192 kHz, PCM of 8 (unsigned), 16, 24 and 32 bits, float of 32 and 64 bits,
/// A-law and μ-law, with a plain or an extensible header. Chunks that it does not
/// know are skipped; the length in the RIFF header, which many writers leave
/// wrong, is not looked at. Samples of more than 16 bits are rounded, float
/// beyond ±1 is clipped, and a float that is not a number is silence.
public struct WAVFile: Sendable, Equatable {
    public let rate: SampleRate
    /// At least one, all of the same length.
    public let channels: [[Int16]]
    /// What the samples were read from, and are written as.
    public let coding: WAVCoding

    public static let maximumChannelCount = 8
    public static let supportedRates = 4_000...192_000

    public init(rate: SampleRate, channels: [[Int16]], coding: WAVCoding = .pcm16) {
        precondition((1...Self.maximumChannelCount).contains(channels.count), "1–8 channels")
        precondition(
            channels.allSatisfy { $0.count == channels[0].count }, "channels of one length")
        self.rate = rate
        self.channels = channels
        self.coding = coding
    }

    /// One channel of 16-bit PCM.
    public init(rate: SampleRate, samples: [Int16]) {
        self.init(rate: rate, channels: [samples])
    }

    /// Reads a whole file. Any bytes will do: hostile ones give an error.
    public init(bytes: [UInt8]) throws(WAVError) {
        let layout = try WAVLayout(bytes: bytes)
        rate = layout.format.rate
        coding = layout.format.coding
        channels = layout.format.channels(of: bytes, in: layout.sound)
    }

    /// How many samples each channel has.
    public var frameCount: Int { channels[0].count }
    public var duration: Duration { rate.duration(ofSamples: frameCount) }

    /// The whole file: A-law and μ-law as such, every other coding as 16-bit PCM.
    public var bytes: [UInt8] {
        let header = WAVHeader(rate: rate, channelCount: channels.count, coding: coding)
        return header.bytes(frameCount: frameCount) + header.encode(channels)
            + header.padding(frameCount: frameCount)
    }
}
