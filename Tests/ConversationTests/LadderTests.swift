import CallTestKit
import Testing
import Understanding

@testable import Conversation

@Suite struct LadderTests {
    private static let nonsense = "purple elephants dance on the moon"

    // MARK: No input

    @Test func silenceIsMetThreeTimes() throws {
        var dialogue = try Dialogue()
        let replies = (0..<3).map { _ in dialogue.conversation.noInput() }
        #expect(replies.map(dialogue.gist) == [["noinput_1"], ["noinput_2"], ["noinput_goodbye"]])
        #expect(replies.map(\.notes) == (1...3).map { [.noInput(count: $0)] })
        #expect(replies.map(\.ending) == [nil, nil, .noInput])
    }

    @Test func whoSpeaksIsGivenNewPatience() throws {
        var dialogue = try Dialogue()
        _ = dialogue.conversation.noInput()
        _ = dialogue.conversation.noInput()
        dialogue.say("thank you")
        #expect(dialogue.gist(dialogue.conversation.noInput()) == ["noinput_1"])
    }

    @Test func whoKeysIsGivenNewPatience() throws {
        var dialogue = try Dialogue()
        _ = dialogue.conversation.noInput()
        _ = dialogue.conversation.key("5")
        #expect(dialogue.gist(dialogue.conversation.noInput()) == ["noinput_1"])
    }

    // MARK: No match

    /// A recognizer that is unsure of what it heard.
    private func mumble(_ dialogue: inout Dialogue) -> Reply {
        dialogue.say(Self.nonsense, posterior: 0.2)
    }

    @Test func whatIsNotUnderstoodIsMetWithMoreHelpEachTimeThenWithAPerson() throws {
        var dialogue = try Dialogue()
        let replies = (0..<4).map { _ in mumble(&dialogue) }
        #expect(
            replies.map(dialogue.gist) == [
                ["nomatch_1"], ["nomatch_2"], ["nomatch_3", "offer_person"], ["offer_person"],
            ])
        #expect(replies.map(\.noMatchCount) == [1, 2, 3, 4])
        #expect(replies.allSatisfy { $0.choice?.kind == .nomatch })
    }

    @Test func whatIsHeardWellAndForeignIsRefusedAtFirst() throws {
        var dialogue = try Dialogue()
        let first = dialogue.say(Self.nonsense)
        #expect(dialogue.gist(first) == ["refuse"])
        #expect(first.noMatchCount == 1)
        #expect(dialogue.gist(dialogue.say(Self.nonsense)) == ["nomatch_2"])
    }

    @Test func anAnswerBeginsTheLadderAnew() throws {
        var dialogue = try Dialogue()
        _ = mumble(&dialogue)
        _ = mumble(&dialogue)
        dialogue.say("what does temporary residence cost")
        #expect(dialogue.gist(mumble(&dialogue)) == ["nomatch_1"])
    }

    // MARK: The offer of a person

    private func offered() throws -> Dialogue {
        var dialogue = try Dialogue()
        for _ in 0..<3 { _ = mumble(&dialogue) }
        return dialogue
    }

    @Test(arguments: ["yes please", "yeah", "sure", "okay"])
    func whoSaysYesIsPutThrough(word: String) throws {
        var dialogue = try offered()
        let reply = dialogue.say(word)
        #expect(dialogue.gist(reply) == ["transfer"])
        #expect(
            reply.ending == .transfer(to: "service centre", reason: "offered after no-match"))
    }

    @Test func whoSaysOkayWhileThePersonIsOfferedHasNotHeardTheOffer() throws {
        var dialogue = try offered()
        #expect(dialogue.say("okay", interrupting: true) == .resume)
    }

    @Test func whoSaysNoGoesOn() throws {
        var dialogue = try offered()
        let reply = dialogue.say("no")
        #expect(dialogue.gist(reply) == ["no_without_question"])
        #expect(reply.ending == nil)
        #expect(dialogue.gist(dialogue.say("yes please")) == ["yes_without_question"])
    }

    @Test func whoAsksInsteadIsAnswered() throws {
        var dialogue = try offered()
        #expect(
            dialogue.say("what does temporary residence cost").answered
                == "residence.temporary.fee")
        #expect(dialogue.say("yes please").ending == nil, "the offer is gone")
    }
}
