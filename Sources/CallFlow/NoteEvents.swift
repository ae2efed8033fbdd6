public import Conversation
import Knowledge
public import Transcript
import Understanding

/// What a conversation notes, in the words of the transcript.
extension Note {
    public var event: TranscriptEvent {
        switch self {
        case .noInput(let count): .noInput(count: count)
        case .noMatch(let count): .noMatch(count: count)
        case .chosen(let choice): .answerChosen(choice.event)
        case .acted(let errand, let result): .action(errand, result)
        }
    }
}

extension Choice {
    fileprivate var event: TranscriptEvent.AnswerChosen {
        var evidence = JSONObject()
        for (name, value) in self.evidence.sorted(by: { $0.key < $1.key }) {
            evidence[name] = .number(value)
        }
        if let grounds {
            evidence["question"] = .string(grounds.question)
            evidence["words"] = .array(grounds.words.map { .string($0) })
        }
        return .init(
            outcome: kind.outcome, answer: answer, score: score,
            runnerUp: runnerUp.map { .init(answer: $0.entry, score: $0.score) },
            offered: offered, source: source.map { [$0] } ?? [], validFrom: validFrom,
            validUntil: validUntil, evidence: evidence)
    }
}

extension Choice.Kind {
    fileprivate var outcome: TranscriptEvent.AnswerChosen.Outcome {
        switch self {
        case .answer: .answer
        case .clarify: .clarify
        case .nomatch: .noMatch
        case .action: .action
        case .smalltalk: .smalltalk
        }
    }
}

extension Reply.Ending {
    /// The reason that `call.ended` gives.
    public var reason: String {
        switch self {
        case .goodbye: "goodbye"
        case .noInput: "noinput"
        case .timeUp: "limit"
        case .transfer: "transfer"
        }
    }

    /// What is noted of it when it happens, before `call.ended`.
    public var event: TranscriptEvent? {
        guard case .transfer(let person, let reason) = self else { return nil }
        return .transfer(to: person, reason: reason)
    }
}
