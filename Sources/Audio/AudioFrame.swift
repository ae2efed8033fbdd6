/// A run of mono 16-bit samples, and the moment at which it begins.
///
/// Time is a sample count, never a wall clock: a fixture replayed at a hundred
/// times the speed gives the same frames, and so the same answers, as the call
/// it was recorded from. Lost audio shows as a jump: `start` is later than the
/// `end` of the frame before.
public struct AudioFrame: Sendable, Equatable {
    public let start: MediaTime
    public let samples: [Int16]

    public init(start: MediaTime, samples: [Int16]) {
        self.start = start
        self.samples = samples
    }

    /// The moment after the last sample.
    public var end: MediaTime { start.advanced(bySamples: samples.count) }
    public var rate: SampleRate { start.rate }
    public var duration: Duration { rate.duration(ofSamples: samples.count) }

    /// A frame in which nobody speaks.
    public static func silence(at start: MediaTime, count: Int) -> AudioFrame {
        AudioFrame(start: start, samples: [Int16](repeating: 0, count: count))
    }
}
