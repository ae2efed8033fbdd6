/// What callers put around a question and in it, without meaning anything by it.
public struct Carriers: Sendable, Equatable {
    /// "hello", "could you tell me".
    public let before: [Template]

    /// "please", "thank you".
    public let after: [Template]

    /// What may be said before a command, and after it: "could you", "for me".
    public let beforeCommand: [Template]
    public let afterCommand: [Template]

    /// "um", "er".
    public let fillers: [String]

    public init(
        before: [Template] = [], after: [Template] = [], beforeCommand: [Template] = [],
        afterCommand: [Template] = [], fillers: [String] = []
    ) {
        self.before = before
        self.after = after
        self.beforeCommand = beforeCommand
        self.afterCommand = afterCommand
        self.fillers = fillers
    }
}
