/// What a line went through. All numbers are zero on a good day.
public struct LineStatistics: Sendable, Equatable {
    /// The capture device was not read in time.
    public var overruns = 0
    /// The playback device ran dry.
    public var underruns = 0
    /// The machine slept.
    public var suspends = 0
    /// Frames of 20 ms that the caller spoke and nobody heard: the jumps of the
    /// media time.
    public var lostFrames = 0
    /// Frames of silence put into the playback queue.
    public var insertedFrames = 0
    /// Frames left out of the playback queue.
    public var droppedFrames = 0
    /// Of these, frames that somebody would have heard: not of a silence.
    public var missedFrames = 0
    /// How often the line was opened again.
    public var reopenings = 0

    public init() {}
}
