/// What the line waits for before it takes silence for an answer.
public struct Patience: Sendable, Equatable {
    /// After each prompt, in order; the last one holds for all that follow.
    public var noInput: [Duration] = [.seconds(5), .seconds(10), .seconds(10)]
    /// After "wait a moment": then the caller is asked whether he is still there, and
    /// only after that the silences above count.
    public var asked = Duration.seconds(30)
    /// Two utterances with a shorter pause than this between them may be one.
    public var continuation = Duration.milliseconds(1_200)
    /// From the end of words that are not understood to saying so: they may be the
    /// beginning of something that is.
    public var beforeNoMatch = Duration.milliseconds(900)
    /// Before "one moment please", while something is being done.
    public var beforeMoment = Duration.milliseconds(700)
    /// A call is not longer.
    public var longestCall = Duration.seconds(900)

    public init() {}
}
