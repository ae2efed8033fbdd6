/// Compares a call with the same call heard anew from its sound: turns that overlap in
/// time are the same turn.
public enum HeardAgain {
    /// - Parameters:
    ///   - old: What the transcript tells.
    ///   - new: What came of the same sound now.
    public static func differences(
        _ old: RecordedCall, _ new: RecordedCall
    ) -> [TurnDifference] {
        var left = new.turns.filter { !$0.isSilence }
        var differences = old.turns.filter { !$0.isSilence }.map { turn in
            guard let place = best(for: turn, among: left) else {
                // A key that is masked was not pressed again.
                return turn.isMasked && !turn.isSpoken
                    ? TurnDifference(skipped: turn)
                    : TurnDifference(turn, new: [], wordings: [:], heardNow: "")
            }
            let again = left.remove(at: place)
            return TurnDifference(
                turn, new: again.choices, wordings: again.wordings, heardNow: again.text)
        }
        differences += left.map { TurnDifference(added: $0) }
        return differences.sorted { $0.startMS < $1.startMS }
    }

    /// The longest overlap; of keys, the nearest of the same.
    private static func best(for turn: RecordedTurn, among turns: [RecordedTurn]) -> Int? {
        let overlaps = turns.indices.filter { index in
            turns[index].isSpoken == turn.isSpoken && overlap(turn, turns[index]) >= 0
                && (turn.isSpoken || turns[index].text == turn.text)
        }
        return overlaps.max { overlap(turn, turns[$0]) < overlap(turn, turns[$1]) }
    }

    /// In milliseconds; keys may be noticed a tick or two later.
    private static func overlap(_ one: RecordedTurn, _ other: RecordedTurn) -> Int {
        let slack = one.isSpoken ? 0 : 200
        return min(one.endMS, other.endMS) - max(one.startMS, other.startMS) + slack
    }
}
