import Testing

@testable import Replay

@Suite struct IntentReportTests {
    private func trial(
        _ wanted: String?, _ told: String, _ inScope: Double
    ) -> IntentReport.Trial { .init(wanted: wanted, told: told, inScope: inScope) }

    @Test func accuracyNeedsNoThreshold() {
        let report = IntentReport([trial("a", "a", 0.1), trial("a", "b", 0.9)])
        #expect(report.accuracy == 0.5)
        #expect(report.refusing == nil)
        #expect(IntentReport([]).accuracy == 0)
    }

    @Test func whatIsRefusedIsNotRight() {
        let known = [
            trial("a", "a", 0.9), trial("b", "b", 0.8), trial("b", "a", 0.7), trial("a", "a", 0.2),
        ]
        let foreign = [trial(nil, "a", 0.1), trial(nil, "b", 0.4), trial(nil, "b", 0.75)]
        let refusing = IntentReport(known, foreign: foreign, threshold: 0.5).refusing
        #expect(refusing?.inScopeAccuracy == 0.5)
        #expect(refusing?.recall == 2.0 / 3)
        #expect(refusing?.precision == 2.0 / 3)
        #expect(refusing?.area == 9.0 / 12)
    }

    @Test func theThresholdIsBestForBothTogether() {
        let known = [trial("a", "a", 0.9), trial("b", "b", 0.7), trial("b", "a", 0.6)]
        let foreign = [trial(nil, "a", 0.65), trial(nil, "b", 0.3)]
        let threshold = IntentReport.threshold(for: known, foreign: foreign)
        #expect(threshold > 0.65 && threshold < 0.7)
    }

    @Test func withoutForeignTextsNothingIsRefused() {
        #expect(IntentReport.threshold(for: [trial("a", "a", 0.4)], foreign: []) == 0)
    }

    @Test func equalScoresCountHalf() {
        let report = IntentReport(
            [trial("a", "a", 0.5)], foreign: [trial(nil, "a", 0.5)], threshold: 0.5)
        #expect(report.refusing?.area == 0.5)
    }
}
