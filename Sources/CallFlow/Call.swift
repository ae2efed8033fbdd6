public import Audio
public import Conversation
public import Hearing
import Knowledge
public import Pipeline
public import Speaking
public import Transcript
import Understanding

/// One call, from the caller's voice to the line's: a duplex of 20 ms frames.
///
///     ears ─▶ hear ─▶ converse ─▶ speak ─▶ mouth ─▶ line
///                        ▲ ╰─▶ record         │
///                        ╰┄┄ what was played ┄╯
///
/// The line's thread gives a frame and takes a frame at every tick, and waits for
/// nothing: `hear` puts the frame into the first inbox, `nextFrame` takes what the
/// mouth has by now. Whoever makes a call differs only in the steps that he passes
/// in: a decoder, a voice, a log, and the lanes on which they run.
public final class Call: Sendable {
    private let ears = Entry<EarInput>()
    private let reports = Entry<Cue>()
    private let mouth: Mouth
    private let losses = Locked(SoundLosses())
    /// What the line played last: its own ears hear that again.
    private let lastPlayed = Locked<AudioFrame?>(nil)
    private let hearsItself: Bool
    private let supervisor: Supervisor

    /// - Parameters:
    ///   - opening: What the line knows of the call; its rate is that of all frames.
    ///   - earsInbox: A live line keeps the newest frames, a replay loses none.
    ///   - record: Takes every event of the call, in order, on one lane.
    ///   - errands: Has done what the caller wants done; nil where nobody does.
    ///   - supervisor: Of this call alone.
    public init<Decoder: SpeechDecoder & ~Copyable>(
        opening: CallOpening,
        decoder: consuming sending Decoder,
        conversation: Conversation,
        voice: any Voice,
        record: @escaping @Sendable (TranscriptEvent, MediaTime) -> Void,
        earsInbox: InboxPolicy,
        timing: TurnTiming = TurnTiming(),
        patience: Patience = Patience(),
        errands: Errands? = nil,
        under supervisor: Supervisor
    ) {
        let stopwatch = Stopwatch()
        let givenUp = GivenUp()
        let expected = Locked(Expectation())
        let understanding = conversation.understanding
        self.supervisor = supervisor
        hearsItself = opening.hearsItself
        mouth = Mouth(rate: opening.rate)

        Flow.from(ears, under: supervisor)
            .through(
                "hear",
                Listen(
                    decoder: decoder, rate: opening.rate, timing: timing,
                    hearsItself: opening.hearsItself,
                    finality: { understanding.finality(of: $0) },
                    prepare: { understanding.prepare($0) },
                    expecting: { expected.withLock { $0.grammar } },
                    isSettled: { expected.withLock { $0.isSettled } },
                    recognized: { stopwatch.add($0, to: .recognise) }),
                inbox: earsInbox, dropped: { [losses] in losses.note($0, .heard) }
            )
            .map { .heard($0) }
            .through(
                "converse",
                Converse(
                    conversation, opening: opening, patience: patience, stopwatch: stopwatch,
                    givenUp: givenUp, expect: { new in expected.withLock { $0 = new } },
                    fulfil: { [reports] errand, number in
                        errands?.run(errand, number: number) {
                            reports.offer(.fulfilled(errand, $0))
                        }
                    }),
                inbox: .waitForRoom(64), reports: reports
            )
            .tee("record", Record(record), inbox: .waitForRoom(256))
            .through(
                "speak",
                Speak(
                    voice, stopwatch: stopwatch, givenUp: givenUp,
                    report: { [reports] in reports.offer($0) }),
                inbox: .waitForRoom(64)
            )
            .into("mouth", FillMouth(mouth: mouth), inbox: .waitForRoom(64))
    }

    public func start() { supervisor.start() }

    /// The caller's side of a tick, or a key. Returns at once.
    public func hear(_ input: EarInput) {
        var input = input
        if case .frame(let frame, _) = input {
            let length = frame.rate.samples(inMilliseconds: 20)
            lose((mouth.follow(frame) + length - 1) / length, .captured)
            if hearsItself { input = .frame(frame, played: lastPlayed.withLock { $0 }) }
        }
        ears.offer(input)
        let position = mouth.position
        for cue in losses.withLock({ $0.due(at: position) }) { reports.offer(cue) }
    }

    /// Counts what the device of the line lost; the transcript has it within a second.
    public func lose(_ count: Int, _ loss: SoundLoss) { losses.note(count, loss) }

    /// The line's side of a tick: exactly one frame, silent when there is nothing
    /// to say. Returns at once.
    public func nextFrame() -> AudioFrame {
        let played = mouth.next()
        var moment = played.frame.start
        for event in played.events {
            // A prompt that follows another in this frame begins where that ends.
            if case .ended = event { moment = played.frame.end }
            reports.offer(.played(event, moment))
        }
        if hearsItself { lastPlayed.withLock { $0 = played.frame } }
        return played.frame
    }

    /// Set once the conversation is over and its last word has been played.
    public var hangUpReason: String? { mouth.hangUpReason }

    /// Whether the caller is being spoken to.
    public var isSpeaking: Bool { mouth.isSpeaking }

    /// Notes a fault of the line itself.
    public func report(operation: String, isRecovered: Bool) {
        reports.offer(.failed(stage: "line", operation: operation, isRecovered: isRecovered))
    }

    /// Ends the call; the rest of its events are recorded on its lanes.
    public func close(reason: String) {
        let end = mouth.position
        let cut = mouth.stop()
        for cue in losses.withLock({ $0.takeAll() }) { reports.offer(cue) }
        // First: what ends now was cut off, and leads to nothing more.
        reports.offer(
            .closed(Closing(reason: reason, at: end, audio: mouth.digest)))
        for event in cut { reports.offer(.played(event, end)) }
        ears.end()
    }
}

extension Locked<SoundLosses> {
    fileprivate func note(_ count: Int, _ loss: SoundLoss) {
        withLock { $0.add(count, loss) }
    }
}
