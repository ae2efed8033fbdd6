import CallTestKit
import Knowledge
import Testing

@testable import Conversation

@Suite struct GroundsTests {
    private func grounds(_ said: String) throws -> Grounds? {
        let dialogue = try Dialogue()
        return Grounds(
            for: try dialogue.entry("residence.temporary.fee"), said: said,
            lists: dialogue.known.pack.lists)
    }

    @Test func theNearestQuestionAndTheSharedWordsAreNamed() throws {
        let grounds = try #require(try grounds("how much costs temporary residence for me"))
        #expect(grounds.question == "how much (is|costs) temporary residence")
        #expect(grounds.words == ["how", "much", "costs", "temporary", "residence"])
    }

    @Test func withoutACommonWordThereAreNone() throws {
        #expect(try grounds("purple elephants") == nil)
        #expect(try grounds("") == nil)
    }

    @Test func anAnswerSaysWhatSpeaksForIt() throws {
        var dialogue = try Dialogue()
        let choice = dialogue.say("what does temporary residence cost").choice
        #expect(choice?.grounds?.question == "what does temporary residence cost")
    }
}
