import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct QualityGoalsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ text: String) throws -> QualityGoals {
        let file = folder.url.appending(path: "goals.json")
        try Data(text.utf8).write(to: file)
        return try QualityGoals.load(file)
    }

    @Test func callersThatAreNotThereReachNoGoal() throws {
        let goals = try load(#"{"goals": [{"group": "controls", "right": 0.5}]}"#)
        #expect(goals.missed(by: QualityReport([])) == ["controls: no such callers"])
    }

    @Test(arguments: [
        ("{", 1), ("{}", 1), (#"{"goals": []}"#, 1), ("{\"goals\": [\n{\"wer\": 0.1}]}", 2),
        ("{\"goals\": [\n\n{\"group\": \"controls\"}]}", 3),
    ])
    func goalsThatCannotBeReadAreNamed(_ text: String, _ line: Int) throws {
        let error = #expect(throws: PackError.self) { try load(text) }
        #expect(error?.problems.first?.line == line)
    }

    @Test func theProjectsOwnGoalsAreRead() throws {
        let goals = try QualityGoals.load(
            URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../audio-fixtures/goals.json"))
        #expect(goals.goals.count >= 5)
    }
}
