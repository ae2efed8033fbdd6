public import Audio
import Dispatch
import Foundation
import Pipeline
public import Speaking

/// The process's voice. Lines that speak at once take turns, clause by clause, in
/// the order in which they ask.
///
/// eSpeak NG has one state for the whole process, so a clause is spoken to its end
/// before the next one, whoever asks. A clause of 12 words takes about 5 ms; its
/// sound is given out after the turn, so a listener that waits holds up nobody.
public final class Synthesizer: Sendable {
    private static let opened = Locked<Synthesizer?>(nil)

    /// The one synthesizer, which the first who asks opens.
    public static func shared() throws(SynthesisError) -> Synthesizer {
        try opened.withLock { opened throws(SynthesisError) in
            if let opened { return opened }
            let synthesizer = try Synthesizer(Engine.open())
            opened = synthesizer
            return synthesizer
        }
    }

    /// The rate of what `say` gives.
    public let rate: SampleRate
    private let engine: Locked<Engine>
    /// Where lines wait for their turn. A lock alone would let the line that just
    /// spoke in again before those that wait.
    private let turns = DispatchQueue(label: "eSpeak NG")

    private init(_ engine: consuming sending Engine) {
        rate = engine.rate
        self.engine = Locked(engine)
    }

    /// Speaks one clause. The same clause in the same style gives the same samples,
    /// whatever was spoken before, in whatever order, by whomever.
    /// - Parameters:
    ///   - text: ASCII words with at most one punctuation mark, at the end. Text in
    ///     `[[…]]` is eSpeak NG's phoneme mnemonics.
    ///   - isCancelled: Asked every 50 ms of sound; true ends the clause there.
    public func say(
        _ text: String, in style: SpeakingStyle, isCancelled: () -> Bool = { false }
    ) throws(SynthesisError) -> ClauseSound {
        try takeTurn { engine throws(SynthesisError) in
            try engine.speak(text, in: style, isCancelled: isCancelled)
        }
    }

    /// What a word sounds like, in the International Phonetic Alphabet, with stress
    /// marks, by the rules of the voice's language.
    public func ipa(of text: String, voice: String) throws(SynthesisError) -> String {
        try takeTurn { engine throws(SynthesisError) in
            try engine.phonemes(of: text, voice: voice)
        }
    }

    /// The files that decide how words sound, sorted: dictionaries and phonemes.
    public var dataFiles: [String] {
        let folder = VoiceFiles.folder.path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("phon") || $0.hasSuffix("_dict") }.sorted()
            .map { "\(folder)/\($0)" }
    }

    private func takeTurn<Value: Sendable>(
        _ body: (inout Engine) throws(SynthesisError) -> Value
    ) throws(SynthesisError) -> Value {
        // `sync` cannot throw a typed error: it comes back as a value.
        let result: Result<Value, SynthesisError> = turns.sync {
            engine.withLock { engine in
                do throws(SynthesisError) {
                    return .success(try body(&engine))
                } catch {
                    return .failure(error)
                }
            }
        }
        return try result.get()
    }
}

/// How a clause is spoken.
public struct SpeakingStyle: Sendable, Equatable {
    /// As `espeak-ng --voices` lists it, with a variant if wanted: "en-us+f3".
    public var voice: String
    /// 80 to 450.
    public var wordsPerMinute: Int
    /// 0 to 99; 50 is the voice's own.
    public var pitch: Int

    public init(voice: String, wordsPerMinute: Int = 160, pitch: Int = 50) {
        self.voice = voice
        self.wordsPerMinute = min(450, max(80, wordsPerMinute))
        self.pitch = min(99, max(0, pitch))
    }
}

/// The sound of a clause, without the silence before and after it.
public struct ClauseSound: Sendable, Equatable {
    public var samples: [Int16]
    /// Where the words begin, in the order in which they are heard.
    public var words: [WordStart]

    public struct WordStart: Sendable, Equatable {
        /// In Unicode scalars from the start of the text.
        public let textOffset: Int
        public let sample: Int
    }
}
