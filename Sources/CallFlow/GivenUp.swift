import Pipeline

/// The prompts that the conversation has given up, known at once to the voice: an
/// order to cancel waits behind the prompt that is being synthesized.
final class GivenUp: Sendable {
    private let end = Locked(0)

    /// All prompts with a smaller number are given up.
    func upTo(_ id: Int) { end.withLock { $0 = id } }

    func contains(_ id: Int) -> Bool { end.withLock { id < $0 } }
}
