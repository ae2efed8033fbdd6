public import Audio

/// The caller's sound between the network and the line's ticks.
///
/// A tick takes 20 ms, whatever has come. Sound that is missing is silence: the
/// caller's time goes on by the clock. After a gap a frame in reserve is waited for,
/// so that a sender who is up to 20 ms early or late leaves no holes. What a burst
/// leaves behind in delay goes at the next quiet frame; what the buffer cannot hold
/// goes at once, the oldest first.
public struct JitterBuffer: Sendable {
    /// What became of the sound.
    public struct Counts: Sendable, Equatable {
        /// Ticks within speech for which nothing had come.
        public var missing = 0
        /// Samples that the buffer had no room for.
        public var dropped = 0

        public init() {}
    }

    public private(set) var counts = Counts()
    private let frameLength: Int
    private let capacity: Int
    private var samples: [Int16] = []
    private var isFilling = true
    /// How many ticks the sound that is there has waited for a reserve.
    private var waitedCount = 0
    /// The least sound that was left after a tick, in the last second, in frames.
    private var reserve = Int.max
    private var ticks = 0

    /// The most that is held back for one frame in reserve, in ticks.
    private static let patience = 2
    private static let ticksPerSecond = 50
    /// Peaks below this are quiet: −42 dBFS.
    private static let quietPeak = 256

    /// - Parameter capacity: In frames of 20 ms; 10 are what a bad line needs.
    public init(rate: SampleRate, capacity: Int = 10) {
        precondition(capacity >= 2, "a buffer holds a frame and its reserve")
        frameLength = rate.samples(inMilliseconds: 20)
        self.capacity = capacity * frameLength
    }

    /// Samples that wait.
    public var count: Int { samples.count }

    public mutating func append(_ new: [Int16]) {
        samples += new
        let excess = samples.count - capacity
        if excess > 0 {
            samples.removeFirst(excess)
            counts.dropped += excess
        }
    }

    /// The next 20 ms.
    public mutating func next() -> [Int16] {
        guard isPlaying() else { return [Int16](repeating: 0, count: frameLength) }
        var frame = Array(samples.prefix(frameLength))
        samples.removeFirst(frame.count)
        // The tail of a sender whose frames are not ours.
        frame += [Int16](repeating: 0, count: frameLength - frame.count)
        shorten(after: frame)
        return frame
    }

    private mutating func isPlaying() -> Bool {
        if !isFilling, samples.count < frameLength {
            counts.missing += 1
            (isFilling, waitedCount) = (true, 0)
        }
        guard isFilling else { return true }
        guard !samples.isEmpty else {
            waitedCount = 0
            return false
        }
        waitedCount += 1
        guard samples.count >= 2 * frameLength || waitedCount > Self.patience else { return false }
        (isFilling, reserve, ticks) = (false, .max, 0)
        return true
    }

    /// Where more than a frame was in reserve all the time, a quiet frame is left out.
    private mutating func shorten(after frame: [Int16]) {
        reserve = min(reserve, samples.count / frameLength)
        ticks += 1
        guard ticks >= Self.ticksPerSecond, reserve > 1 else {
            if ticks >= Self.ticksPerSecond { (ticks, reserve) = (0, .max) }
            return
        }
        let next = samples.prefix(frameLength)
        guard next.allSatisfy({ abs(Int($0)) < Self.quietPeak }) else { return }
        samples.removeFirst(next.count)
        (ticks, reserve) = (0, .max)
    }
}
