internal import Knowledge
public import Transcript

/// Counts over calls, in total and by what operators ask for.
public struct CallStatistics: Sendable {
    public enum Division: String, Sendable, CaseIterable {
        case day
        case hour
        case weekday
        case topic
        case answer
        case line
        case language
    }

    /// Counts of one share: a day, a topic.
    public struct Row: Sendable, Equatable {
        /// Calls with something of this share.
        public internal(set) var calls = 0
        public internal(set) var answered = 0
        public internal(set) var askedBack = 0
        public internal(set) var refused = 0
        public internal(set) var transferred = 0

        /// Replies that the caller cut off.
        public internal(set) var interrupted = 0

        /// Of the calls, in milliseconds.
        public internal(set) var durationMS = 0

        /// From the end of speech to the first sample of the reply, in milliseconds.
        public internal(set) var latencies: [Float] = []

        public init() {}

        public var questions: Int { answered + askedBack + refused }

        /// The latency below which `share` of the turns are (nearest rank); nil when none
        /// was measured.
        public func latency(_ share: Double) -> Double? {
            guard !latencies.isEmpty else { return nil }
            let rank = Int((share * Double(latencies.count)).rounded(.up))
            return Double(latencies.sorted()[max(0, min(rank, latencies.count) - 1)])
        }

        mutating func add(_ turn: TurnSummary) {
            switch turn.outcome {
            case .answer, .action: answered += 1
            case .clarify: askedBack += 1
            case .noMatch: refused += 1
            case .smalltalk, nil: break
            }
            if turn.isInterrupted { interrupted += 1 }
            if let latency = turn.latencyMS { latencies.append(Float(latency)) }
        }
    }

    public private(set) var total = Row()
    public private(set) var rows: [String: Row] = [:]

    private let division: Division
    private let offset: @Sendable (TranscriptTime) -> Int

    /// - Parameter offset: Seconds of the operators' clock east of Greenwich.
    public init(
        by division: Division, offset: @escaping @Sendable (TranscriptTime) -> Int = { _ in 0 }
    ) {
        (self.division, self.offset) = (division, offset)
    }

    /// - Parameter turns: Those that count, by their indices; all of them when nil.
    public mutating func add(_ call: CallSummary, turns: [Int]? = nil) {
        let counted = turns.map { $0.map { call.turns[$0] } } ?? call.turns
        count(call, counted, in: &total)
        guard division == .topic || division == .answer else {
            count(call, counted, in: &rows[key(of: call), default: Row()])
            return
        }
        var seen: [String: [TurnSummary]] = [:]
        for turn in counted {
            let id = division == .topic ? turn.topic : turn.outcome == .answer ? turn.answer : nil
            if let key = id ?? (turn.outcome == .noMatch ? "(none)" : nil) {
                seen[key, default: []].append(turn)
            }
        }
        for (key, turns) in seen { count(call, turns, in: &rows[key, default: Row()]) }
    }

    private func count(_ call: CallSummary, _ turns: [TurnSummary], in row: inout Row) {
        row.calls += 1
        row.durationMS += call.durationMS
        if call.transfer != nil { row.transferred += 1 }
        for turn in turns { row.add(turn) }
    }

    private func key(of call: CallSummary) -> String {
        let local = call.start.advanced(byMilliseconds: offset(call.start) * 1_000)
        switch division {
        case .day: return local.day.description
        case .hour: return String(local.description.dropFirst(11).prefix(2)) + ":00"
        case .weekday:
            let names = ["1 Mon", "2 Tue", "3 Wed", "4 Thu", "5 Fri", "6 Sat", "7 Sun"]
            return names[((local.day.daysSince1970 + 3) % 7 + 7) % 7]
        case .line: return call.line
        case .language: return call.language
        case .topic, .answer: return ""
        }
    }
}
