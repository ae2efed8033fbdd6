public import Transcript

/// What the line made of each question of a call, from its transcript.
public struct GivenAnswers: Sendable, Equatable {
    public struct Answer: Sendable, Equatable {
        /// Since the call was answered, in milliseconds.
        public let ms: Int
        public let chosen: TranscriptEvent.AnswerChosen

        /// What has to be the same for two answers to be the same.
        public var key: String {
            let names = chosen.answer.map { [$0] } ?? chosen.offered.sorted()
            return ([chosen.outcome.rawValue] + names).joined(separator: " ")
        }
    }

    public let answers: [Answer]
    /// Where the time of each reply went, as the line itself sees it.
    public let latencies: [TranscriptEvent.TurnLatency]

    /// - Parameter records: Of one call, in their order.
    public init(_ records: [TranscriptRecord]) {
        let records = records.standing
        answers = records.compactMap { record in
            guard case .answerChosen(let chosen) = record.event else { return nil }
            return Answer(ms: record.ms, chosen: chosen)
        }
        latencies = records.compactMap { record in
            if case .turnLatency(let latency) = record.event { latency } else { nil }
        }
    }

    /// What came of the question of a turn: everything from its beginning to the
    /// beginning of the next one.
    public func answers(
        to turn: SimulatedCaller.Turn, before next: SimulatedCaller.Turn?
    ) -> [Answer] {
        answers.filter { $0.ms >= turn.startMS && next.map { $0.startMS } ?? .max > $0.ms }
    }
}

extension [GivenAnswers.Answer] {
    /// For comparison; "unheard" when there is none.
    public var key: String { isEmpty ? "unheard" : map(\.key).joined(separator: ", ") }

    /// Whether what the caller was left with answers the question.
    /// - Parameter facts: Of an entry of the knowledge.
    public func isRight(_ accept: [String], facts: (String) -> [String]) -> Bool {
        guard let last, last.chosen.outcome == .answer, let id = last.chosen.answer else {
            return false
        }
        return !Set([id] + facts(id)).isDisjoint(with: accept)
    }
}
