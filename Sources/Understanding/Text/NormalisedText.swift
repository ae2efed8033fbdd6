/// A text as it is compared: the same for what a caller types, what a
/// recognizer writes and what an editor wrote as a question.
public struct NormalisedText: Sendable, Equatable {
    /// Words in one spelling, numbers as digits, without fillers.
    public let words: [String]
    /// The stem of each word.
    public let stems: [String]
    /// Stems, with each known name for a thing replaced by the thing.
    public let units: [String]
    /// What the text speaks of, in order: names of things, and the senses that
    /// several words share.
    public let concepts: [String]

    public var text: String { words.joined(separator: " ") }
    public var isEmpty: Bool { words.isEmpty }
}
