/// What a decision draws on and can do without: left out to see what it gives.
public enum EvidenceSource: String, CaseIterable, Sendable {
    /// Readings of an utterance beyond the first.
    case nbest
    /// How much the recognizer believes each of them; without it, only their order counts.
    case posteriors
    /// What words sound like, in the classifier.
    case sounds
    /// What a recognizer made of questions that were said, which is learned with them.
    case heard
    /// What the sentence encoder makes of a text.
    case meaning

    /// Whether a model that learned with it has it in what was learned.
    public var isLearned: Bool {
        switch self {
        case .nbest, .posteriors: false
        case .sounds, .heard, .meaning: true
        }
    }
}
