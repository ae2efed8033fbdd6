import CallTestKit
import Knowledge
import Testing
import Understanding

@testable import Conversation

@Suite struct AnswerTests {
    @Test func theLineGreetsFirst() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.conversation.begin()
        #expect(dialogue.gist(reply) == ["greeting"])
        #expect(reply.notes.isEmpty)
        #expect(reply.ending == nil)
        #expect(reply.prompts.map(\.rate) == [160])
    }

    @Test func aQuestionIsAnsweredAndAnotherInvited() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what does temporary residence cost")
        #expect(dialogue.gist(reply) == ["residence.temporary.fee", "anything_else"])
        #expect(reply.texts.first == "Temporary residence costs fifteen thousand dong.")
        #expect(reply.manner == .speak)
        #expect(reply.ending == nil)
    }

    @Test func anAnswerIsNotedWithItsSourceItsDatesAndWhatStoodAgainstIt() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what does temporary residence cost")
        let choice = try #require(reply.choice)
        #expect(choice.kind == .answer)
        #expect(choice.answer == "residence.temporary.fee")
        #expect(choice.source == "the Law on Residence")
        #expect(choice.validFrom == Day("2026-07-01"))
        #expect(choice.validUntil == nil)
        #expect(choice.score > 0.5 && choice.score <= 1)
        #expect(choice.runnerUp?.entry != "residence.temporary.fee")
        #expect((choice.runnerUp?.score ?? 1) < choice.score)
    }

    @Test(arguments: [
        ("where do i go for permanent residence", "residence.permanent.where"),
        ("what papers do i need for temporary residence", "residence.temporary.documents"),
        ("i lost my identity card", "identity.lost.how"),
        ("how much is a new identity card", "identity.new.fee"),
    ])
    func eachQuestionHasItsAnswer(question: String, answer: String) throws {
        var dialogue = try Dialogue()
        #expect(dialogue.say(question).answered == answer)
    }

    @Test func anAnswerWhoseDayHasNotComeIsSaidToApplyFromThatDay() throws {
        var dialogue = try Dialogue(today: Day("2026-01-05"))
        let reply = dialogue.say("what does temporary residence cost")
        #expect(
            reply.texts.first
                == "What I know about the fee for temporary residence holds from 1 July 2026 only.")
        #expect(reply.answered == "residence.temporary.fee")
        for (day, isSpoken) in [("2026-06-30", false), ("2026-07-01", true)] {
            var dialogue = try Dialogue(today: Day(day))
            let text = dialogue.say("what does temporary residence cost").texts.first
            #expect(text?.contains("fifteen thousand dong") == isSpoken, "\(day)")
        }
    }

    @Test func whatWasAnsweredIsTheContextOfWhatFollows() throws {
        var dialogue = try Dialogue()
        dialogue.say("what does temporary residence cost")
        #expect(
            dialogue.conversation.context
                == DialogueContext(
                    topic: "residence", procedure: "temporary residence registration",
                    lastEntry: "residence.temporary.fee"))
    }

    // MARK: Answers that ran out

    @Test func anAnswerThatRanOutIsNotSpoken() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what does a passport cost")
        #expect(reply.answered == "passport.fee")
        #expect(
            reply.texts.first == "What I know of the fee for a passport ran out on 31 October 2026."
        )
        #expect(!reply.texts.contains { $0.contains("thousand") })
        #expect(reply.choice?.validUntil == Day("2026-10-31"))
    }

    @Test(arguments: [("2026-10-31", true), ("2026-11-01", false), ("2026-06-30", false)])
    func anAnswerHoldsFromItsFirstDayToItsLast(today: String, holds: Bool) throws {
        var dialogue = try Dialogue(today: Day(today))
        let answer = try dialogue.entry("passport.fee").answer
        let reply = dialogue.say("what does a passport cost")
        #expect((reply.texts.first == answer) == holds)
    }

    @Test func noAnswerIsRepeatedThatRanOut() throws {
        var dialogue = try Dialogue()
        dialogue.say("what does a passport cost")
        let reply = dialogue.say("repeat that")
        #expect(reply.texts.first?.contains("ran out") == true)
    }

    // MARK: Two utterances, one question

    @Test func aQuestionCutInTwoIsJoined() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("permanent residence", after: "where do i go for")
        #expect(reply.answered == "residence.permanent.where")
        var apart = try Dialogue()
        #expect(apart.say("permanent residence").answered != "residence.permanent.where")
    }

    @Test func aSecondQuestionIsNotMixedWithTheFirst() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say(
            "where do i go for permanent residence", after: "what does temporary residence cost")
        #expect(reply.answered == "residence.permanent.where")
    }

    @Test func whatWasNotUnderstoodDoesNotSpoilTheNextQuestion() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say(
            "what does temporary residence cost", after: "purple elephants dance")
        #expect(reply.answered == "residence.temporary.fee")
    }

    @Test func theRestOfAQuestionThatIsAnsweredIsNotAnsweredAgain() throws {
        var dialogue = try Dialogue()
        let beginning = "what should i bring for"
        #expect(dialogue.say(beginning).answered == "residence.temporary.documents")
        #expect(dialogue.say("temporary residence", after: beginning) == .resume)
        var apart = try Dialogue()
        apart.say(beginning)
        #expect(apart.say("temporary residence").manner == .speak)
    }

    // MARK: Nothing to answer

    @Test func aVoiceWithoutWordsChangesNothing() throws {
        var dialogue = try Dialogue()
        _ = dialogue.conversation.noInput()
        #expect(dialogue.conversation.heard([]) == .resume)
        #expect(dialogue.say("") == .resume)
        #expect(dialogue.conversation.noInputCount == 1)
    }

    @Test func aFewWordsThatMeanNothingAreLetPassWhileTheLineSpeaks() throws {
        var dialogue = try Dialogue()
        #expect(dialogue.say("purple elephants", interrupting: true) == .resume)
        #expect(dialogue.say("purple elephants").manner == .speak)
        #expect(
            dialogue.say("purple elephants dance on the moon", interrupting: true).manner == .speak)
    }

    @Test func aQuestionIsAnsweredWhileTheLineSpeaks() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("what does temporary residence cost", interrupting: true)
        #expect(reply.answered == "residence.temporary.fee")
    }
}
