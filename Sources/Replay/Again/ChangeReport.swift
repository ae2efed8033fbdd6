public import Knowledge

/// What a change of the knowledge does to many calls: each turn that came out otherwise,
/// grouped by what was answered and what is answered now.
///
/// It holds a group for each such pair, with its count and a few examples.
public struct ChangeReport: Sendable {
    /// A turn to look at, or to listen to.
    public struct Example: Sendable, Equatable {
        public let call: String
        public let startMS: Int

        /// What the caller said, masked.
        public let text: String
    }

    public struct Group: Sendable, Equatable {
        public let verdict: TurnDifference.Verdict
        public let old: String
        public let new: String
        public fileprivate(set) var count = 0
        public fileprivate(set) var examples: [Example] = []
    }

    private struct Key: Hashable {
        let old: [TurnChoice]
        let new: [TurnChoice]
    }

    private static let exampleLimit = 3

    public private(set) var callCount = 0

    /// Calls that were left out because they are in another language.
    public private(set) var foreignCount = 0
    public private(set) var rewordedCount = 0
    private var verdicts: [TurnDifference.Verdict: Int] = [:]
    private var groups: [Key: Group] = [:]
    private var reworded: [String: Int] = [:]

    public init() {}

    public mutating func leaveOutForeign() { foreignCount += 1 }

    public mutating func add(_ differences: [TurnDifference], of call: String) {
        callCount += 1
        for difference in differences {
            verdicts[difference.verdict, default: 0] += 1
            if difference.isReworded {
                rewordedCount += 1
                reworded[TurnDifference.label(difference.old), default: 0] += 1
            }
            guard [.better, .worse, .changed].contains(difference.verdict) else { continue }
            let key = Key(old: difference.old, new: difference.new)
            var group =
                groups[key]
                ?? Group(
                    verdict: difference.verdict, old: TurnDifference.label(difference.old),
                    new: TurnDifference.label(difference.new))
            group.count += 1
            if group.examples.count < Self.exampleLimit {
                let text = difference.text.isEmpty ? difference.heardNow ?? "" : difference.text
                group.examples.append(
                    Example(call: call, startMS: difference.startMS, text: text))
            }
            groups[key] = group
        }
    }

    public func count(_ verdict: TurnDifference.Verdict) -> Int { verdicts[verdict] ?? 0 }

    public var turnCount: Int { verdicts.values.reduce(0, +) }

    /// Whether nothing came out worse, or otherwise: answered better is no fault.
    public var isHarmless: Bool { count(.worse) == 0 && count(.changed) == 0 }

    /// The worse first, then the changed, then the better; of each the most frequent first.
    public var changes: [Group] {
        let order: [TurnDifference.Verdict] = [.worse, .changed, .better]
        return groups.values.sorted { one, other in
            let (first, second) = (
                order.firstIndex(of: one.verdict), order.firstIndex(of: other.verdict)
            )
            if first != second { return (first ?? 0) < (second ?? 0) }
            if one.count != other.count { return one.count > other.count }
            return (one.old, one.new) < (other.old, other.new)
        }
    }

    /// Entries that are answered as before, in other words, with the number of turns.
    public var rewordings: [(answer: String, count: Int)] {
        reworded.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    public var json: JSONValue {
        let groups = changes.map { group -> JSONValue in
            [
                "verdict": .string(group.verdict.rawValue), "old": .string(group.old),
                "new": .string(group.new), "count": .integer(group.count),
                "examples": .array(
                    group.examples.map {
                        [
                            "call": .string($0.call), "ms": .integer($0.startMS),
                            "text": .string($0.text),
                        ]
                    }),
            ]
        }
        var counts = JSONObject()
        for verdict in TurnDifference.Verdict.allCases {
            counts[verdict.rawValue] = .integer(count(verdict))
        }
        return [
            "calls": .integer(callCount), "other_language": .integer(foreignCount),
            "turns": .integer(turnCount), "verdicts": .object(counts),
            "reworded": .array(
                rewordings.map { ["answer": .string($0.answer), "count": .integer($0.count)] }),
            "changes": .array(groups),
        ]
    }
}
