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
        case .answerChosen(let chosen):
            switch chosen.outcome {
            case .answer, .action: answered += 1
            case .clarify: askedBack += 1
            case .noMatch: refused += 1
            case .smalltalk: break
            }
        case .transfer: transferred += 1
        default: break
        }
    }
}
