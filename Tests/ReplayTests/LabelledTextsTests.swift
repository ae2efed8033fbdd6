import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct LabelledTextsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ texts: String..., needsIntent: Bool = true) throws -> LabelledTexts {
        for (index, text) in texts.enumerated() { try folder.write(text, to: "\(index).jsonl") }
        return try LabelledTexts.load(
            texts.indices.map { folder.file("\($0).jsonl") }, needsIntent: needsIntent)
    }

    @Test func theLinesOfAllFilesAreRead() throws {
        let texts = try load(
            "{\"text\": \"one\", \"intent\": \"a\"}\r\n\n{\"text\": \"two\", \"intent\": \"b\"}",
            "{\"intent\": \"a\", \"text\": \"three\", \"more\": 3}\n")
        #expect(texts.lines.map(\.text) == ["one", "two", "three"])
        #expect(texts.lines.map(\.intent) == ["a", "b", "a"])
    }

    @Test func textsOfNoIntentNeedNone() throws {
        let texts = try load(
            "{\"text\": \"one\"}\n{\"text\": \"two\", \"intent\": \"oos\"}", needsIntent: false)
        #expect(texts.lines.map(\.intent) == ["", ""])
    }

    @Test(arguments: [
        ("{\"text\": \"no end\"", 1), ("{\"text\": \"no intent\"}", 1),
        ("\n{\"intent\": \"no text\"}", 2), ("{\"text\": \"\", \"intent\": \"a\"}", 1),
        ("{\"text\": \"one\", \"intent\": 5}", 1), ("[]", 1),
        ("{\"text\": \"one\", \"intent\": \"a\"}\ntext,intent", 2),
    ])
    func aLineThatCannotBeReadIsNamed(_ text: String, _ line: Int) throws {
        let error = #expect(throws: PackError.self) { try load(text) }
        #expect(error?.problems.first?.line == line)
        #expect(error?.problems.first?.file.hasSuffix("0.jsonl") == true)
        #expect(error?.problems.first?.remedy.contains("intent") == true)
    }

    @Test func anEmptyOrMissingFileIsRefused() throws {
        #expect(throws: PackError.self) { try load("\n \n") }
        #expect(throws: PackError.self) {
            try LabelledTexts.load([folder.file("none.jsonl")])
        }
    }

    @Test func noFileHasNoLines() throws {
        #expect(try LabelledTexts.load([]).lines.isEmpty)
    }
}
