public import Audio
import Understanding

/// A caller who waits until the line has finished, asks the next question, and hangs
/// up after the last reply; and who measures, from nothing but the sound, how long
/// each reply takes.
///
/// A value without a clock: all moments are given, in nanoseconds since any one.
public struct SimulatedCaller: Sendable {
    /// What came of one question.
    public struct Turn: Sendable, Equatable {
        public enum Reply: Sendable, Equatable {
            /// So many nanoseconds after the caller's voice.
            case after(Int)
            /// The line spoke while the caller did.
            case spokenOver
            /// Nothing came within `SimulatedCaller.patience`.
            case none
        }

        /// Counts the plan's questions from 0.
        public let question: Int
        /// When the caller's voice ended, in nanoseconds.
        public let voiceEnd: Int
        /// The caller's sound since the call began, when the question began and when
        /// the voice ended, in milliseconds.
        public let startMS: Int
        public let voiceEndMS: Int
        public let reply: Reply

        public init(question: Int, voiceEnd: Int, startMS: Int, voiceEndMS: Int, reply: Reply) {
            (self.question, self.voiceEnd) = (question, voiceEnd)
            (self.startMS, self.voiceEndMS, self.reply) = (startMS, voiceEndMS, reply)
        }
    }

    /// What the caller does in the next 20 ms.
    public enum Step: Sendable, Equatable {
        case sound([Int16])
        case hangUp
    }

    private enum State: Equatable {
        /// Listening to the line since a moment.
        case listening(since: Int)
        /// The voice has not ended yet.
        case speaking
        /// The voice ended then.
        case waiting(voiceEnd: Int, voiceEndMS: Int)
    }

    /// How long the caller waits for the line to say something, in nanoseconds.
    public static let patience = 10_000_000_000
    /// Samples of the line beyond this are voice: −43 dBFS, far above the noise of
    /// a telephone's code and far below any speech.
    public static let voiceLevel = 230

    private static let frame = 20_000_000
    /// Frames after which the room's noise comes again, which is how a line's noise floor can be
    /// the same at any time.
    static let roomFrames = 25

    public let plan: CallerPlan
    private let rate: SampleRate
    private var state: State?
    /// The noise between the questions. How many frames there are between two is up to the
    /// line's quickness; a question begins with the noise's beginning, so that the line
    /// hears the same in each call: before the question, and behind it.
    private let room: [Int16]
    private var roomPlace = 0
    private var quietFrames = 0
    private var nextQuestion = 0
    /// What is left of the recording that is being played.
    private var playing: ArraySlice<Int16> = []
    /// How much of it has been sent, with the silence that fills its last frame.
    private var playedCount = 0
    private var sentCount = 0
    private var startMS = 0
    private var lastSound: Int?
    private var isSpokenOver = false
    public private(set) var turns: [Turn] = []

    public init(_ plan: CallerPlan, rate: SampleRate) {
        self.plan = plan
        self.rate = rate
        var chance = SplitMix64(seed: UInt64(plan.questions.count))
        room = (0..<Self.roomFrames * rate.samples(inMilliseconds: 20)).map { _ in
            Int16.random(in: -16...16, using: &chance)
        }
    }

    public var isSpeaking: Bool { state == .speaking }

    /// The next 20 ms of the caller's side, which end at `due`: a telephone sends a
    /// frame when its last sample has been spoken.
    public mutating func next(due: Int) -> Step {
        switch state {
        case nil: state = .listening(since: due)
        case .listening(let since):
            if quietFrames % Self.roomFrames == 0, isTurn(due, since) { startQuestion() }
        case .waiting(let voiceEnd, let voiceEndMS):
            if due - voiceEnd > Self.patience { end(.none, voiceEnd, voiceEndMS, at: due) }
        case .speaking: break
        }
        if nextQuestion > plan.questions.count { return .hangUp }
        return .sound(nextFrame(due: due))
    }

    /// A frame of the line that came at `arrival`, and is played from then on.
    public mutating func hear(_ samples: [Int16], at arrival: Int) {
        guard let first = samples.firstIndex(where: isVoice) else { return }
        let last = samples.lastIndex(where: isVoice) ?? first
        lastSound = arrival + nanoseconds(last + 1)
        switch state {
        case .speaking: isSpokenOver = true
        case .waiting(let voiceEnd, let voiceEndMS):
            let start = arrival + nanoseconds(first)
            let isLate = isSpokenOver || start < voiceEnd
            end(isLate ? .spokenOver : .after(start - voiceEnd), voiceEnd, voiceEndMS, at: start)
        case .listening, nil: break
        }
    }

    private func isVoice(_ sample: Int16) -> Bool { abs(Int(sample)) > Self.voiceLevel }

    private func nanoseconds(_ count: Int) -> Int { count * (1_000_000_000 / rate.hertz) }

    /// Whether the line has spoken and been silent for as long as the caller waits;
    /// a line that says nothing at all is spoken to, too.
    private func isTurn(_ now: Int, _ since: Int) -> Bool {
        guard let lastSound, lastSound >= since else { return now - since > Self.patience }
        let question = plan.questions.indices.contains(nextQuestion) ? nextQuestion : nil
        let pause = question.map { plan.questions[$0].pause } ?? .milliseconds(800)
        return now - lastSound >= Int(pause / .nanoseconds(1))
    }

    private mutating func startQuestion() {
        defer { nextQuestion += 1 }
        guard nextQuestion < plan.questions.count else { return }
        playing = plan.questions[nextQuestion].samples[...]
        (playedCount, isSpokenOver) = (0, false)
        startMS = sentCount * 1_000 / rate.hertz
        state = .speaking
    }

    private mutating func end(
        _ reply: Turn.Reply, _ voiceEnd: Int, _ voiceEndMS: Int, at now: Int
    ) {
        turns.append(
            Turn(
                question: nextQuestion - 1, voiceEnd: voiceEnd, startMS: startMS,
                voiceEndMS: voiceEndMS, reply: reply))
        // Who was given no reply has waited long enough.
        state = .listening(since: reply == .none ? now - Self.patience : voiceEnd)
    }

    private mutating func nextFrame(due: Int) -> [Int16] {
        let length = rate.samples(inMilliseconds: 20)
        var frame = Array(playing.prefix(length))
        playing = playing.dropFirst(length)
        sentCount += length
        playedCount += length
        if state == .speaking { noteVoiceEnd(due: due) }
        if frame.isEmpty { quietFrames += 1 } else { (roomPlace, quietFrames) = (0, 0) }
        while frame.count < length {
            frame.append(room[roomPlace])
            roomPlace = (roomPlace + 1) % room.count
        }
        return frame
    }

    private mutating func noteVoiceEnd(due: Int) {
        let question = plan.questions[nextQuestion - 1]
        // Of what has been sent, so much is behind the voice.
        let behind = playedCount - min(question.voiceLength, question.samples.count)
        guard behind >= 0 else { return }
        state = .waiting(
            voiceEnd: due - nanoseconds(behind),
            voiceEndMS: (sentCount - behind) * 1_000 / rate.hertz)
    }
}
