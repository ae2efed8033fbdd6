/// What a call came to, as operators count it. One call has one: the first that
/// holds, in the order of the cases.
public enum CallOutcome: String, Sendable, Hashable, CaseIterable {
    /// It has no `call.ended` yet, or its writer died.
    case open

    /// The caller was put through to a person or a number.
    case transferred

    /// At least one question was not answered, and the last one was not.
    case refused

    /// Something was done: a ticket was drawn, feedback was noted.
    case acted

    /// The last question was answered.
    case answered

    /// The last question was asked back about, and the caller chose nothing.
    case askedBack = "asked-back"

    /// Nobody said anything that asked for an answer.
    case silent
}
