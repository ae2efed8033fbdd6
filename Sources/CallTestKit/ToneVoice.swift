public import Audio
import Foundation
public import Speaking

/// A voice that says each word as a tone, with a short pause after it, and marks
/// where the tone begins. Never silent within a word; the same every time.
public struct ToneVoice: Voice {
    public let rate: SampleRate
    /// Of a word at 160 words a minute.
    private let wordLength: Duration
    /// Texts that cannot be spoken.
    private let unspeakable: Set<String>

    public static let pause = Duration.milliseconds(20)

    public init(
        rate: SampleRate = .wideband, wordLength: Duration = .milliseconds(80),
        unspeakable: Set<String> = []
    ) {
        (self.rate, self.wordLength, self.unspeakable) = (rate, wordLength, unspeakable)
    }

    public func speak(
        _ text: String, rate wordsPerMinute: Int, hear: ([Int16], [WordMark]) -> Bool
    ) throws(SynthesisError) {
        guard !unspeakable.contains(text) else {
            throw SynthesisError(.other, subject: "tones", operation: "speak", code: 1)
        }
        let length = rate.samples(in: wordLength * 160 / wordsPerMinute)
        let gap = [Int16](repeating: 0, count: rate.samples(in: Self.pause))
        var start = 0
        var offset = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let size = word.utf8.count
            defer { offset += size + 1 }
            guard size > 0 else { continue }
            let mark = WordMark(textOffset: offset, length: size, sample: start)
            let sound = tone(hertz: 300 + Double(offset % 7) * 40, count: length) + gap
            start += sound.count
            guard hear(sound, [mark]) else { return }
        }
    }

    /// How long a text takes.
    public func length(of text: String, rate wordsPerMinute: Int = 160) -> Duration {
        let words = text.split(separator: " ").count
        return (wordLength * 160 / wordsPerMinute + Self.pause) * words
    }

    /// Begins at its loudest, and is quiet for no longer than half a period.
    private func tone(hertz: Double, count: Int) -> [Int16] {
        (0..<count).map { index in
            let angle = 2 * .pi * hertz * Double(index) / Double(rate.hertz)
            return Int16(8_000 * cos(angle) + 1_000)
        }
    }
}
