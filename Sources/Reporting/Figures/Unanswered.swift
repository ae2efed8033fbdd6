internal import CallLog
internal import Transcript

/// What callers asked and nobody answers, with what means the same together.
struct Unanswered: Sendable {
    struct Wording: Sendable, Equatable {
        let text: String
        var count: Int

        /// Where to listen: the last time.
        var call: String
        var time: TranscriptTime
        var startMS: Int
    }

    struct Group: Sendable, Equatable {
        /// The most frequent first.
        var wordings: [Wording]
        var count: Int { wordings.reduce(0) { $0 + $1.count } }

        /// The last time that one of them was said.
        var latest: Wording? { wordings.max { $0.time < $1.time } }
    }

    /// So many different wordings are told apart.
    private static let wordingLimit = 5_000

    /// So many, the most frequent, are compared with each other.
    private static let groupedLimit = 800

    private var wordings: [String: Wording] = [:]
    private(set) var count = 0

    mutating func add(_ turn: TurnSummary, call: String) {
        count += 1
        let text = turn.text.lowercased()
        guard !text.isEmpty, text != Redaction.mark else { return }
        if var known = wordings[text] {
            known.count += 1
            if turn.time >= known.time {
                (known.call, known.time, known.startMS) = (call, turn.time, turn.startMS)
            }
            wordings[text] = known
        } else if wordings.count < Self.wordingLimit {
            wordings[text] = Wording(
                text: turn.text, count: 1, call: call, time: turn.time, startMS: turn.startMS)
        }
    }

    /// The most frequent first.
    func groups(by grouping: QuestionGroups) -> [Group] {
        let most = wordings.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let compared = most.prefix(Self.groupedLimit).map { ($0.key, $0.value.count) }
        let groups = grouping.groups(of: Dictionary(uniqueKeysWithValues: compared)).map { group in
            Group(wordings: group.wordings.compactMap { wordings[$0.text] })
        }
        return groups + most.dropFirst(Self.groupedLimit).map { Group(wordings: [$0.value]) }
    }
}
