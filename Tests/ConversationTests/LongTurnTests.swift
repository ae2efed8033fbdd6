import CallTestKit
import Testing
import Understanding

@testable import Conversation

/// Long answers in portions, two questions in one breath, and what is meant instead.
@Suite struct LongTurnTests {
    /// The line has told the first of two portions and asks whether to go on.
    private func halfTold() throws -> Dialogue {
        var dialogue = try Dialogue()
        dialogue.say("what does temporary residence cost")
        let prompts = dialogue.conversation.tell(["One.", "Two."], of: "residence.temporary.fee")
        #expect(prompts.first?.text == "One.")
        #expect(dialogue.known.pack.key(of: prompts.last?.text ?? "") == "go_on")
        return dialogue
    }

    @Test(arguments: ["yes please", "go on", "okay"])
    func whoWantsTheRestHearsIt(_ text: String) throws {
        var dialogue = try halfTold()
        let reply = dialogue.say(text)
        #expect(reply.texts.first == "Two.")
        #expect(dialogue.gist(reply).last == "anything_else")
    }

    @Test func whoDoesNotWantTheRestIsAskedForMore() throws {
        var dialogue = try halfTold()
        #expect(dialogue.gist(dialogue.say("no")) == ["anything_else"])
        #expect(dialogue.gist(dialogue.say("no")) == ["goodbye"])
    }

    @Test func anotherQuestionLeavesTheRest() throws {
        var dialogue = try halfTold()
        #expect(dialogue.say("i lost my identity card").answered == "identity.lost.how")
        #expect(dialogue.say("yes").texts.first != "Two.")
    }

    @Test func repeatingInTheMiddleKeepsTheRest() throws {
        var dialogue = try halfTold()
        #expect(dialogue.say("repeat that").texts == ["One."])
        #expect(dialogue.say("yes please").texts.first == "Two.")
    }

    @Test func twoQuestionsInOneBreathAreAnsweredInTheirOrder() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say(
            "what does temporary residence cost and where do i go for permanent residence")
        #expect(
            dialogue.gist(reply) == [
                "residence.temporary.fee", "residence.permanent.where", "anything_else",
            ])
    }

    @Test func oneQuestionWithAnAndIsOne() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what documents and papers do i need for temporary residence")
        #expect(dialogue.gist(reply) == ["residence.temporary.documents", "anything_else"])
    }

    @Test func whatWasMeantInsteadKeepsWhatWasAsked() throws {
        var dialogue = try Dialogue()
        dialogue.say("what does temporary residence cost")
        let reply = dialogue.say("no i meant permanent residence")
        #expect(reply.answered == "residence.permanent.fee")
    }

    @Test func anotherLanguageIsNotPretended() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("do you speak vietnamese")
        #expect(dialogue.gist(reply) == ["language"])
    }
}
