import Audio
import CallFlow
public import Conversation
public import Hearing
import Knowledge
import LanguageModel
import Pipeline
import Understanding

/// One recorded caller, heard and understood: no greeting, no reply, as fast as
/// the machine allows, through the same ears and the same conversation as a call.
public struct FixtureTrial: Sendable {
    public enum Result: String, Sendable, CaseIterable {
        /// The right answer, or the right control.
        case right
        /// Another answer than the right one.
        case wrong
        /// Asked back, with the right one among the choices.
        case clarified
        /// Asked back, without it.
        case misasked
        /// Said that it does not know or did not understand.
        case refused
        /// Heard nothing at all, or took it for a cough.
        case unheard
    }

    public let caller: FixtureManifest.Caller
    /// How much later than usual he began.
    public let delay: Duration
    public let heard: String
    /// The same, utterance by utterance.
    public let utterances: [String]
    public let result: Result
    /// What was answered, if anything.
    public let answered: String?
    public let errors: WordErrors
    /// The voice was cut before it had ended.
    public let isWrongCut: Bool
    /// How often the line took him to be over and he went on so soon that it was taken back: a
    /// reply had begun to be heard, if there is one to what he had said.
    public let falseStarts: Int
    /// The silence that was waited for at the end of what was said last, in media time.
    public let waited: Duration?
    /// What the machine took from that endpoint to its alternatives.
    public let recognition: Duration
    /// Nearly the same is among the pack's negatives.
    public let isKnownNegative: Bool
    /// How long the sound is, and how long the machine took, in seconds.
    public let mediaSeconds: Double
    public let machineSeconds: Double

    /// The caller listens to the line before speaking, and waits afterwards: on a
    /// digital line there is no sound at all then.
    private static let silenceBefore = Duration.seconds(2)
    private static let silenceAfter = Duration.milliseconds(1_500)

    /// - Parameters:
    ///   - decoder: Reset for a new call.
    ///   - delay: How much later than usual the caller begins. Less than a frame moves the
    ///     sound within the frames: the same caller, by other chances.
    public static func run<Decoder: SpeechDecoder & ~Copyable>(
        _ caller: FixtureManifest.Caller, recording: CallerRecording,
        decoder: consuming sending Decoder, conversation: Conversation, delay: Duration = .zero
    ) -> FixtureTrial {
        let clock = ContinuousClock()
        let start = clock.now
        let understanding = conversation.understanding
        var conversation = conversation
        if caller.kind == .slot { conversation.assume(asking: caller.slot.name) }
        let expecting = conversation.expecting
        let recognition = Locked(Duration.zero)
        var listen = Listen(
            decoder: decoder, rate: recording.rate,
            finality: { understanding.finality(of: $0) }, expecting: { expecting },
            recognized: { last in recognition.withLock { $0 = last } })
        var utterances: [Utterance] = []
        var falseStarts = 0
        func note(_ heard: Heard) {
            switch heard {
            case .utterance(let utterance): utterances.append(utterance)
            case .speechResumed:
                utterances.removeLast()
                falseStarts += 1
            default: break
            }
        }
        for frame in recording.frames(after: silenceBefore + delay, padding: silenceAfter) {
            listen.handle(.frame(frame), emit: note)
        }
        listen.finish(emit: note)
        let pack = conversation.pack
        conversation.assume(
            caller.context.compactMap { fact in pack.entries.first { $0.facts.contains(fact) } })
        let understood = understand(utterances, of: caller, conversation)
        return FixtureTrial(
            caller, delay: delay, utterances: utterances, falseStarts: falseStarts,
            understood: understood, pack: pack,
            recognition: recognition.withLock { $0 },
            mediaSeconds: Double(recording.samples.count) / Double(recording.rate.hertz),
            machineSeconds: (clock.now - start) / .seconds(1))
    }

    /// What the conversation said to it first. "Sorry?" is not said yet when the
    /// caller goes on; an answer is, and a wrong one stays wrong whatever follows.
    private static func understand(
        _ utterances: [Utterance], of caller: FixtureManifest.Caller,
        _ conversation: Conversation
    ) -> Understood {
        var conversation = conversation
        var understood = Understood()
        for (index, utterance) in utterances.enumerated() {
            let before = index > 0 ? utterances[index - 1] : nil
            let gap = before.map { utterance.start.duration(since: $0.end) }
            let isNear = gap.map { $0 < Patience().continuation } ?? false
            let reply = conversation.heard(
                utterance.alternatives, continuing: isNear ? before?.alternatives ?? [] : [])
            guard reply.manner == .speak else { continue }
            understood.wasResumed = false
            for case .chosen(let made) in reply.notes {
                let isOpen =
                    understood.choice == nil || (understood.choice?.kind == .nomatch && isNear)
                if isOpen || (caller.kind.isForeign && made.kind == .answer) {
                    understood.choice = made
                }
            }
        }
        if caller.kind == .slot {
            let (name, value) = caller.slot
            understood.value = conversation.value(of: name)
            understood.expected = name == "day" ? conversation.day(value)?.description : value
        }
        return understood
    }

    private struct Understood {
        var choice: Choice?
        var wasResumed = true
        /// Of the slot that was asked for.
        var value: String?
        var expected: String?
    }

    private init(
        _ caller: FixtureManifest.Caller, delay: Duration, utterances: [Utterance],
        falseStarts: Int, understood: Understood, pack: LanguagePack, recognition: Duration,
        mediaSeconds: Double,
        machineSeconds: Double
    ) {
        self.caller = caller
        self.delay = delay
        self.falseStarts = falseStarts
        self.utterances = utterances.map(\.text)
        heard = self.utterances.filter { !$0.isEmpty }.joined(separator: " ")
        errors = WordErrors(
            reference: SpokenForm.words(of: caller.text), hypothesis: SpokenForm.words(of: heard))
        isWrongCut =
            utterances.count > 1
            && (utterances.first?.end.milliseconds ?? 0)
                < Int((Self.silenceBefore + delay) / .milliseconds(1)) + caller.speechEndMS - 300
        waited = utterances.last { !$0.text.isEmpty }.map { $0.endpoint.duration(since: $0.end) }
        self.recognition = recognition
        let choice = understood.choice
        answered = choice?.kind == .answer ? choice?.answer : nil
        isKnownNegative = caller.kind.isForeign && KnownNegatives(pack).contains(caller.text)
        result = Self.judge(caller, understood, pack: pack)
        self.mediaSeconds = mediaSeconds
        self.machineSeconds = machineSeconds
    }

    private static func judge(
        _ caller: FixtureManifest.Caller, _ understood: Understood, pack: LanguagePack
    ) -> Result {
        if caller.kind == .slot {
            guard let value = understood.value else {
                return caller.slot.value.isEmpty ? .right : .refused
            }
            return value == understood.expected ? .right : .wrong
        }
        if caller.kind == .control, caller.control == "backchannel" {
            return understood.wasResumed ? .right : .wrong
        }
        guard let choice = understood.choice else { return .unheard }
        func isAccepted(_ id: String) -> Bool {
            let names = [id] + (pack.entry(id)?.facts ?? [])
            return !Set(names).isDisjoint(with: caller.accept)
        }
        switch choice.kind {
        case .answer: return choice.answer.map(isAccepted) == true ? .right : .wrong
        case .clarify:
            if caller.kind == .ambiguous { return .right }
            return choice.offered.contains(where: isAccepted) ? .clarified : .misasked
        case .smalltalk, .action:
            return choice.answer == caller.control && choice.answer != nil ? .right : .wrong
        case .nomatch: return .refused
        }
    }
}

extension CallerRecording {
    /// The recording in frames of 20 ms, with silence before and after it.
    func frames(after pause: Duration, padding: Duration) -> [AudioFrame] {
        let length = rate.samples(inMilliseconds: 20)
        let before = [Int16](repeating: 0, count: rate.samples(in: pause))
        let padded = before + samples + [Int16](repeating: 0, count: rate.samples(in: padding))
        return stride(from: 0, to: padded.count - length + 1, by: length).map { start in
            AudioFrame(
                start: MediaTime(sample: start, rate: rate),
                samples: Array(padded[start..<start + length]))
        }
    }
}
