/// What callers put around a question and in it, without meaning anything by it.
public struct Carriers: Sendable, Equatable {
    /// "hello", "could you tell me".
    public let before: [Template]

    /// "please", "thank you".
    public let after: [Template]

    /// "um", "er".
    public let fillers: [String]

    public init(before: [Template] = [], after: [Template] = [], fillers: [String] = []) {
        self.before = before
        self.after = after
        self.fillers = fillers
    }
}
