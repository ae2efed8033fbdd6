public import Understanding

/// What turns the sound of an utterance into words.
///
/// One thread at a time uses a decoder. What it learned of the caller's voice
/// (its cepstral mean) lasts from utterance to utterance until `resetForNewCall`.
public protocol SpeechDecoder: ~Copyable, SendableMetatype {
    mutating func beginUtterance() throws

    /// Takes the next samples of the utterance: mono, 16 kHz.
    mutating func feed(_ samples: [Int16]) throws

    /// The best words so far, or nil when there are none. Cheap.
    mutating func partial() -> String?

    /// How probable the language model finds the end of the sentence after these
    /// words, 0–1; nil where no model tells.
    func endProbability(after words: String) -> Double?

    /// - Returns: The alternatives, best first; empty when nothing was heard.
    mutating func endUtterance() throws -> [Hypothesis]

    /// What a closed grammar makes of the utterance that has just ended, marked as
    /// such: without words where it fits badly; nil when there is no such grammar.
    mutating func hearAgain(by grammar: String) throws -> Hypothesis?

    /// Nothing more is asked about the utterance that has ended.
    mutating func rest()

    /// Forgets the caller: the next utterance decodes as in a new process.
    mutating func resetForNewCall()
}

extension SpeechDecoder where Self: ~Copyable {
    public func endProbability(after words: String) -> Double? { nil }

    public mutating func hearAgain(by grammar: String) throws -> Hypothesis? { nil }

    public mutating func rest() {}
}
