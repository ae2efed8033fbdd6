import Audio
import Conversation
import Hearing
import Understanding

/// What the hub keeps of utterances and prompts on their way.
extension Converse {
    /// What the line is doing.
    enum Floor: Equatable {
        /// Nobody speaks since the given moment.
        case open(since: MediaTime)
        /// The line speaks, or is about to.
        case line
        /// The line has stopped in the middle, to listen.
        case pausedLine

        /// - Parameter lost: Samples before this time that never came.
        mutating func leaveOut(_ lost: Int, until time: MediaTime) {
            guard lost > 0, case .open(let since) = self else { return }
            self = .open(since: min(since.advanced(bySamples: lost), max(since, time)))
        }
    }

    /// An utterance, and what the machine took for it, in milliseconds.
    struct Asked {
        let utterance: Utterance
        let recogniseMS: Double?
        let understandMS: Double?
    }

    struct HeldReply {
        let reply: Reply
        /// The conversation without the utterance, and with it.
        let before: Conversation
        let after: Conversation
        let due: MediaTime
    }

    /// The caller speaks over the line.
    struct Interruption {
        /// A prompt had begun that asks something.
        let hasAsked: Bool
    }

    /// What an utterance changes, and what is undone when it was not over.
    struct TurnState {
        var conversation: Conversation
        var turns = 0
        var lastUtterance: Utterance?
        /// The caller spoke again so soon that the two may be one question.
        var mayContinue = false
        /// What the caller has said so far of what may be one question.
        var unfinished: [Hypothesis] = []
        /// "Sorry?" is not said while the caller speaks, either: only if that was nothing.
        var suspended: HeldReply?
    }

    /// What was before an utterance was answered.
    struct BeforeReply {
        let state: TurnState
        /// Nil where the line did not speak.
        let interruption: Interruption?
        /// It had words, so the transcript has it.
        let isRecorded: Bool
        /// Nothing is said to it: the line goes on with what it was saying, if anything.
        var meansNothing = false

        /// An objection to that is one, whatever follows.
        var isBeingPutThrough: Bool {
            if case .transfer = state.conversation.ending { true } else { false }
        }
    }

    struct SpokenPrompt {
        let id: Int
        let prompt: Prompt
        var start: MediaTime?
    }
}

/// What the ears are told.
struct Expectation: Equatable {
    /// What the line has asked for, by the name of its grammar.
    var grammar: String?
    /// Nobody can go on with the latest utterance.
    var isSettled = false
}
