import Audio
import Understanding

/// The utterance that is being heard.
struct Speech {
    var start: MediaTime
    var lastVoice: MediaTime
    var voicedFrameCount: Int
    var partial = ""
    /// The decoder failed: nothing more of this utterance is decoded.
    var isLost = false
    /// The decoder has ended the utterance, for good or on trial.
    var ending: Ending?
    var trialCount = 0
    /// How often its endpoint was taken back.
    var takeBackCount = 0
    /// The closed grammar that the decoder failed with: nothing is heard by it again.
    var failedGrammar: String?
    /// The latest words that were judged.
    var judged: (words: String, finality: Finality)?

    // What is replaced must be replaced in here: Swift 6.3 does not release what an assignment
    // through `speech?.` replaces, in a type that cannot be copied.
    mutating func end(_ ending: Ending?) { self.ending = ending }
    mutating func say(_ words: String) { partial = words }
    mutating func judge(_ words: String, _ finality: Finality) { judged = (words, finality) }
    mutating func fail(_ grammar: String) { failedGrammar = grammar }
}

extension Speech {
    /// What the decoder made of an utterance that may be over.
    struct Ending {
        var alternatives: [Hypothesis]
        var progress: Endpointer.Progress
        /// The closed grammar that it was heard again by.
        var grammar: String?
        /// The frames that came afterwards.
        var since: [[Int16]] = []
    }

    /// An utterance whose endpoint may have come too soon.
    struct Over {
        var speech: Speech
        let endpoint: MediaTime
        var framesSince = 0

        mutating func add(_ samples: [Int16]) {
            speech.ending?.since.append(samples)
            framesSince += 1
        }
    }
}
