/// The kinds of evidence about a label that are weighed against each other.
/// A further kind is a case here and a column in `EvidenceModel.evidence`.
enum EvidenceKind: Int, CaseIterable, Sendable {
    /// Margin of the linear classifier over words, letters and sounds.
    case linear
    /// BM25 over questions, title and answer, as a share of the best possible.
    case relevance
    /// Cosine with the nearest known question.
    case neighbour
    /// Logarithm of the probability of the label's procedure.
    case procedure
    /// Logarithm of the probability of the likeliest of the label's aspects.
    case aspect
    /// Logarithm of the label's probability by the text's meaning.
    case meaning
    /// Cosine of meaning with the nearest known questions.
    case likeness
    /// Cosine of meaning with the answer.
    case content

    /// Kinds that need an encoder; without one they say nothing.
    static let ofMeaning: [EvidenceKind] = [.meaning, .likeness, .content]

    var name: String {
        switch self {
        case .linear: "linear"
        case .relevance: "relevance"
        case .neighbour: "neighbour"
        case .procedure: "procedure"
        case .aspect: "aspect"
        case .meaning: "meaning"
        case .likeness: "likeness"
        case .content: "content"
        }
    }

    /// Weight before anything is learned; the learned one stays near it.
    var prior: Double {
        switch self {
        case .linear: 1
        case .relevance: 1
        case .neighbour: 1
        case .procedure: 0.4
        case .aspect: 0.4
        case .meaning: 1
        case .likeness: 1
        case .content: 3
        }
    }
}

/// What all kinds of evidence say about one text.
struct Evidence: Sendable {
    /// By kind, then by label.
    var values: [[Float]]
    /// By procedure and by aspect: probabilities.
    var procedures: [Float]
    var aspects: [Float]
    /// Share of the text's weight that the knowledge has words for, 0–1.
    var known: Float
    /// Margin of the classifier for texts that no label answers.
    var negativeMargin: Float
    /// Cosine with the nearest of these texts.
    var negativeSimilarity: Float
    /// By its meaning, if there is an encoder: probability that no label is meant,
    /// and cosine with the nearest texts that none answers.
    var meaningOfNone: (share: Float, likeness: Float)?
    /// What its words name.
    var cue: TopicCues.Result
    /// Number of words.
    var length: Int

    subscript(kind: EvidenceKind) -> [Float] { values[kind.rawValue] }
}
