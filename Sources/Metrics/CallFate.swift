internal import CallLog
internal import Transcript

/// What a call comes to while its events pass: the outcome that `CallSummary` finds in
/// the log, without keeping what was said.
struct CallFate: Sendable, Equatable {
    private var lastQuestion: TranscriptEvent.AnswerChosen.Outcome?
    /// Before the caller said what he may go on with.
    private var questionBefore: TranscriptEvent.AnswerChosen.Outcome?
    private var hasActed = false
    private var isTransferred = false

    /// Of a call that has ended.
    static let outcomes = CallOutcome.allCases.filter { $0 != .open }

    mutating func take(_ event: TranscriptEvent) {
        switch event {
        case .callerSaid: questionBefore = lastQuestion
        case .speechResumed: lastQuestion = questionBefore
        case .answerChosen(let chosen):
            if [.answer, .clarify, .noMatch].contains(chosen.outcome) {
                lastQuestion = chosen.outcome
            }
        case .action: hasActed = true
        case .transfer: isTransferred = true
        default: break
        }
    }

    /// When it has ended.
    var outcome: CallOutcome {
        if isTransferred { return .transferred }
        switch lastQuestion {
        case .noMatch: return .refused
        case _ where hasActed: return .acted
        case .answer: return .answered
        case .clarify: return .askedBack
        default: return .silent
        }
    }
}
