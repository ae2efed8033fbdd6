import Audio

/// Keeps what waits to be played short, and never empty.
///
/// A line that hears and speaks has two clocks: one fills this queue, the other
/// empties it. If they differ by 50 millionths, the queue grows or shrinks by a
/// frame every seven minutes; left alone, it would run dry, or every answer would
/// come later than the one before. So a frame of silence is put in, or a frame is
/// left out, at a quiet place if one comes in time. All lengths in samples of the
/// device.
struct PlaybackQueue: Equatable {
    enum Admission: Equatable {
        /// Write the frame, after so much silence.
        case write(silenceBefore: Int)
        case leaveOut
    }

    /// What a 20 ms frame is.
    let frame: Int
    /// What should wait when a frame is written: two frames, for a loop that is late.
    let target: Int
    /// What fits.
    let capacity: Int
    /// The shortest queue of the last second, and of this one. A burst of frames makes
    /// a long queue for a moment only.
    private var settled: Int?
    private var shortest = Int.max
    private var seen = 0
    private var sinceCorrection = 0

    /// Frames over which the shortest queue is looked for: a second.
    private static let window = 50
    /// A correction shows in the queue only when the frames after it are played.
    private static let pause = 5

    init(_ format: PCMFormat) {
        frame = format.rate.samples(inMilliseconds: 20)
        capacity = format.bufferLength
        target = max(0, min(2 * frame, capacity - frame))
    }

    /// - Parameters:
    ///   - waiting: What waits to be played before the frame.
    ///   - isQuiet: Whether nobody would miss the frame.
    mutating func admit(waiting: Int, isQuiet: Bool) -> Admission {
        seen += 1
        sinceCorrection += 1
        shortest = min(shortest, waiting)
        guard waiting + frame <= capacity else { return corrected(.leaveOut) }
        guard sinceCorrection > Self.pause else { return .write(silenceBefore: 0) }
        if waiting < frame / 2 { return corrected(.write(silenceBefore: target - waiting)) }
        if isQuiet, waiting < frame { return corrected(.write(silenceBefore: frame)) }
        if seen >= Self.window { beginWindow(after: shortest) }
        let excess = (settled ?? target) - target
        if excess > frame || isQuiet && excess > frame / 2 { return corrected(.leaveOut) }
        return .write(silenceBefore: 0)
    }

    /// The device begins again with an empty queue.
    mutating func restart() {
        beginWindow(after: nil)
        sinceCorrection = 0
    }

    private mutating func beginWindow(after settled: Int?) {
        self.settled = settled
        shortest = .max
        seen = 0
    }

    private mutating func corrected(_ admission: Admission) -> Admission {
        restart()
        return admission
    }
}
