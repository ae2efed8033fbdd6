public import Audio
import CallLog
public import Transcript
import Understanding

/// A call as its transcript tells it: what the caller did, turn by turn, and what the
/// line chose.
public struct RecordedCall: Sendable {
    public let id: String
    public private(set) var start: TranscriptTime

    /// BCP 47; empty when the beginning is missing.
    public private(set) var language = ""

    /// What it was heard and answered with.
    public private(set) var models = ModelsThen.Names(version: "", knowledge: "")
    public private(set) var isAudioKept = false
    public private(set) var turns: [RecordedTurn] = []
    public private(set) var endReason: String?

    /// Whether there is a clock by which two utterances can be near to each other.
    private(set) var hasMedia = true

    /// - Parameter records: Of one call, in their order; nil when there are none.
    public init?(_ records: [TranscriptRecord]) {
        guard let first = records.first else { return nil }
        (id, start) = (first.call, first.time)
        for record in records.standing { add(record) }
    }

    private mutating func add(_ record: TranscriptRecord) {
        switch record.event {
        case .callStarted(let started):
            (language, start, isAudioKept) = (started.language, record.time, started.audioKept)
            models = ModelsThen.Names(
                version: started.version, knowledge: started.knowledge,
                acoustic: started.acoustic, encoder: started.encoder)
            hasMedia = started.source != "text"
        case .callerSaid(let said): turns.append(RecordedTurn(said, ms: record.ms))
        case .dtmf(let digits): turns += digits.map { RecordedTurn(key: $0, ms: record.ms) }
        case .noInput: turns.append(RecordedTurn(.silence, ms: record.ms))
        case .bargeIn: withLastTurn { $0.noteBargeIn() }
        case .answerChosen(let chosen): withLastTurn { $0.choices.append(TurnChoice(chosen)) }
        case .agentSaid(let said): note(said)
        case .callEnded(let ended): endReason = ended.reason
        default: break
        }
    }

    /// What was said belongs to the turn that chose it: the caller may have spoken since.
    private mutating func note(_ said: TranscriptEvent.AgentSaid) {
        guard let answer = said.answer,
            let place = turns.lastIndex(where: { turn in
                turn.choices.contains { $0.outcome == .answer && $0.answer == answer }
            }), turns[place].wordings[answer] == nil
        else { return }
        turns[place].wordings[answer] = said.text
    }

    /// The caller's side of the call, from its first tick on: all that he said, and each
    /// key when he pressed it. Keys that are masked are left out.
    /// - Parameter samples: What was heard of the caller in the whole call.
    public func steps(_ samples: [Int16], rate: SampleRate) -> [CallerScript.Step] {
        let frame = rate.samples(inMilliseconds: 20)
        var steps: [CallerScript.Step] = []
        var place = 0
        func play(to end: Int) {
            let end = min(max(end, place), samples.count)
            if end > place { steps.append(.init(.start, .play(Array(samples[place..<end])))) }
            place = end
        }
        for turn in turns {
            guard case .key(let key) = turn.input, key != "#" else { continue }
            play(to: turn.startMS / 20 * frame)
            steps.append(.init(.start, .keys([key])))
            // The key took a tick.
            place = min(place + frame, samples.count)
        }
        play(to: samples.count)
        return steps
    }

    private mutating func withLastTurn(_ change: (inout RecordedTurn) -> Void) {
        guard !turns.isEmpty else { return }
        change(&turns[turns.count - 1])
    }
}

/// What a caller said, keyed or did not say, and what was chosen for it.
public struct RecordedTurn: Sendable, Equatable {
    enum Input: Sendable, Equatable {
        /// Best first.
        case words([Hypothesis])
        case key(Character)
        /// The line has waited for words and none came.
        case silence
    }

    let input: Input

    /// Media time in milliseconds since the call was answered.
    public let startMS: Int
    public let endMS: Int

    /// Best reading or key; empty for silence.
    public let text: String

    /// Several where several questions were asked in one breath; none where nothing was
    /// meant for the line.
    public internal(set) var choices: [TurnChoice] = []

    /// What was said first of each entry that was answered, by its id.
    public internal(set) var wordings: [String: String] = [:]

    /// The line was speaking.
    private(set) var isInterrupting = false

    init(_ said: TranscriptEvent.CallerSaid, ms: Int) {
        let readings = [said.best] + said.alternatives
        input = .words(readings.map { Hypothesis(text: $0.text, posterior: $0.confidence) })
        (startMS, endMS, text) = (said.startMS, said.endMS, said.best.text)
    }

    init(key: Character, ms: Int) {
        (input, startMS, endMS, text) = (.key(key), ms, ms, String(key))
    }

    init(_ input: Input, ms: Int) {
        (self.input, startMS, endMS, text) = (input, ms, ms, "")
    }

    /// A part of it is `#` in the transcript, or all of it was redacted: what was said
    /// cannot be known.
    public var isMasked: Bool { text.contains("#") || text == Redaction.mark }

    /// Whether something was chosen for it, or could have been.
    var isSpoken: Bool { if case .words = input { true } else { false } }

    var isSilence: Bool { input == .silence }

    /// A `bargein` before the choice says that the line was interrupted.
    mutating func noteBargeIn() {
        if choices.isEmpty { isInterrupting = true }
    }
}

/// What the line chose: by it, two replays of a turn are compared.
public struct TurnChoice: Sendable, Hashable {
    public typealias Outcome = TranscriptEvent.AnswerChosen.Outcome

    public let outcome: Outcome

    /// An entry's id, or the key of a control or an action.
    public let answer: String?

    /// Between what the caller was asked to choose.
    public let offered: [String]

    init(_ chosen: TranscriptEvent.AnswerChosen) {
        (outcome, answer, offered) = (chosen.outcome, chosen.answer, chosen.offered)
    }

    /// For people: an id, `asked back: a or b`, `refused`.
    public var label: String {
        switch outcome {
        case .answer, .action, .smalltalk: answer ?? outcome.rawValue
        case .clarify: "asked back: " + offered.joined(separator: " or ")
        case .noMatch: "refused"
        }
    }

    /// What a caller got of it: an answer, a question, nothing.
    var rank: Int {
        switch outcome {
        case .answer, .action, .smalltalk: 2
        case .clarify: 1
        case .noMatch: 0
        }
    }
}
