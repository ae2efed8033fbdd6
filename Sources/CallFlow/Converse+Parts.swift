import Audio
import Conversation
import Hearing

/// What the hub keeps of utterances and prompts on their way.
extension Converse {
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

    struct SpokenPrompt {
        let id: Int
        let prompt: Prompt
        var start: MediaTime?
    }
}
