/// A position in a stream of audio.
///
/// Positions of two streams compare only when the streams have one rate;
/// `converted(to:)` brings one over.
public struct MediaTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let sample: Int
    public let rate: SampleRate

    public init(sample: Int, rate: SampleRate) {
        self.sample = sample
        self.rate = rate
    }

    /// The beginning of a stream.
    public static func zero(_ rate: SampleRate) -> MediaTime {
        MediaTime(sample: 0, rate: rate)
    }

    public func advanced(bySamples count: Int) -> MediaTime {
        MediaTime(sample: sample + count, rate: rate)
    }

    public func advanced(by duration: Duration) -> MediaTime {
        advanced(bySamples: rate.samples(in: duration))
    }

    /// How many samples lie between an earlier position and this one. Negative
    /// when the other is the later one.
    public func samples(since other: MediaTime) -> Int {
        precondition(rate == other.rate, "subtracted positions in two streams")
        return sample - other.sample
    }

    public func duration(since other: MediaTime) -> Duration {
        rate.duration(ofSamples: samples(since: other))
    }

    /// The last position of a stream of another rate that is not after this one.
    public func converted(to rate: SampleRate) -> MediaTime {
        let (second, rest) = sample.quotientAndRemainder(dividingBy: self.rate.hertz)
        return MediaTime(
            sample: second * rate.hertz + rest * rate.hertz / self.rate.hertz, rate: rate)
    }

    public static func < (left: MediaTime, right: MediaTime) -> Bool {
        precondition(left.rate == right.rate, "compared positions in two streams")
        return left.sample < right.sample
    }

    public var seconds: Double { Double(sample) / Double(rate.hertz) }
    /// Whole milliseconds, what is left is dropped: what a transcript writes.
    public var milliseconds: Int {
        let (second, rest) = sample.quotientAndRemainder(dividingBy: rate.hertz)
        return second * 1_000 + rest * 1_000 / rate.hertz
    }
    public var duration: Duration { rate.duration(ofSamples: sample) }
    public var description: String { "\(seconds) s" }
}
