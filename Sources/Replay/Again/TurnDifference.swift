/// How a turn came out when it was played again.
public struct TurnDifference: Sendable, Equatable {
    public enum Verdict: String, Sendable, CaseIterable {
        case same
        /// Answered where it was refused or asked back about, or asked back about where
        /// it was refused.
        case better
        /// The other way.
        case worse
        /// Another answer, or other things offered: somebody has to look.
        case changed
        /// It could not be played again: a part of it is masked.
        case skipped
    }

    public let verdict: Verdict

    /// Media time in milliseconds since the call was answered.
    public let startMS: Int

    /// What the caller said then, as the transcript has it; empty where it was not heard.
    public let text: String

    /// What was heard of it now, where it was heard anew.
    public let heardNow: String?
    public let old: [TurnChoice]
    public let new: [TurnChoice]

    /// The same entry is answered, in other words.
    public let isReworded: Bool

    public init(
        _ turn: RecordedTurn, new: [TurnChoice], wordings: [String: String],
        heardNow: String? = nil
    ) {
        (startMS, text, self.heardNow) = (turn.startMS, turn.text, heardNow)
        (old, self.new) = (turn.choices, new)
        verdict = Self.verdict(turn.choices, new)
        isReworded =
            verdict == .same
            && turn.wordings.contains { id, text in wordings[id].map { $0 != text } ?? false }
    }

    /// Not played again.
    init(skipped turn: RecordedTurn) {
        (startMS, text, heardNow) = (turn.startMS, turn.text, nil)
        (old, new, verdict, isReworded) = (turn.choices, [], .skipped, false)
    }

    /// Something that is heard now and was not then.
    init(added turn: RecordedTurn) {
        (startMS, text, heardNow) = (turn.startMS, "", turn.text)
        (old, new, isReworded) = ([], turn.choices, false)
        verdict = turn.choices.isEmpty ? .same : .changed
    }

    private static func verdict(_ old: [TurnChoice], _ new: [TurnChoice]) -> Verdict {
        if old == new { return .same }
        let (before, now) = (old.map(\.rank).max() ?? 0, new.map(\.rank).max() ?? 0)
        return before < now ? .better : before > now ? .worse : .changed
    }

    /// For people: what was chosen, in one line.
    public static func label(_ choices: [TurnChoice]) -> String {
        choices.isEmpty ? "nothing" : choices.map(\.label).joined(separator: " + ")
    }
}
