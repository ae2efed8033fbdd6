/// Counts how decisions compare with what was expected of them.
public struct Evaluation: Sendable, Equatable {
    /// What a labelled utterance should lead to.
    public enum Expectation: Sendable, Equatable {
        /// Any of these entries answers it.
        case entry([String])
        /// It is ambiguous: a question back should offer at least two of these.
        case between([String])
        case control(String)
        /// Nothing here answers it.
        case outOfDomain
    }

    /// How often what happened.
    public struct Counts: Sendable, Equatable, Codable {
        /// Utterances that an entry answers.
        public var inDomain = 0
        /// The best candidate, or one of the best three, was right.
        public var topOne = 0
        public var topThree = 0
        /// Outcomes of utterances in domain. `answeredWrong` is the worst that
        /// can happen to a caller.
        public var answeredRight = 0
        public var answeredWrong = 0
        public var clarifiedRight = 0
        public var clarifiedWrong = 0
        public var refused = 0
        /// Taken for a control though it was a question.
        public var takenForControl = 0

        public var ambiguous = 0
        public var askedBack = 0

        public var controls = 0
        public var controlsRight = 0

        public var outOfDomain = 0
        public var falseAnswers = 0
        public var falseClarifications = 0

        public init() {}
    }

    /// Decisions of like confidence, and how often they were right.
    public struct ReliabilityBin: Sendable, Equatable, Codable {
        /// Scores from this on, up to the next bin.
        public let from: Double
        public var count = 0
        public var right = 0
        /// Sum of the scores; divided by `count`, what was promised.
        public var promised = 0.0

        public var meanScore: Double { count > 0 ? promised / Double(count) : 0 }
        public var accuracy: Double { count > 0 ? Double(right) / Double(count) : 0 }
    }

    public private(set) var counts = Counts()

    /// Ten bins over the best candidate's score; utterances out of domain count
    /// as wrong.
    public private(set) var reliability = (0..<10).map { ReliabilityBin(from: Double($0) / 10) }

    public init() {}

    public mutating func record(_ decision: Decision, expecting expected: Expectation) {
        switch expected {
        case .entry(let accepted):
            recordInDomain(decision, accepted: accepted)
        case .between(let choices):
            counts.ambiguous += 1
            if case .clarify(let offered) = decision.outcome,
                offered.filter(choices.contains).count >= min(2, choices.count)
            {
                counts.askedBack += 1
            }
        case .control(let key):
            counts.controls += 1
            if decision.outcome == .control(key) { counts.controlsRight += 1 }
        case .outOfDomain:
            recordOutOfDomain(decision)
        }
    }

    private mutating func recordInDomain(_ decision: Decision, accepted: [String]) {
        counts.inDomain += 1
        let ranked = decision.candidates.map(\.entry)
        let isRight = ranked.first.map(accepted.contains) ?? false
        if isRight { counts.topOne += 1 }
        if ranked.prefix(3).contains(where: accepted.contains) { counts.topThree += 1 }
        recordReliability(decision, isRight: isRight)
        switch decision.outcome {
        case .answer(let entry):
            if accepted.contains(entry) {
                counts.answeredRight += 1
            } else {
                counts.answeredWrong += 1
            }
        case .clarify(let offered):
            if offered.contains(where: accepted.contains) {
                counts.clarifiedRight += 1
            } else {
                counts.clarifiedWrong += 1
            }
        case .action: counts.answeredWrong += 1
        case .control: counts.takenForControl += 1
        case .noMatch: counts.refused += 1
        }
    }

    private mutating func recordOutOfDomain(_ decision: Decision) {
        counts.outOfDomain += 1
        recordReliability(decision, isRight: false)
        switch decision.outcome {
        case .answer, .action: counts.falseAnswers += 1
        case .clarify: counts.falseClarifications += 1
        case .control, .noMatch: break
        }
    }

    private mutating func recordReliability(_ decision: Decision, isRight: Bool) {
        guard let score = decision.candidates.first?.score else { return }
        let bin = min(max(Int(score * 10), 0), 9)
        reliability[bin].count += 1
        reliability[bin].promised += score
        if isRight { reliability[bin].right += 1 }
    }
}

extension Evaluation.Counts {
    /// Of utterances in domain: the best candidate was right, 0–1.
    public var topOneRate: Double { Self.share(topOne, of: inDomain) }
    public var topThreeRate: Double { Self.share(topThree, of: inDomain) }
    /// Of utterances in domain: answered rightly, or rightly asked back.
    public var helpedRate: Double { Self.share(answeredRight + clarifiedRight, of: inDomain) }
    public var refusedRate: Double { Self.share(refused, of: inDomain) }
    /// Of utterances out of domain: answered as if they were known.
    public var falseAnswerRate: Double { Self.share(falseAnswers, of: outOfDomain) }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : 0
    }
}
