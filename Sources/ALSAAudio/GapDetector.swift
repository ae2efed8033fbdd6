import Audio

/// Finds out how much sound a device lost, by the machine's clock.
///
/// A frame comes a while after it was said: the lag. It varies by some tens of
/// milliseconds, and drifts slowly, because the device has a clock of its own. A
/// lag that grows at once and stays is sound that was lost: an overrun says so, a
/// sound server may not.
struct GapDetector: Equatable {
    let rate: SampleRate
    /// In samples.
    let frameLength: Int
    /// The lag of a frame that comes without delay, in samples.
    private var usual: Double?
    /// The least lag of the last frames, all of which came too late.
    private var late: (least: Double, count: Int) = (.infinity, 0)

    /// More than scheduling explains: three frames.
    private static let tolerance = 3.0
    /// So many late frames in a row are not a burst that catches up.
    private static let patience = 10
    /// How fast the usual lag follows: a time constant of 40 s.
    private static let adaptation = 0.0005

    init(rate: SampleRate, frameLength: Int) {
        self.rate = rate
        self.frameLength = frameLength
    }

    /// - Parameters:
    ///   - end: The sample after the frame, counted from the start of the line.
    ///   - now: The machine's clock, counted from the start of the line.
    ///   - isAwaited: Whether the frame had to be waited for. One that lay ready says
    ///     that the reader was late, and nothing about the device.
    ///   - isInterrupted: Whether the device said that it lost sound.
    /// - Returns: How many whole frames were lost just before this one.
    mutating func lostFrames(
        before end: Int, now: Duration, isAwaited: Bool, isInterrupted: Bool
    ) -> Int {
        let lag = now / .seconds(1) * Double(rate.hertz) - Double(end)
        guard let usual else {
            self.usual = lag
            return 0
        }
        let excess = (lag - usual) / Double(frameLength)
        if isInterrupted {
            late = (.infinity, 0)
            return max(0, Int(excess.rounded()))
        }
        guard isAwaited else { return 0 }
        guard excess > Self.tolerance else {
            self.usual = min(lag, usual + (lag - usual) * Self.adaptation)
            late = (.infinity, 0)
            return 0
        }
        late = (min(late.least, excess), late.count + 1)
        guard late.count >= Self.patience else { return 0 }
        let lost = Int(late.least.rounded())
        late = (.infinity, 0)
        return lost
    }

    static func == (left: GapDetector, right: GapDetector) -> Bool {
        left.rate == right.rate && left.usual == right.usual && left.late == right.late
    }
}
