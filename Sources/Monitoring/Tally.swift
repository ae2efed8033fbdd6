internal import Transcript

/// What came of callers' questions, and how many calls were put through.
public struct Tally: Sendable, Equatable {
    public private(set) var answered = 0
    public private(set) var askedBack = 0
    public private(set) var refused = 0
    public private(set) var transferred = 0

    public init() {}

    mutating func count(_ event: TranscriptEvent) {
        switch event {
        case .answerChosen(let chosen): add(1, chosen.outcome)
        case .transfer: transferred += 1
        default: break
        }
    }

    /// The caller had not finished: what was chosen does not count.
    mutating func takeBack(_ outcome: TranscriptEvent.AnswerChosen.Outcome) { add(-1, outcome) }

    private mutating func add(_ count: Int, _ outcome: TranscriptEvent.AnswerChosen.Outcome) {
        switch outcome {
        case .answer, .action: answered += count
        case .clarify: askedBack += count
        case .noMatch: refused += count
        case .smalltalk: break
        }
    }
}
