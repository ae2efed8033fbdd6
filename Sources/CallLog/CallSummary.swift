public import Transcript

/// One call, folded from its records in the order of their `seq`.
///
/// It may be folded while the call goes on; every property is true of what was
/// read so far.
public struct CallSummary: Sendable, Equatable {
    public let call: String
    public private(set) var line: String

    /// BCP 47; empty when the beginning is missing.
    public private(set) var language = ""

    /// `alsa`, `file`, `audiosocket` or `text`.
    public private(set) var source = ""
    public private(set) var knowledge = ""
    public private(set) var version = ""

    /// SHA-256 of the models that heard and understood it, where the call tells.
    public private(set) var acoustic: String?
    public private(set) var encoder: String?

    /// Whether its sound was kept, when it was taken.
    public private(set) var isAudioKept = false

    /// Where, if not in `audio/` of the log folder.
    public private(set) var audioFile: String?

    /// The exchange's id of it, of an AudioSocket line.
    public private(set) var uuid: String?

    /// When it was answered; of a call whose beginning is missing, its first record.
    public private(set) var start: TranscriptTime

    /// Of the last record.
    public private(set) var lastTime: TranscriptTime

    /// Media time in milliseconds: of the whole call when it has ended, else so far.
    public private(set) var durationMS = 0

    /// Nil while the call goes on, or when its writer died.
    public private(set) var endReason: String?
    public private(set) var turns: [TurnSummary] = []
    public private(set) var actions: [TranscriptEvent.Action] = []
    public private(set) var transfer: (to: String, reason: String)? {
        get { transferTo.map { ($0, transferReason) } }
        set { (transferTo, transferReason) = (newValue?.to, newValue?.reason ?? "") }
    }
    public private(set) var faults: [TranscriptEvent.Fault] = []
    public private(set) var noInputs = 0
    public private(set) var bargeIns = 0

    /// Records folded so far.
    public private(set) var eventCount = 0

    private var transferTo: String?
    /// How many turns there were before the caller spoke last.
    private var turnsBefore = 0
    /// When what was begun to be said belongs to no turn: it was chosen for what the caller
    /// had not finished.
    private var void = 0..<0
    private var transferReason = ""

    /// A call of which nothing but this record is known yet; it is folded, too.
    public init(first record: TranscriptRecord) {
        call = record.call
        line = record.line
        start = record.time.advanced(byMilliseconds: -record.ms.plausible)
        lastTime = record.time
        add(record)
    }

    public mutating func add(_ record: TranscriptRecord) {
        eventCount += 1
        lastTime = max(lastTime, record.time)
        durationMS = max(durationMS, record.ms.plausible)
        switch record.event {
        case .callStarted(let started):
            (language, source) = (started.language, started.source)
            (knowledge, version) = (started.knowledge, started.version)
            (line, start) = (record.line, record.time)
            (acoustic, encoder) = (started.acoustic, started.encoder)
            (isAudioKept, audioFile) = (started.audioKept, started.audioFile)
            uuid = started.uuid
        case .callerSaid(let said):
            turnsBefore = turns.count
            turns.append(
                TurnSummary(
                    time: record.time, startMS: said.startMS.plausible, text: said.best.text,
                    confidence: said.best.confidence))
        case .speechResumed: forgetLastSaid(at: record.ms.plausible)
        case .answerChosen(let chosen): add(chosen, at: record)
        case .agentSaid(let said): add(said)
        case .turnLatency(let latency): add(latency)
        case .noInput: noInputs += 1
        case .bargeIn(let resumed): if !resumed { bargeIns += 1 }
        case .action(let action): actions.append(action)
        case .transfer(let to, let reason): transfer = (to, reason)
        case .fault(let fault): faults.append(fault)
        case .callEnded(let ended):
            (endReason, durationMS) = (ended.reason, ended.durationMS.plausible)
        case .speechStarted, .speechEnded, .callerPartial, .agentPartial, .noMatch, .dtmf, .other:
            break
        }
    }

    /// The turns of what the caller said last.
    public var lastSaid: ArraySlice<TurnSummary> { turns.dropFirst(turnsBefore) }

    /// The caller had not finished: all of it comes once more.
    private mutating func forgetLastSaid(at ms: Int) {
        let gone = lastSaid
        turns.removeLast(gone.count)
        guard let chosen = gone.first?.chosenMS?.plausible else { return }
        // The voice is certain a little after it began.
        void = chosen..<max(chosen, ms + 300)
    }

    /// Two questions in one breath give two choices for one `caller.said`: the
    /// second gets a turn of its own.
    private mutating func add(_ chosen: TranscriptEvent.AnswerChosen, at record: TranscriptRecord) {
        if turns.last.map({ $0.outcome != nil }) ?? true {
            var turn = TurnSummary(
                time: record.time, startMS: record.ms.plausible, text: "", confidence: 0)
            if let last = turns.last, last.reply.isEmpty {
                (turn.text, turn.confidence, turn.startMS) =
                    (last.text, last.confidence, last.startMS)
            }
            turns.append(turn)
        }
        withLastTurn {
            ($0.outcome, $0.answer, $0.score) = (chosen.outcome, chosen.answer, chosen.score)
            ($0.offered, $0.chosenMS) = (chosen.offered, record.ms)
        }
    }

    /// A prompt that was cut off is recorded after what was chosen for the words that cut
    /// it: it belongs to the turn before.
    private mutating func add(_ said: TranscriptEvent.AgentSaid) {
        let place = turns.lastIndex { ($0.chosenMS ?? $0.startMS) <= said.startMS }
        guard let place else { return }
        if void.contains(said.startMS), !said.complete { return }
        turns[place].reply += (turns[place].reply.isEmpty ? "" : " ") + said.text
        if !said.complete { turns[place].isInterrupted = true }
    }

    private mutating func add(_ latency: TranscriptEvent.TurnLatency) {
        guard let total = latency.totalMS, (0...Double(Int.mostPlausible)).contains(total) else {
            return
        }
        withLastTurn { $0.latencyMS = total }
    }

    private mutating func withLastTurn(_ change: (inout TurnSummary) -> Void) {
        guard !turns.isEmpty else { return }
        change(&turns[turns.count - 1])
    }

    /// Turns in which something was asked: what was answered, asked back about or
    /// not understood.
    public var questions: [TurnSummary] {
        turns.filter { [.answer, .clarify, .noMatch].contains($0.outcome) }
    }

    public var outcome: CallOutcome {
        if transferTo != nil { return .transferred }
        guard endReason != nil else { return .open }
        switch questions.last?.outcome {
        case .noMatch: return .refused
        case _ where !actions.isEmpty: return .acted
        case .answer: return .answered
        case .clarify: return .askedBack
        default: return .silent
        }
    }

    /// Of the turns in which it was measured, in milliseconds, in their order.
    public var latencies: [Double] { turns.compactMap(\.latencyMS) }
}

extension Int {
    /// Milliseconds of a call are never more than these; thirty years.
    static let mostPlausible = 1_000_000_000_000

    /// A file may hold any number: nothing that is computed with one of these overflows.
    var plausible: Int { Swift.min(Swift.max(self, 0), Self.mostPlausible) }
}
