internal import Transcript

/// What a call comes to, as operators count it: see `tongdai report` and
/// `tongdai log`, which say the same from the transcript.
struct CallFate: Sendable, Equatable {
    /// Of several that hold, the first.
    enum Outcome: String, Sendable, CaseIterable {
        /// The caller was put through to a person or a number.
        case transferred

        /// The last question was not answered.
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

    private var lastQuestion: TranscriptEvent.AnswerChosen.Outcome?
    private var hasActed = false
    private var isTransferred = false

    mutating func take(_ event: TranscriptEvent) {
        switch event {
        case .answerChosen(let chosen):
            if [.answer, .clarify, .noMatch].contains(chosen.outcome) {
                lastQuestion = chosen.outcome
            }
        case .action: hasActed = true
        case .transfer: isTransferred = true
        default: break
        }
    }

    var outcome: Outcome {
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
