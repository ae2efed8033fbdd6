import CallTestKit
import Knowledge
import Testing
import Understanding

@testable import Conversation

@Suite struct ClarificationTests {
    private static let nonsense = "purple elephants dance on the moon"

    /// The line has just asked: temporary or permanent?
    private func asked() throws -> Dialogue {
        var dialogue = try Dialogue()
        dialogue.offer("residence.temporary.fee", "residence.permanent.fee")
        return dialogue
    }

    @Test func twoMeaningsAreAskedBack() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what does residence cost")
        let choice = try #require(reply.choice)
        #expect(choice.kind == .clarify)
        #expect(
            Set(choice.offered) == ["residence.temporary.fee", "residence.permanent.fee"])
        let text = try #require(reply.texts.first)
        #expect(text.contains("temporary residence registration"))
        #expect(text.contains("permanent residence registration"))
        #expect(dialogue.conversation.context.offered == choice.offered)
    }

    @Test func proceduresThatDifferAreNamedByTheProcedure() throws {
        var dialogue = try asked()
        #expect(
            dialogue.say(Self.nonsense).texts == [
                "Do you mean temporary residence registration, or permanent residence registration?"
            ])
    }

    @Test func aspectsThatDifferAreNamedByTheTitle() throws {
        var dialogue = try Dialogue()
        dialogue.offer("residence.temporary.fee", "residence.temporary.where")
        #expect(
            dialogue.say(Self.nonsense).texts == [
                "Do you mean the fee for temporary residence, "
                    + "or where to register temporary residence?"
            ])
    }

    @Test func threeMeaningsAreAskedBackToo() throws {
        var dialogue = try Dialogue()
        dialogue.offer(
            "residence.temporary.fee", "residence.permanent.fee", "identity.new.fee")
        #expect(
            dialogue.say(Self.nonsense).texts == [
                "Do you mean temporary residence registration, permanent residence registration, "
                    + "or identity card renewal?"
            ])
    }

    /// No choice was meant by it, and the line is honest about it.
    @Test func anotherQuestionThatIsNotOursIsRefused() throws {
        var dialogue = try asked()
        let reply = dialogue.say("which elephants dance on the moon tonight")
        #expect(dialogue.gist(reply) == ["refuse"])
        #expect(dialogue.conversation.context.offered.isEmpty)
    }

    /// "And how long does it take?" over the choices is asked about them.
    @Test func whatWasOfferedIsTalkedAbout() throws {
        var dialogue = try Dialogue()
        dialogue.say("i lost my identity card")
        #expect(dialogue.conversation.context.topic == "identity")
        let offered = try ["residence.temporary.fee", "residence.permanent.fee"].map(dialogue.entry)
        _ = dialogue.conversation.clarify(offered.map(\.id), .unsure)
        #expect(dialogue.conversation.context.topic == offered[0].topic)
        #expect(dialogue.conversation.context.procedure == nil)
        #expect(dialogue.conversation.context.lastEntry == nil)
        // Where they have no subject in common, it stays what it was.
        _ = dialogue.conversation.clarify(
            ["identity.lost.how", "residence.permanent.fee"], .unsure)
        #expect(dialogue.conversation.context.topic == offered[0].topic)
    }

    // MARK: Choosing

    @Test(arguments: [
        ("the second one", "residence.permanent.fee"),
        ("the first one please", "residence.temporary.fee"),
        ("number two", "residence.permanent.fee"),
        ("temporary", "residence.temporary.fee"),
        ("permanent residence", "residence.permanent.fee"),
    ])
    func whatIsMeantIsChosenByPlaceOrName(words: String, answer: String) throws {
        var dialogue = try asked()
        #expect(dialogue.say(words).answered == answer)
    }

    @Test func theChoiceIsSettledByTheAnswer() throws {
        var dialogue = try asked()
        dialogue.say("the second one")
        #expect(dialogue.conversation.context.offered.isEmpty)
        #expect(dialogue.conversation.context.lastEntry == "residence.permanent.fee")
        #expect(dialogue.say("the first one").answered == nil)
    }

    @Test func aChoiceThatWasNotOfferedIsAskedForAgain() throws {
        var dialogue = try asked()
        #expect(dialogue.say("the third one").choice?.kind == .clarify)
    }

    @Test func anotherQuestionInsteadOfAChoiceIsAnswered() throws {
        var dialogue = try asked()
        #expect(dialogue.say("i lost my identity card").answered == "identity.lost.how")
    }

    @Test func neitherIsTakenAtItsWord() throws {
        var dialogue = try asked()
        let reply = dialogue.say("no")
        #expect(dialogue.gist(reply) == ["clarify_failed"])
        #expect(reply.ending == nil)
    }

    @Test func yesIsNoChoice() throws {
        var dialogue = try asked()
        let reply = dialogue.say("yes please")
        #expect(reply.choice?.kind == .clarify)
        #expect(dialogue.say("the second one").answered == "residence.permanent.fee")
    }

    // MARK: Failing

    @Test func theChoiceIsAskedForTwiceInOtherWords() throws {
        var dialogue = try Dialogue()
        let first = dialogue.conversation.clarify(
            ["residence.temporary.fee", "residence.permanent.fee"], .unsure)
        let second = dialogue.say(Self.nonsense)
        #expect(second.choice?.kind == .clarify)
        #expect(second.choice?.offered == first.choice?.offered)
        #expect(second.texts != first.texts)
        #expect(dialogue.say("the second one").answered == "residence.permanent.fee")
    }

    @Test func afterTwoFailuresTheQuestionIsWantedAnew() throws {
        var dialogue = try asked()
        _ = dialogue.say(Self.nonsense)
        let reply = dialogue.say(Self.nonsense)
        #expect(dialogue.gist(reply) == ["clarify_failed"])
        #expect(reply.choice?.kind == .nomatch)
        #expect(dialogue.conversation.context.offered.isEmpty)
    }

    @Test func anotherUnclearQuestionIsAskedBackAsPatiently() throws {
        var dialogue = try asked()
        _ = dialogue.say(Self.nonsense)
        let other = ["residence.temporary.where", "residence.permanent.where"]
        let reply = dialogue.conversation.clarify(other, .unsure)
        #expect(reply.choice?.offered == other)
        #expect(reply.texts != [])
        #expect(dialogue.conversation.context.offered == other)
        #expect(dialogue.say(Self.nonsense).choice?.kind == .clarify, "and once more")
    }

    @Test func oneMeaningIsNoChoice() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.conversation.clarify(
            ["residence.temporary.fee", "unknown"], .unsure)
        #expect(reply.answered == "residence.temporary.fee")
        #expect(dialogue.gist(dialogue.conversation.clarify(["unknown"], .unsure)) == ["refuse"])
    }
}

extension Decision {
    fileprivate static var unsure: Decision {
        Decision(outcome: .noMatch, candidates: [], normalised: "")
    }
}
