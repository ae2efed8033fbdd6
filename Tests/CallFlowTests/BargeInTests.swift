import Audio
import CallTestKit
import Speaking
import Testing
import Transcript
import Understanding

@testable import CallFlow

@Suite struct BargeInTests {
    private static let answer = "Temporary residence costs fifteen thousand dong."
    private static let wordLength = Duration.milliseconds(200)

    /// The line has begun to answer, in words of 220 ms.
    private func answering(then said: ScriptedDecoder.Said) throws -> TestCall {
        let call = try TestCall(
            ["what does temporary residence cost", said], wordLength: Self.wordLength)
        call.waitForReply()
        call.ask()
        return call
    }

    /// The sound of the answer, as the voice makes it.
    private func spoken(_ call: TestCall) throws -> (samples: [Int16], marks: [WordMark]) {
        var sound: (samples: [Int16], marks: [WordMark]) = ([], [])
        try call.voice.speak(Self.answer, rate: 160) { samples, marks in
            sound.samples += samples
            sound.marks += marks
            return true
        }
        return sound
    }

    // MARK: Silence

    @Test func theLineFallsSilentInTheFrameAfterSpeechIsCertain() throws {
        let call = try answering(then: "uh huh")
        call.wait(.milliseconds(400))
        let begin = call.now
        call.speak(.milliseconds(300))
        #expect(call.events("speech.started").last?.milliseconds == begin)
        // Certain after 120 ms. In the frame that follows, the line plays no more
        // than a fade of 4 ms.
        #expect(call.line(begin + 100..<begin + 120).contains { $0 != 0 })
        #expect(call.line(begin + 120..<begin + 124).contains { $0 != 0 })
        #expect(call.line(begin + 124..<call.now).allSatisfy { $0 == 0 })
    }

    @Test func aClickDoesNotInterrupt() throws {
        let call = try answering(then: "never heard")
        call.wait(.milliseconds(300))
        let begin = call.now
        call.speak(.milliseconds(60))
        call.wait(.milliseconds(200))
        #expect(call.events("speech.started").count == 1)
        // There is a pause of 20 ms after each word, and no other.
        for moment in stride(from: begin, to: call.now - 40, by: 20) {
            #expect(call.line(moment..<moment + 40).contains { $0 != 0 })
        }
    }

    // MARK: Going on

    @Test(arguments: ["uh huh", "", "purple elephants", "yes"])
    func whatWasNotMeantForTheLineLetsItGoOn(said: String) throws {
        let call = try answering(then: ScriptedDecoder.Said(stringLiteral: said))
        call.wait(.milliseconds(300))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: true)])
        #expect(call.said.map(\.text).suffix(2) == [Self.answer, "Anything else?"])
        #expect(call.said.allSatisfy { $0.complete && $0.heard == $0.text })
        #expect(call.chosen.count == 1)
        #expect(call.heard.map(\.best.text).dropFirst() == (said.isEmpty ? [] : [said]))
    }

    /// "Anything else?" has not been asked yet: it is no goodbye.
    @Test func whoSaysNoToAnAnswerIsAskedForAnotherQuestion() throws {
        let call = try answering(then: "no")
        call.wait(.milliseconds(400))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
        #expect(call.said.last?.text == "All right. Ask me something else.")
        #expect(call.hangUpReason == nil)
    }

    /// Nor when the answer is said once more, with nothing to be asked after it.
    @Test func noOverARepetitionIsNoGoodbye() throws {
        let call = try TestCall(
            ["what does temporary residence cost", "repeat that", "no"],
            wordLength: Self.wordLength)
        call.waitForReply()
        call.ask()
        call.waitForReply()
        call.wait(.milliseconds(400))
        call.ask()
        call.wait(.milliseconds(500))
        call.speak()
        call.waitForReply()
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee", "repeat", "no"])
        #expect(call.said.last?.text == "All right. Ask me something else.")
        #expect(call.hangUpReason == nil)
    }

    @Test func whoSaysNoToAnythingElseIsSaidGoodbye() throws {
        let call = try answering(then: "no")
        call.wait { call.said.count == 2 }
        call.wait(.milliseconds(100))
        #expect(call.isSpeaking)
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.hangUpReason == "goodbye")
    }

    @Test func theLineGoesOnFromTheBeginningOfTheWord() throws {
        let call = try answering(then: "uh huh")
        let start = call.now
        call.wait(.milliseconds(460))
        let begin = call.now
        call.speak(.milliseconds(300))
        call.wait { call.sound(from: begin + 140) != nil }
        let resumed = try #require(call.sound(from: begin + 140))
        let sound = try spoken(call)
        // The answer began at `start` and was paused at `begin + 120`.
        let played = (begin + 120 - start) * 16
        let word = try #require(sound.marks.last { $0.sample <= played })
        #expect(word.textOffset == 20, "it stopped in 'costs'")
        #expect(played < word.sample + 3_200, "and not in the pause after it")
        call.waitForReply()
        // After a fade of 4 ms the word sounds as at the first time.
        let again = call.line(resumed + 4..<resumed + 200)
        #expect(again.elementsEqual(sound.samples[(word.sample + 64)...].prefix(again.count)))
        #expect(call.said[1].endMS == resumed + (sound.samples.count - word.sample) / 16)
    }

    @Test func aResumedAnswerHasNoSecondBeginning() throws {
        let call = try answering(then: "uh huh")
        call.wait(.milliseconds(300))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.latencies.count == 1)
        #expect(call.said.map(\.text).filter { $0 == Self.answer }.count == 1)
    }

    @Test func theLineCanBeInterruptedAgain() throws {
        let call = try TestCall(
            ["what does temporary residence cost", "uh huh", "uh huh"],
            wordLength: Self.wordLength)
        call.waitForReply()
        call.ask()
        for _ in 0..<2 {
            call.wait(.milliseconds(300))
            call.speak(.milliseconds(300))
            call.wait { call.isSpeaking }
        }
        call.waitForReply()
        #expect(
            call.events("bargein").map(\.event)
                == [.bargeIn(resumed: true), .bargeIn(resumed: true)])
        #expect(call.said.allSatisfy { $0.complete })
    }

    // MARK: Giving up

    @Test func aQuestionCancelsTheAnswer() throws {
        let call = try answering(then: "i lost my identity card")
        call.wait(.milliseconds(500))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
        let cut = try #require(call.said.first { $0.text == Self.answer })
        #expect(cut.heard == "Temporary residence costs")
        #expect(!cut.complete)
        #expect(
            call.said.map(\.text).dropFirst(2)
                == ["Report the loss in the app or at any counter.", "Is there more you need?"])
        #expect(call.chosen.last?.answer == "identity.lost.how")
        #expect(call.latencies.count == 2)
    }

    @Test func whatWasNotBegunIsNotSaid() throws {
        let call = try answering(then: "i lost my identity card")
        call.wait(.milliseconds(500))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(!call.said.map(\.text).contains("Anything else?"))
    }

    @Test func aQuestionOverTheGreetingIsAnswered() throws {
        let call = try TestCall(
            ["what does temporary residence cost"], wordLength: Self.wordLength)
        call.wait(.milliseconds(300))
        call.speak(.milliseconds(300))
        call.waitForReply()
        let said = call.said
        #expect(said.map(\.complete) == [false, true, true])
        #expect(said[0].text.hasPrefix(said[0].heard))
        #expect(said[1].text == Self.answer)
    }

    @Test func aStopWordCutsBeforeTheUtteranceEnds() throws {
        let call = try answering(then: "stop")
        call.wait(.milliseconds(300))
        let begin = call.now
        call.speak(.milliseconds(800))
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
        let cut = try #require(call.events("bargein").first).milliseconds
        #expect(cut < begin + 400)
        #expect(call.said.last?.text == Self.answer)
        #expect(call.said.last?.complete == false)
        call.waitForReply()
        #expect(call.said.last?.text == "Okay.")
        #expect(call.events("bargein").count == 1)
        #expect(call.chosen.last?.answer == "stop")
    }

    @Test func anOtherWordDoesNotCutBeforeTheUtteranceEnds() throws {
        let call = try answering(then: "i lost my identity card")
        call.wait(.milliseconds(300))
        call.speak(.milliseconds(800))
        #expect(!call.names.contains("bargein"))
    }

    /// A question is cut by a pause, and the line begins to answer what it has.
    private func cut(rest pause: Duration) throws -> TestCall {
        let call = try TestCall(
            ["what should i bring for", "temporary residence"], wordLength: Self.wordLength)
        call.waitForReply()
        call.ask()
        call.wait(pause)
        call.speak()
        call.waitForReply()
        return call
    }

    @Test func theRestOfAQuestionThatIsAnsweredLetsTheLineGoOn() throws {
        let call = try cut(rest: .milliseconds(300))
        #expect(call.heard.map(\.best.text) == ["what should i bring for", "temporary residence"])
        #expect(call.chosen.map(\.answer) == ["residence.temporary.documents"])
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: true)])
    }

    @Test func whoSpeaksMuchLaterBeginsAnew() throws {
        let call = try cut(rest: .milliseconds(900))
        #expect(call.chosen.count == 2)
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
    }

    // MARK: The end of the call

    @Test func theCallEndsWhenGoodbyeHasBeenSaid() throws {
        let call = try TestCall(["goodbye"])
        call.waitForReply()
        call.ask()
        let begin = call.now
        let length = Int(call.voice.length(of: "Goodbye, and thanks.") / .milliseconds(1))
        while call.now < begin + length {
            #expect(call.hangUpReason == nil)
            call.wait(.milliseconds(20))
        }
        #expect(call.hangUpReason == "goodbye")
        #expect(call.said.last?.complete == true)
        #expect(call.said.last?.endMS == begin + length)
        call.close(call.hangUpReason ?? "")
        #expect(call.ended?.reason == "goodbye")
    }

    @Test func whoInterruptsTheGoodbyeIsHeard() throws {
        let call = try TestCall(
            ["goodbye", "what does temporary residence cost"], wordLength: .milliseconds(400))
        call.waitForReply()
        call.ask()
        call.wait(.milliseconds(400))
        call.speak(.milliseconds(300))
        call.waitForReply()
        #expect(call.hangUpReason == nil)
        #expect(call.said.map(\.text).suffix(2) == [Self.answer, "Anything else?"])
    }

    @Test func aCoughOverTheGoodbyeDoesNotKeepTheCall() throws {
        let call = try TestCall(["goodbye", ""], wordLength: Self.wordLength)
        call.waitForReply()
        call.ask()
        call.wait(.milliseconds(100))
        call.speak(.milliseconds(300))
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "goodbye")
        #expect(call.said.last?.complete == true)
    }
}
