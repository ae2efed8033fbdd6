import CallTestKit
import Conversation
import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct QuestionSetTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ text: String) throws -> QuestionSet {
        let file = folder.url.appending(path: "questions.jsonl")
        try Data(text.utf8).write(to: file)
        return try QuestionSet.load(file)
    }

    @Test func everyKindOfLineIsRead() throws {
        let set = try load(
            """
            {"text": "how much", "accept": ["A-01", "b.fee"], "level": "hard", "split": "tune"}
            {"text": "the fee", "between": ["a", "b"], "split": "test"}

            {"text": "a joke", "out_of_domain": true, "near": true}
            {"turns": [{"text": "one", "accept": ["a"]}, {"text": "two", "accept": ["b"]}]}
            """)
        #expect(set.lines.count == 4)
        #expect(set.lines[0].turns[0].expectation == .accept(["A-01", "b.fee"]))
        #expect(set.lines[0].level == "hard")
        #expect(set.lines[1].turns[0].expectation == .between(["a", "b"]))
        #expect(set.lines[2].turns[0].expectation == .outOfDomain(isNear: true))
        #expect(set.lines[3].turns.map(\.text) == ["one", "two"])
        #expect(set.split("tune").lines.count == 1)
        #expect(set.split(nil).lines.count == 4)
    }

    @Test(arguments: [
        ("{\"text\": \"no end\"", 1), ("{\"text\": \"nothing expected\"}", 1),
        ("\n{\"accept\": [\"a\"]}", 2), ("{\"turns\": []}", 1),
        ("{\"turns\": [{\"text\": \"one\"}]}", 1),
    ])
    func aLineThatCannotBeReadIsNamed(_ text: String, _ line: Int) throws {
        let error = #expect(throws: PackError.self) { try load(text) }
        #expect(error?.problems.first?.line == line)
        #expect(error?.problems.first?.file.hasSuffix("questions.jsonl") == true)
    }

    @Test func anEmptyOrMissingFileIsRefused() throws {
        #expect(throws: PackError.self) { try load("\n \n") }
        #expect(throws: PackError.self) {
            try QuestionSet.load(folder.url.appending(path: "none.jsonl"))
        }
    }
}
