public import Audio

/// Where a written word begins in the sound of a prompt.
///
/// A word here is what an editor wrote: "15,000 VND" is one, although four are
/// heard. Offset and length count UTF-8 bytes of the written text, so that what
/// was heard can be told in the words that were written.
public struct WordMark: Sendable, Equatable {
    public let textOffset: Int
    public let length: Int
    /// In samples of the voice's rate, from the start of the prompt.
    public let sample: Int

    public init(textOffset: Int, length: Int, sample: Int) {
        self.textOffset = textOffset
        self.length = length
        self.sample = sample
    }
}

/// Turns a written prompt into sound at a line's rate.
///
/// The same text at the same speaking rate gives the same samples, marks and
/// blocks, whatever was spoken before and whoever else speaks.
public protocol Voice: Sendable {
    /// The rate of the samples that `hear` takes.
    var rate: SampleRate { get }

    /// Speaks `text` in blocks, on the thread that calls, and returns after the
    /// last. No lock is held while `hear` runs, so it may wait.
    /// - Parameters:
    ///   - text: As it is written; the voice reads numbers, dates and codes.
    ///   - wordsPerMinute: How fast; about 160 is a calm telephone voice.
    ///   - hear: Takes the next samples, and the words that begin in or before
    ///     them, in order. False ends the speech: no later block comes.
    func speak(
        _ text: String, rate wordsPerMinute: Int, hear: ([Int16], [WordMark]) -> Bool
    ) throws(SynthesisError)
}
