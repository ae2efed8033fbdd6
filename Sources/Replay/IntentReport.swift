/// How well intents are told, and what belongs to none of them: what
/// `tongdai bench intent` shows.
public struct IntentReport: Sendable, Equatable {
    /// One text of which the intent is known; nil when none is meant.
    public struct Trial: Sendable, Equatable {
        public let wanted: String?
        public let told: String
        /// Probability that any intent is meant.
        public let inScope: Double

        public var isRight: Bool { wanted == told }

        public init(wanted: String?, told: String, inScope: Double) {
            (self.wanted, self.told, self.inScope) = (wanted, told, inScope)
        }
    }

    /// With texts among them by which no intent is meant.
    public struct Refusing: Sendable, Equatable {
        /// Below it a text is refused.
        public let threshold: Double
        /// Of the texts by which an intent is meant: told right and not refused.
        public let inScopeAccuracy: Double
        /// Of the others: refused.
        public let recall: Double
        /// Of what is refused: rightly.
        public let precision: Double
        /// Probability that a text by which an intent is meant has a higher score
        /// than one by which none is.
        public let area: Double
    }

    public let count: Int
    public let right: Int
    /// Nil without texts by which no intent is meant.
    public let refusing: Refusing?

    public var accuracy: Double { Double(right) / Double(max(count, 1)) }

    /// - Parameters:
    ///   - trials: of which the intent is known.
    ///   - foreign: by which none is meant.
    ///   - threshold: as `threshold(for:)` chooses it, on other texts than these.
    public init(_ trials: [Trial], foreign: [Trial] = [], threshold: Double? = nil) {
        count = trials.count
        right = trials.count(where: \.isRight)
        refusing = threshold.map { Refusing(trials, foreign: foreign, threshold: $0) }
    }

    /// The score below which a text is refused, such that in-scope accuracy and
    /// out-of-scope recall are highest together.
    public static func threshold(for trials: [Trial], foreign: [Trial]) -> Double {
        let scores = Set((trials + foreign).map(\.inScope)).sorted()
        // Halfway between two scores, and below all of them.
        let middles = zip(scores, scores.dropFirst()).map { ($0 + $1) / 2 }
        var best = (sum: -1.0, threshold: 0.0)
        for threshold in [0] + middles {
            let found = Refusing.rates(trials, foreign, threshold)
            let sum = found.inScopeAccuracy + found.recall
            if sum > best.sum { best = (sum, threshold) }
        }
        return best.threshold
    }
}

extension IntentReport.Refusing {
    typealias Trial = IntentReport.Trial

    init(_ trials: [Trial], foreign: [Trial], threshold: Double) {
        (inScopeAccuracy, recall) = Self.rates(trials, foreign, threshold)
        self.threshold = threshold
        let refused = foreign.count { $0.inScope < threshold }
        let wrongly = trials.count { $0.inScope < threshold }
        precision = refused == 0 ? 0 : Double(refused) / Double(refused + wrongly)
        area = Self.area(trials.map(\.inScope), foreign.map(\.inScope))
    }

    static func rates(
        _ trials: [Trial], _ foreign: [Trial], _ threshold: Double
    ) -> (inScopeAccuracy: Double, recall: Double) {
        let right = trials.count { $0.isRight && $0.inScope >= threshold }
        let refused = foreign.count { $0.inScope < threshold }
        return (
            Double(right) / Double(max(trials.count, 1)),
            Double(refused) / Double(max(foreign.count, 1))
        )
    }

    /// Mann and Whitney's statistic; equal scores count half.
    private static func area(_ inside: [Double], _ outside: [Double]) -> Double {
        guard !inside.isEmpty, !outside.isEmpty else { return 0 }
        let sorted = outside.sorted()
        var sum = 0.0
        for score in inside {
            let below = sorted.partitioned { $0 < score }
            let through = sorted.partitioned { $0 <= score }
            sum += Double(below) + Double(through - below) / 2
        }
        return sum / Double(inside.count * outside.count)
    }
}

extension [Double] {
    /// How many come first for which `isFirst` holds; they do.
    fileprivate func partitioned(_ isFirst: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isFirst(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
