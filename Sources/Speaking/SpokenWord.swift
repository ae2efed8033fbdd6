/// One word as it is said, and where it stands in the written text.
public struct SpokenWord: Sendable, Equatable {
    /// ASCII letters, apostrophes and hyphens; a capital letter alone is spelled.
    public let text: String
    /// How it sounds, in eSpeak NG's mnemonics, where letters would not tell.
    public let phonemes: String?
    /// In UTF-8 bytes of the written text. Several words of one number share one.
    public let written: Range<Int>
    /// What follows it.
    public var pause: Pause

    public init(
        _ text: String, phonemes: String? = nil, written: Range<Int>, pause: Pause = .none
    ) {
        self.text = text
        self.phonemes = phonemes
        self.written = written
        self.pause = pause
    }
}

/// What separates a word from the next: how long the silence is, and which melody
/// leads to it.
public enum Pause: Int, Sendable, Comparable {
    case none
    /// Between groups of digits, and at commas and brackets.
    case comma
    /// At semicolons, colons and dashes.
    case semicolon
    case stop
    case question
    case exclamation
    /// Between paragraphs and list items.
    case paragraph

    public static func < (left: Pause, right: Pause) -> Bool { left.rawValue < right.rawValue }

    /// The mark that gives the synthesizer the melody.
    public var mark: Character? {
        switch self {
        case .none: nil
        case .comma: ","
        case .semicolon: ";"
        case .stop, .paragraph: "."
        case .question: "?"
        case .exclamation: "!"
        }
    }

    /// How long the silence is at 160 words per minute.
    public var milliseconds: Int {
        switch self {
        case .none: 0
        case .comma: 140
        case .semicolon: 220
        case .stop, .question, .exclamation: 360
        case .paragraph: 500
        }
    }
}
