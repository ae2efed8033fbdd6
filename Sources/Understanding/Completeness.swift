/// How finished a partial utterance sounds; decides how much silence ends it.
public enum Completeness: Sendable, Equatable {
    /// "Stop", "yes", "a person please".
    case command
    /// A question that surely has an answer.
    case complete
    /// A question that has an answer, and may still become another.
    case likely
    /// Something is still to come, or may be: nothing was asked so far.
    case incomplete
    /// Digits or letters are being read out; people pause between groups.
    case dictating

    /// Whether it may be all that the caller wants to say.
    public var mayEnd: Bool {
        switch self {
        case .command, .complete, .likely: true
        case .incomplete, .dictating: false
        }
    }
}
