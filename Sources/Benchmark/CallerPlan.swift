public import Audio
public import Replay
import Understanding

/// What one simulated caller asks, and after which pauses: the same on every call.
public struct CallerPlan: Sendable, Equatable {
    /// A recorded question.
    public struct Question: Sendable, Equatable {
        /// Of the recording in the manifest.
        public let id: String
        /// At the line's rate.
        public let samples: [Int16]
        /// How many samples it is from the beginning to the end of the voice.
        public let voiceLength: Int
        /// Facts or entries that answer it.
        public let accept: [String]
        /// How long the caller listens on when the line has fallen silent; the question
        /// comes up to half a second later.
        public let pause: Duration

        public init(
            id: String, samples: [Int16], voiceLength: Int, accept: [String], pause: Duration
        ) {
            (self.id, self.samples, self.voiceLength) = (id, samples, voiceLength)
            (self.accept, self.pause) = (accept, pause)
        }
    }

    public let name: String
    public let questions: [Question]

    public init(name: String, questions: [Question]) {
        (self.name, self.questions) = (name, questions)
    }

    /// A pause within a sentence of the line is shorter than the least of these.
    private static let pauses = 800...1_500

    /// As many different callers as are asked for, from recorded questions of a
    /// telephone without noise and effects. No question comes twice before all have
    /// come once.
    ///
    /// - Parameter read: The sound of a recording at the line's rate.
    public static func plans(
        _ count: Int, questionsEach: Int, from manifest: FixtureManifest, rate: SampleRate,
        seed: UInt64, read: (FixtureManifest.Caller) throws -> [Int16]
    ) rethrows -> [CallerPlan] {
        var chance = SplitMix64(seed: seed)
        let recordings = manifest.callers.filter {
            $0.kind == .question && $0.channel != "16k" && $0.noise == nil && $0.effects.isEmpty
        }
        guard !recordings.isEmpty else { return [] }
        var waiting: [FixtureManifest.Caller] = []
        return try (0..<count).map { number in
            let questions = try (0..<questionsEach).map { _ in
                if waiting.isEmpty { waiting = recordings.shuffled(using: &chance) }
                let recording = waiting.removeLast()
                return Question(
                    id: recording.id, samples: try read(recording),
                    voiceLength: rate.samples(inMilliseconds: recording.speechEndMS),
                    accept: recording.accept,
                    pause: .milliseconds(Int.random(in: pauses, using: &chance)))
            }
            return CallerPlan(name: "caller-\(number + 1)", questions: questions)
        }
    }
}
