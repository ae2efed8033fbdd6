public import CallLog
internal import Knowledge
internal import Transcript

/// What calls add up to: a fold over them that keeps counts, not calls. 100,000
/// calls take some megabytes.
public struct ReportFigures: Sendable {
    /// How often an answer was given.
    struct AnswerFigures: Sendable {
        var count = 0
        var interrupted = 0
        var wordings: [String: Int] = [:]

        /// So many wordings of one question are counted.
        static let wordingLimit = 200

        /// The most frequent of what callers said.
        var wording: String? {
            wordings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }

    /// A reply that came late.
    struct Wait: Sendable, Equatable {
        let call: String
        let turn: TurnSummary
    }

    let clock: ReportClock
    let catalogue: AnswerCatalogue

    private(set) var all = ShareFigures()
    private(set) var lines: [String: ShareFigures] = [:]
    private(set) var languages: [String: ShareFigures] = [:]
    private(set) var days: [Day: [CallOutcome: Int]] = [:]

    /// Calls that began in an hour of a weekday; Monday is first.
    private(set) var week = Array(repeating: Array(repeating: 0, count: 24), count: 7)
    private(set) var turns: [TurnSummary.Outcome: Int] = [:]
    private(set) var topics: [String: Int] = [:]
    private(set) var answers: [String: AnswerFigures] = [:]
    private(set) var unanswered = Unanswered()
    private(set) var durations = Distribution(width: 1_000, bins: 1_800)
    private(set) var waits = Ranking<Wait>(limit: 10)
    private(set) var reliability = Reliability()
    private(set) var endReasons: [String: Int] = [:]
    private(set) var actions: [String: Int] = [:]
    private(set) var transfers: [String: Int] = [:]
    private(set) var faults: [String: Int] = [:]
    private(set) var noInputs = 0
    private(set) var bargeIns = 0
    private(set) var versions: Set<String> = []

    /// Different names, of what may have any number of them, that are told apart.
    private static let nameLimit = 2_000

    public init(clock: ReportClock = .utc, catalogue: AnswerCatalogue = AnswerCatalogue()) {
        (self.clock, self.catalogue) = (clock, catalogue)
    }

    public var callCount: Int { all.calls }

    public mutating func add(_ call: CallSummary) {
        all.add(call)
        lines[Self.name(call.line, in: lines), default: ShareFigures()].add(call)
        languages[Self.name(call.language, in: languages), default: ShareFigures()].add(call)
        let moment = clock.read(call.start)
        days[moment.day, default: [:]][call.outcome, default: 0] += 1
        week[moment.weekday][moment.hour] += 1
        if call.endReason != nil { durations.add(Double(call.durationMS)) }
        count(call)
        for turn in call.turns { add(turn, of: call) }
        rate(call)
    }

    private mutating func count(_ call: CallSummary) {
        if let reason = call.endReason { Self.count(reason, in: &endReasons) }
        if let transfer = call.transfer { Self.count(transfer.reason, in: &transfers) }
        for action in call.actions { Self.count(action.name, in: &actions) }
        for fault in call.faults { Self.count("\(fault.stage): \(fault.kind)", in: &faults) }
        noInputs += call.noInputs
        bargeIns += call.bargeIns
        if versions.count < Self.nameLimit, !call.version.isEmpty { versions.insert(call.version) }
    }

    private mutating func add(_ turn: TurnSummary, of call: CallSummary) {
        if let outcome = turn.outcome { turns[outcome, default: 0] += 1 }
        if let latency = turn.latencyMS {
            waits.add(Wait(call: call.call, turn: turn), size: latency)
        }
        switch turn.outcome {
        case .answer:
            guard let answer = turn.answer else { return }
            Self.count(catalogue.topic(answer), in: &topics)
            add(turn, answer: Self.name(answer, in: answers))
        case .clarify:
            if let first = turn.offered.first { Self.count(catalogue.topic(first), in: &topics) }
        case .noMatch: unanswered.add(turn, call: call.call)
        case .action, .smalltalk, nil: break
        }
    }

    private mutating func add(_ turn: TurnSummary, answer: String) {
        var figures = answers[answer] ?? AnswerFigures()
        figures.count += 1
        if turn.isInterrupted { figures.interrupted += 1 }
        if !turn.text.isEmpty {
            let isKnown = figures.wordings[turn.text] != nil
            if isKnown || figures.wordings.count < AnswerFigures.wordingLimit {
                figures.wordings[turn.text, default: 0] += 1
            }
        }
        answers[answer] = figures
    }

    /// A caller who was asked, or wanted to say, how it was.
    private mutating func rate(_ call: CallSummary) {
        let ratings = call.actions.filter { $0.name == "feedback" }.compactMap {
            $0.slots["rating"]?.integer
        }
        guard let rating = ratings.last, (1...5).contains(rating) else { return }
        let answered = call.turns.filter { $0.outcome == .answer }
        reliability.add(rating: rating, scores: answered.map(\.score))
    }

    private static func count(_ name: String, in counts: inout [String: Int]) {
        counts[self.name(name, in: counts), default: 0] += 1
    }

    private static func name<Value>(_ name: String, in counts: [String: Value]) -> String {
        counts[name] != nil || counts.count < nameLimit ? name : "other"
    }
}
