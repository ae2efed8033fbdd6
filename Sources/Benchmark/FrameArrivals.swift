/// When the frames of one line came: a frame of 20 ms is due every 20 ms.
public struct FrameArrivals: Sendable, Equatable {
    /// In nanoseconds.
    public static let frame = 20_000_000
    /// What a frame may be late by before a telephone's buffer runs out, in
    /// nanoseconds: the least that Asterisk's own has is more.
    public static let tolerance = 20_000_000

    public private(set) var count = 0
    /// Frames that came more than the tolerance after they were due, by the clock of
    /// the first.
    public private(set) var lateCount = 0
    /// The longest time between two frames, in nanoseconds.
    public private(set) var longestGap = 0
    /// The most that a frame came before it was due, in nanoseconds.
    public private(set) var mostAhead = 0
    private var first = 0
    private var last = 0

    public init() {}

    public mutating func note(_ arrival: Int) {
        defer {
            last = arrival
            count += 1
        }
        guard count > 0 else {
            first = arrival
            return
        }
        let due = first + count * Self.frame
        if arrival - last > Self.frame + Self.tolerance { lateCount += 1 }
        longestGap = max(longestGap, arrival - last)
        mostAhead = max(mostAhead, due - arrival)
    }

    /// Frames that should have come between the first and the last, and did not.
    public var missingCount: Int {
        guard count > 1 else { return 0 }
        let due = Int((Double(last - first) / Double(Self.frame)).rounded()) + 1
        return max(0, due - count)
    }
}
