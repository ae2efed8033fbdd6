import Knowledge
import Testing

@testable import LanguageModel

@Suite struct SlotGrammarsTests {
    private static func template(_ source: String) throws -> Template {
        try Template(parsing: source)
    }

    private func grammars() throws -> SlotGrammars {
        var actions = Actions()
        actions.branches = "ward"
        (actions.before, actions.after) = (["at", "I live in"], ["please"])
        actions.ratings = [
            Actions.Choice(id: "1", name: "one", said: [try Self.template("(very bad|awful)")])
        ]
        return SlotGrammars(
            LanguagePack(
                language: LanguageSettings(tag: "en-US", name: "English"), entries: [],
                carriers: Carriers(
                    beforeCommand: [try Self.template("(can|could) you [please]")],
                    afterCommand: [try Self.template("for me")]),
                controls: ["repeat": [try Self.template("[please] say (that|it) again")]],
                lists: ["ward": ["Tay Ho", "Tay Mo"]], actions: actions))
    }

    @Test func controlsAreWhatTheTemplatesSayWithPoliteWordsAround() throws {
        let text = try #require(try grammars().texts["control"])
        #expect(text.contains("<said> = <command> | <before> <command> |"))
        #expect(text.contains("<before> = (can | could) you [please];"))
        #expect(text.contains("<command> = [please] say (that | it) again;"))
    }

    @Test func aShortWordIsNotExpectedBeforeAShortValue() throws {
        let texts = try grammars().texts
        #expect(texts["branch"]?.contains("<before> = at | i (live (in));") == true)
        #expect(texts["rating"]?.contains("<before> = i (live (in));") == true)
        #expect(texts["branch"]?.contains("<value> = tay (ho | mo);") == true)
    }

    @Test func aTelephoneNumberHasItsLength() throws {
        let text = try #require(try grammars().texts["number"])
        let nine = Array(repeating: "<single>", count: 9).joined(separator: " ")
        #expect(text.contains("<zero> \(nine) |"))
        #expect(!text.contains(")+"))
    }

    @Test func everyWordOfAGrammarIsTold() throws {
        let words = try grammars().words
        for word in ["say", "could", "tay", "seven", "oh", "double", "please"] {
            #expect(words.contains(word), "\(word)")
        }
    }
}
