import CallTestKit
import Testing
import Understanding

@testable import Conversation

@Suite struct ControlTests {
    private func answered() throws -> Dialogue {
        var dialogue = try Dialogue()
        dialogue.say("what does temporary residence cost")
        return dialogue
    }

    // MARK: By the grammar of controls

    /// What open speech only asks back about, and what the grammar heard.
    private func heard(_ open: String, _ closed: String, fit: Double) throws -> Reply {
        var dialogue = try answered()
        return dialogue.conversation.heard([
            Hypothesis(text: open, posterior: 0.9),
            Hypothesis(text: closed, posterior: fit, isByGrammar: true),
        ])
    }

    @Test func theGrammarIsBelievedWhereOpenSpeechIsNotUnderstood() throws {
        #expect(try heard("purple elephants", "repeat that", fit: 0.5).obeyed == "repeat")
        #expect(try heard("purple elephants", "repeat that", fit: 0.1).obeyed == nil)
    }

    @Test func aMurmurMustFitWell() throws {
        #expect(try heard("purple elephants", "uh huh", fit: 0.5).manner == .speak)
        #expect(try heard("purple elephants", "uh huh", fit: 0.9).manner == .resume)
    }

    /// Nobody is hung up on for what open speech did not hear.
    @Test(arguments: ["goodbye", "no thank you"])
    func anEndOfTheCallMustFitWell(closed: String) throws {
        #expect(try heard("purple elephants", closed, fit: 0.8).ending == nil)
        #expect(try heard("purple elephants", closed, fit: 0.9).ending == .goodbye)
    }

    /// What was offered is declined by a "no" like any other: the call goes on.
    @Test func aNoThatEndsNothingNeedsNotFitSoWell() throws {
        var dialogue = try Dialogue()
        dialogue.offer("residence.temporary.fee", "residence.permanent.fee")
        dialogue.say("purple elephants dance on the moon")
        let reply = dialogue.conversation.heard([
            Hypothesis(text: "purple elephants", posterior: 0.9),
            Hypothesis(text: "no", posterior: 0.6, isByGrammar: true),
        ])
        #expect(reply.obeyed == "no")
        #expect(reply.ending == nil)
    }

    @Test func whatIsUnderstoodIsNotOverruled() throws {
        let reply = try heard("i lost my identity card", "repeat that", fit: 0.99)
        #expect(reply.answered == "identity.lost.how")
    }

    /// "Permanent", of two that were offered: by itself it would answer nothing.
    @Test func aChoiceThatIsNamedIsNotOverruled() throws {
        var dialogue = try Dialogue()
        dialogue.offer("residence.temporary.fee", "residence.permanent.fee")
        let reply = dialogue.conversation.heard([
            Hypothesis(text: "permanent", posterior: 1),
            Hypothesis(text: "the third", posterior: 0.99, isByGrammar: true),
        ])
        #expect(reply.answered == "residence.permanent.fee")
    }

    // MARK: Once more

    @Test func theAnswerIsRepeatedWithoutTheInvitation() throws {
        var dialogue = try answered()
        let reply = dialogue.say("repeat that")
        #expect(dialogue.gist(reply) == ["residence.temporary.fee"])
        #expect(reply.obeyed == "repeat")
        #expect(dialogue.say("once more please").texts == reply.texts)
    }

    @Test func nothingIsRepeatedBeforeSomethingWasSaid() throws {
        var dialogue = try Dialogue()
        #expect(dialogue.gist(dialogue.say("repeat that")) == ["repeat_nothing"])
    }

    @Test func aQuestionOfTheLineIsRepeatedToo() throws {
        var dialogue = try Dialogue()
        dialogue.offer("residence.temporary.fee", "residence.permanent.fee")
        let question = dialogue.say("purple elephants dance on the moon")
        #expect(dialogue.say("repeat that").texts == question.texts)
    }

    @Test func theStarKeyRepeats() throws {
        var dialogue = try answered()
        let reply = dialogue.conversation.key("*")
        #expect(dialogue.gist(reply) == ["residence.temporary.fee"])
        #expect(reply.obeyed == "repeat")
    }

    // MARK: Pace

    @Test func theAnswerIsSpokenMoreSlowlyAndSoIsWhatFollows() throws {
        var dialogue = try answered()
        let reply = dialogue.say("speak more slowly please")
        #expect(dialogue.gist(reply) == ["slower", "residence.temporary.fee"])
        #expect(reply.prompts.map(\.rate) == [128, 128])
        #expect(dialogue.say("i lost my identity card").prompts.map(\.rate) == [128, 128])
    }

    @Test func theAnswerIsSpokenFaster() throws {
        var dialogue = try answered()
        let reply = dialogue.say("speak faster please")
        #expect(dialogue.gist(reply) == ["faster", "residence.temporary.fee"])
        #expect(reply.prompts.map(\.rate) == [200, 200])
    }

    @Test func paceHasLimits() throws {
        var dialogue = try answered()
        let slow = (0..<5).map { _ in dialogue.say("speak more slowly please").prompts.last?.rate }
        #expect(slow == [128, 102, 100, 100, 100])
        let fast = (0..<6).map { _ in dialogue.say("speak faster please").prompts.last?.rate }
        #expect(fast == [125, 156, 195, 240, 240, 240])
    }

    @Test func slowerThenFasterIsAsBefore() throws {
        var dialogue = try answered()
        dialogue.say("speak more slowly please")
        #expect(dialogue.say("speak faster please").prompts.last?.rate == 160)
    }

    // MARK: Ends

    @Test(arguments: ["stop", "stop talking", "that is enough"])
    func stopIsObeyedAndTheCallGoesOn(word: String) throws {
        var dialogue = try answered()
        let reply = dialogue.say(word)
        #expect(dialogue.gist(reply) == ["stopped"])
        #expect(reply.obeyed == "stop")
        #expect(reply.ending == nil)
    }

    @Test(arguments: [("stop", true), ("stop it please", true), ("what does", false), ("", false)])
    func aStopWordIsKnownBeforeTheUtteranceEnds(words: String, isStop: Bool) throws {
        #expect(try Dialogue().conversation.isStop(words) == isStop)
    }

    @Test func goodbyeEndsTheCall() throws {
        var dialogue = try answered()
        let reply = dialogue.say("goodbye")
        #expect(dialogue.gist(reply) == ["goodbye"])
        #expect(reply.ending == .goodbye)
    }

    @Test(arguments: ["no", "nothing else thank you"])
    func whoNeedsNothingElseIsLetGo(words: String) throws {
        var dialogue = try answered()
        #expect(dialogue.say(words).ending == .goodbye)
    }

    @Test func noWithoutAQuestionOfTheLineEndsNothing() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("no")
        #expect(dialogue.gist(reply) == ["no_without_question"])
        #expect(reply.ending == nil)
    }

    @Test func whoNeedsSomethingElseIsAskedWhat() throws {
        var dialogue = try answered()
        #expect(dialogue.gist(dialogue.say("yes please")) == ["yes_without_question"])
    }

    @Test func aCallThatLastsTooLongIsEnded() throws {
        var dialogue = try answered()
        let reply = dialogue.conversation.timeUp()
        #expect(dialogue.gist(reply) == ["goodbye"])
        #expect(reply.ending == .timeUp)
    }

    // MARK: A person

    @Test func whoAsksForAPersonIsPutThrough() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.say("can i speak to a person please")
        #expect(dialogue.gist(reply) == ["transfer"])
        #expect(reply.ending == .transfer(to: "service centre", reason: "asked for"))
    }

    @Test func theKey0IsAPerson() throws {
        var dialogue = try Dialogue()
        let reply = dialogue.conversation.key("0")
        #expect(dialogue.gist(reply) == ["transfer"])
        #expect(reply.ending == .transfer(to: "service centre", reason: "dtmf"))
        #expect(reply.obeyed == "person")
    }

    @Test(arguments: [
        "what does temporary residence cost", "goodbye", "yes please", "okay", "start over",
        "purple elephants dance on the moon",
    ])
    func whoIsPutThroughIsNotAnsweredAnyMore(words: String) throws {
        var dialogue = try answered()
        let transfer = dialogue.conversation.key("0").ending
        #expect(dialogue.say(words, interrupting: true) == .resume)
        for key in "0*5" { #expect(dialogue.conversation.key(key) == .resume) }
        #expect(dialogue.conversation.ending == transfer)
    }

    @Test(arguments: [
        ("stop", "stop", "stopped"), ("no", "no", "no_without_question"),
        ("no that is all", "no", "no_without_question"),
    ])
    func whoDoesNotWantToBePutThroughStays(words: String, key: String, gist: String) throws {
        var dialogue = try answered()
        _ = dialogue.conversation.key("0")
        let reply = dialogue.say(words, interrupting: true)
        #expect(dialogue.gist(reply) == [gist])
        #expect(reply.obeyed == key)
        #expect(reply.ending == nil)
        #expect(dialogue.conversation.ending == nil)
        #expect(dialogue.say("i lost my identity card").answered == "identity.lost.how")
    }

    @Test func whoSpeaksAfterTheGoodbyeIsHeardButNobodyGainsTime() throws {
        var dialogue = try answered()
        dialogue.say("goodbye")
        #expect(dialogue.conversation.ending == .goodbye)
        dialogue.say("uh huh")
        #expect(dialogue.conversation.ending == .goodbye)
        dialogue.say("what does temporary residence cost")
        #expect(dialogue.conversation.ending == nil)
        _ = dialogue.conversation.timeUp()
        for words in ["stop", "no", "what does temporary residence cost"] {
            #expect(dialogue.say(words, interrupting: true) == .resume)
            #expect(!dialogue.conversation.isStop(words))
        }
        #expect(dialogue.conversation.key("0") == .resume)
        #expect(dialogue.conversation.ending == .timeUp)
    }

    @Test(arguments: ["1", "9", "#", "A"] as [Character])
    func otherKeysAreExplained(key: Character) throws {
        var dialogue = try Dialogue()
        let reply = dialogue.conversation.key(key)
        #expect(dialogue.gist(reply) == ["dtmf_help"])
        #expect(reply.ending == nil)
    }

    // MARK: Small talk

    @Test(arguments: [
        ("help me please", ["help"]), ("thank you very much", ["thanks", "anything_else"]),
        ("hello there", ["help"]), ("hold on please", ["wait"]),
        ("start over", ["start_over"]),
    ])
    func smallTalkIsAnswered(words: String, gist: [String]) throws {
        var dialogue = try answered()
        let reply = dialogue.say(words)
        #expect(dialogue.gist(reply) == gist)
        #expect(reply.ending == nil)
    }

    @Test(arguments: ["uh huh", "mm hm", "i see"])
    func aBackChannelIsNoTurn(words: String) throws {
        var dialogue = try answered()
        #expect(dialogue.say(words) == .resume)
        #expect(dialogue.say(words, interrupting: true) == .resume)
    }

    @Test func startingOverForgetsWhatWasSaid() throws {
        var dialogue = try answered()
        dialogue.say("start over")
        #expect(dialogue.conversation.context == DialogueContext())
        #expect(dialogue.gist(dialogue.say("repeat that")) == ["repeat_nothing"])
    }

    @Test func theSourceIsNamed() throws {
        var dialogue = try answered()
        let reply = dialogue.say("who says so")
        #expect(reply.texts == ["That is from the Law on Residence, in force since 1 July 2026."])
        #expect(reply.obeyed == "source")
    }

    @Test func nothingHasASourceBeforeSomethingWasAnswered() throws {
        var dialogue = try Dialogue()
        #expect(dialogue.gist(dialogue.say("who says so")) == ["repeat_nothing"])
    }

    @Test func whoSaysGoOnWhileTheLineSpeaksLetsItGoOn() throws {
        var dialogue = try answered()
        #expect(dialogue.say("go on please", interrupting: true) == .resume)
    }

    @Test func whoStoppedTheLineMayLetItGoOn() throws {
        var dialogue = try answered()
        dialogue.say("stop")
        #expect(dialogue.gist(dialogue.say("go on please")) == ["residence.temporary.fee"])
        #expect(dialogue.gist(dialogue.say("go on please")) == ["help"])
    }

    // MARK: Time

    @Test func whoAskedForAMomentIsAskedOnceWhetherHeIsThere() throws {
        var dialogue = try answered()
        dialogue.say("hold on please")
        #expect(dialogue.conversation.isWaiting)
        dialogue.say("uh huh")
        #expect(dialogue.conversation.isWaiting)
        let first = dialogue.conversation.noInput()
        #expect(dialogue.gist(first) == ["still_there"])
        #expect(first.notes.isEmpty)
        #expect(dialogue.gist(dialogue.conversation.noInput()) == ["noinput_1"])
    }

    @Test func aKeyOrAQuestionEndsTheMoment() throws {
        var dialogue = try answered()
        dialogue.say("hold on please")
        dialogue.say("i lost my identity card")
        #expect(!dialogue.conversation.isWaiting)
        dialogue.say("hold on please")
        _ = dialogue.conversation.key("*")
        #expect(!dialogue.conversation.isWaiting)
    }

    @Test func whoIsCutOffIsAskedOnceToBeBrief() throws {
        var dialogue = try Dialogue()
        func cutOff(_ text: String) -> Reply {
            dialogue.conversation.heard([Hypothesis(text: text, posterior: 0.9)], isCutOff: true)
        }
        #expect(cutOff("uh huh") == .resume)
        let first = cutOff("what does temporary residence cost")
        #expect(
            dialogue.gist(first) == ["too_long", "residence.temporary.fee", "anything_else"])
        #expect(first.answered == "residence.temporary.fee")
        let second = cutOff("what does temporary residence cost")
        #expect(dialogue.gist(second) == ["residence.temporary.fee", "anything_else"])
    }

    @Test func aFaultIsApologizedForAndChangesNothingElse() throws {
        var dialogue = try answered()
        let context = dialogue.conversation.context
        #expect(dialogue.gist(dialogue.conversation.lost()) == ["fault_apology"])
        #expect(dialogue.conversation.context == context)
        #expect(dialogue.gist(dialogue.say("repeat that")) == ["residence.temporary.fee"])
        _ = dialogue.conversation.key("0")
        #expect(dialogue.conversation.lost() == .resume)
    }

    // MARK: Wording

    @Test func noSentenceIsSaidTwiceRunning() throws {
        var dialogue = try Dialogue()
        let lines = [
            "thank you", "thank you", "help", "help", "what does temporary residence cost",
            "thank you", "who says so", "who says so", "hold on", "hold on",
            "purple elephants dance on the moon", "purple elephants dance on the moon",
            "purple elephants dance on the moon", "purple elephants dance on the moon",
            "purple elephants dance on the moon", "no", "no", "yes please", "yes please", "stop",
            "stop", "start over", "start over", "i lost my identity card", "goodbye", "goodbye",
        ]
        var said = dialogue.conversation.begin().texts
        for line in lines { said += dialogue.say(line).texts }
        for (earlier, later) in zip(said, said.dropFirst()) {
            #expect(earlier != later)
        }
        #expect(said.allSatisfy { !$0.isEmpty && !$0.contains("{") })
    }

    @Test func theSameCallHasTheSameWords() throws {
        let lines = ["thank you", "what does temporary residence cost", "help", "no", "goodbye"]
        let calls = try (0..<2).map { _ in
            var dialogue = try Dialogue()
            return dialogue.conversation.begin().texts + lines.flatMap { dialogue.say($0).texts }
        }
        #expect(calls[0] == calls[1])
    }
}
