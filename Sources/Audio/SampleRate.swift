/// How many samples a second of sound holds.
public struct SampleRate: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let hertz: Int

    public init(hertz: Int) {
        precondition(hertz > 0, "a sample rate is positive")
        self.hertz = hertz
    }

    /// How many samples a stretch of time holds.
    public func samples(in duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = Int(attoseconds / 1_000_000_000)
        return Int(seconds) * hertz + nanoseconds * hertz / 1_000_000_000
    }

    public func samples(inMilliseconds milliseconds: Int) -> Int { milliseconds * hertz / 1_000 }

    /// How long a run of samples lasts, down to the nanosecond.
    public func duration(ofSamples count: Int) -> Duration {
        let (seconds, rest) = count.quotientAndRemainder(dividingBy: hertz)
        return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / hertz)
    }

    public static func < (left: SampleRate, right: SampleRate) -> Bool {
        left.hertz < right.hertz
    }

    public var description: String {
        hertz % 1_000 == 0 ? "\(hertz / 1_000) kHz" : "\(Double(hertz) / 1_000) kHz"
    }

    /// What a telephone line carries.
    public static let telephone = SampleRate(hertz: 8_000)
    /// What the acoustic model was trained on.
    public static let wideband = SampleRate(hertz: 16_000)
    /// What eSpeak NG speaks.
    public static let halfCompactDisc = SampleRate(hertz: 22_050)
    public static let compactDisc = SampleRate(hertz: 44_100)
    /// What sound cards prefer.
    public static let studio = SampleRate(hertz: 48_000)
}
