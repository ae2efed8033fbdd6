import Audio
import Benchmark
import Foundation
import Replay
import Testing

@Suite struct CallerPlanTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "audio-fixtures")

    private func plans(_ count: Int, seed: UInt64 = 1) throws -> [CallerPlan] {
        try CallerPlan.plans(
            count, questionsEach: 4, from: FixtureManifest.load(Self.folder), rate: .telephone,
            seed: seed, read: { _ in [0] })
    }

    @Test func theSameSeedGivesTheSameCallers() throws {
        #expect(try plans(5) == plans(5))
        #expect(try plans(5) != plans(5, seed: 2))
    }

    @Test func moreCallersBeginWithTheSameOnes() throws {
        #expect(try Array(plans(9).prefix(5)) == plans(5))
    }

    @Test func noQuestionComesTwiceBeforeAllHaveCome() throws {
        let ids = try plans(12).flatMap { $0.questions.map(\.id) }
        #expect(Set(ids).count == 48)
        #expect(ids.allSatisfy { $0.contains("law") })
    }
}
