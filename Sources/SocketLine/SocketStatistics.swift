/// What the lines of a listener went through.
public struct SocketStatistics: Sendable, Equatable {
    /// Connections that were taken, and those that were turned away: over a limit, of
    /// an unknown UUID, or without one in time.
    public var accepted = 0
    public var refused = 0
    /// Calls that were answered.
    public var calls = 0
    /// Frames that went out, and those of them that were 20 ms late or more.
    public var frames = 0
    public var lateFrames = 0
    /// Frames that were not sent: the machine was too late, or the other side did not
    /// read.
    public var missingFrames = 0
    /// How often the system had no descriptor left for a connection.
    public var exhausted = 0

    public init() {}
}
