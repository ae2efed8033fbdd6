import Foundation

/// How finished an utterance sounds by the words so far.
public struct Finality: Sendable, Equatable {
    public var completeness: Completeness
    /// Natural logarithm of the odds that nothing follows after a pause, as far as the
    /// words tell; how probable their end is in the language model counts besides.
    public var logOdds: Double

    public init(_ completeness: Completeness, logOdds: Double) {
        self.completeness = completeness
        self.logOdds = logOdds
    }

    /// Where nothing else was weighed.
    public init(_ completeness: Completeness) {
        self.init(completeness, logOdds: completeness.mayEnd ? 2 : -2)
    }
}

extension Finality {
    /// What speaks for the end of an utterance and against it. The weights are those of a
    /// logistic regression that tells the ends of recorded callers from the pauses within
    /// their sentences, by what the recognizer heard until then: see `docs/hearing.md`.
    struct Evidence {
        /// It is a question by its form, and no mere wish; nil for a language whose forms are
        /// not known.
        var isQuestion: Bool? = false
        /// What it asks about was said before: "and how much does it cost".
        var leans = false
        /// It ends in a word after which something must follow, or has said nothing yet.
        var isOpen = false
        /// It ends in "um".
        var hesitates = false
        var wordCount = 0
        /// The three best answers' shares, times how surely it is in the domain.
        var answered = 0.0
        var inDomain = 0.0

        var logOdds: Double {
            -4.02 + (isQuestion.map { $0 ? 1.77 : 0 } ?? 0.9) + (leans ? 0.58 : 0)
                - (isOpen ? 0.33 : 0)
                - (hesitates ? 2.91 : 0) + 0.79 * log(Double(max(wordCount, 1)))
                + 0.11 * Self.logOdds(of: answered) + 0.31 * Self.logOdds(of: inDomain)
        }

        /// Nothing is surer than 99 %.
        private static func logOdds(of probability: Double) -> Double {
            let probability = min(max(probability, 0.01), 0.99)
            return log(probability / (1 - probability))
        }
    }
}
