import Testing

@testable import Understanding

@Suite struct VagueJudgeTests {
    private static let clear = (0..<200).map { [Double($0) / 200] }

    private static let judge = VagueJudge(
        training: clear.map { .init(features: $0, isPositive: false, weight: 1) }
            + (0..<20).map { .init(features: [1 + Double($0) / 20], isPositive: true, weight: 1) },
        clear: clear)

    @Test func aShareOfTheClearQuestionsLooksLessVague() {
        #expect(abs(Self.judge.vagueness([0.5]) - 0.5) < 0.02)
        #expect(abs(Self.judge.vagueness([0.85]) - 0.85) < 0.02)
    }

    @Test func whatIsVaguerThanAllIsWhollyVague() {
        #expect(Self.judge.vagueness([3]) == 1)
        #expect(Self.judge.vagueness([-1]) == 0)
    }

    @Test func withoutClearQuestionsNothingIsVague() {
        let judge = VagueJudge(
            training: [.init(features: [1], isPositive: true, weight: 1)], clear: [])
        #expect(judge.vagueness([1]) == 0)
    }

    @Test func featuresHaveNames() {
        let vague = 1..<3
        let evidence = Evidence(
            values: EvidenceKind.allCases.map { _ in [0.1, 0.5, 0.2, 0] }, procedures: [0.7],
            aspects: [0.4], known: 1, negativeMargin: -1, negativeSimilarity: 0,
            meaningOfNone: nil, cue: TopicCues.Result(), length: 3)
        let shares = [0.2, 0.5, 0.2, 0.1]
        let features = VagueJudge.features(shares: shares, evidence: evidence, vague: vague)
        #expect(features.count == VagueJudge.lexicalNames.count)
        #expect(abs(features[0] - 0.7) < 1e-9)
        // The best vague question is before the best entry by 0.4.
        #expect(abs(features[2] - 0.4) < 1e-6)
        var meant = evidence
        meant.meaningOfNone = (-2, 0.1)
        #expect(
            VagueJudge.features(shares: shares, evidence: meant, vague: vague).count
                == VagueJudge.names.count)
    }
}
