/// Names one prompt of a call, in the order in which they are asked for.
public struct PromptID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let number: Int

    public init(_ number: Int) { self.number = number }

    public static func < (left: PromptID, right: PromptID) -> Bool { left.number < right.number }

    public var description: String { "prompt \(number)" }
}

/// What happened to a prompt. Each that began ends exactly once.
public enum PlayoutEvent: Sendable, Equatable {
    /// Its first sample is in the frame with that number.
    case started(PromptID, atFrame: Int)
    /// The first word of a sentence after the first is in that frame; sentences count from
    /// 0. Told once, though the word be played again.
    case reached(PromptID, sentence: Int, atFrame: Int)
    /// More sound came than the mouth holds: the rest of the prompt is dropped.
    case refused(PromptID)
    /// Nothing more of it will be heard.
    /// - heard: the written words up to the last of which more than half was played.
    /// - complete: whether that is every word.
    /// - atFrame: one past the last frame in which it was played, a fade apart.
    case ended(PromptID, heard: String, complete: Bool, atFrame: Int)
}
