import Testing

@testable import Understanding

@Suite struct EvaluationTests {
    private func decision(_ outcome: Outcome, _ entries: [(String, Double)]) -> Decision {
        Decision(
            outcome: outcome,
            candidates: entries.map { Candidate(entry: $0.0, score: $0.1, evidence: [:]) },
            normalised: "")
    }

    @Test func everyOutcomeIsCountedOnce() {
        var evaluation = Evaluation()
        let list = [("a", 0.6), ("b", 0.2), ("c", 0.1)]
        evaluation.record(decision(.answer("a"), list), expecting: .entry(["a"]))
        evaluation.record(decision(.answer("a"), list), expecting: .entry(["b"]))
        evaluation.record(decision(.clarify(["a", "b"]), list), expecting: .entry(["b"]))
        evaluation.record(decision(.clarify(["a", "c"]), list), expecting: .entry(["b"]))
        evaluation.record(decision(.noMatch, list), expecting: .entry(["z"]))
        evaluation.record(decision(.control("yes"), list), expecting: .entry(["a"]))
        let counts = evaluation.counts
        #expect(counts.inDomain == 6)
        #expect(counts.topOne == 2)
        #expect(counts.topThree == 5)
        #expect(counts.answeredRight == 1)
        #expect(counts.answeredWrong == 1)
        #expect(counts.clarifiedRight == 1)
        #expect(counts.clarifiedWrong == 1)
        #expect(counts.refused == 1)
        #expect(counts.takenForControl == 1)
        #expect(abs(counts.helpedRate - 2.0 / 6) < 1e-9)
    }

    @Test func falseAnswersAndQuestionsBackAreCountedApart() {
        var evaluation = Evaluation()
        evaluation.record(decision(.answer("a"), [("a", 0.9)]), expecting: .outOfDomain)
        evaluation.record(decision(.clarify(["a", "b"]), [("a", 0.4)]), expecting: .outOfDomain)
        evaluation.record(decision(.noMatch, [("a", 0.1)]), expecting: .outOfDomain)
        evaluation.record(
            decision(.clarify(["a", "b"]), []), expecting: .between(["a", "b", "c"]))
        evaluation.record(decision(.clarify(["a", "z"]), []), expecting: .between(["a", "b"]))
        evaluation.record(decision(.control("no"), []), expecting: .control("no"))
        evaluation.record(decision(.control("yes"), []), expecting: .control("no"))
        let counts = evaluation.counts
        #expect(counts.outOfDomain == 3)
        #expect(counts.falseAnswers == 1)
        #expect(counts.falseClarifications == 1)
        #expect(counts.ambiguous == 2)
        #expect(counts.askedBack == 1)
        #expect(counts.controls == 2)
        #expect(counts.controlsRight == 1)
    }

    @Test func reliabilityComparesPromiseWithResult() {
        var evaluation = Evaluation()
        evaluation.record(decision(.answer("a"), [("a", 0.95)]), expecting: .entry(["a"]))
        evaluation.record(decision(.answer("a"), [("a", 0.91)]), expecting: .entry(["b"]))
        evaluation.record(decision(.answer("a"), [("a", 1.0)]), expecting: .outOfDomain)
        let bin = evaluation.reliability[9]
        #expect(bin.count == 3)
        #expect(bin.right == 1)
        #expect(abs(bin.meanScore - 2.86 / 3) < 1e-9)
        #expect(abs(bin.accuracy - 1.0 / 3) < 1e-9)
    }
}
