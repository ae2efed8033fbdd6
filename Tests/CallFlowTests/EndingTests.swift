import CallTestKit
import Testing
import Transcript

@testable import CallFlow

/// What has been decided about the end of a call, and what may still change it.
@Suite struct EndingTests {
    private static let transfer = TranscriptEvent.transfer(to: "service centre", reason: "dtmf")
    private static let putThrough = "One moment, I connect you."

    /// The line has begun to say that it puts the caller through.
    private func puttingThrough(then said: ScriptedDecoder.Said...) throws -> TestCall {
        let call = try TestCall(said, wordLength: .milliseconds(200))
        call.waitForReply()
        call.key("0")
        call.wait { call.isSpeaking }
        call.wait(.milliseconds(200))
        return call
    }

    /// What was not understood, and has not been answered yet.
    private func notUnderstood() throws -> TestCall {
        let call = try TestCall(["purple elephants dance on the moon"])
        call.waitForReply()
        call.speak()
        call.wait { call.heard.count == 1 }
        #expect(!call.names.contains("nomatch"))
        return call
    }

    @Test func aKeyAfterWhatWasNotUnderstoodIsAllThatIsAnswered() throws {
        let call = try notUnderstood()
        call.key("0")
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "transfer")
        #expect(call.said.map(\.text).last == Self.putThrough)
        #expect(call.said.count == 2)
        #expect(!call.names.contains("nomatch"))
        #expect(call.events("transfer").map(\.event) == [Self.transfer])
    }

    @Test func theTimeIsUpAfterWhatWasNotUnderstood() throws {
        var patience = Patience()
        patience.longestCall = .milliseconds(1_500)
        patience.beforeNoMatch = .seconds(2)
        let call = try TestCall(["purple elephants dance on the moon"], patience: patience)
        call.waitForReply()
        call.speak()
        call.wait { call.hangUpReason != nil }
        #expect(call.heard.count == 1)
        #expect(call.hangUpReason == "limit")
        #expect(call.said.count == 2)
    }

    @Test(arguments: ["", "uh huh", "what does temporary residence cost", "goodbye"])
    func whoIsPutThroughIsPutThroughWhateverIsSaid(said: String) throws {
        let call = try puttingThrough(then: ScriptedDecoder.Said(stringLiteral: said))
        call.speak()
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "transfer")
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: true)])
        #expect(call.said.map(\.complete) == [true, true])
        #expect(call.events("transfer").map(\.event) == [Self.transfer])
    }

    @Test(arguments: [("stop", "Okay."), ("no", "All right. Ask me something else.")])
    func whoDoesNotWantToBePutThroughIsNot(said: String, reply: String) throws {
        let call = try puttingThrough(
            then: ScriptedDecoder.Said(stringLiteral: said), "i lost my identity card")
        call.speak(.milliseconds(600))
        call.waitForReply()
        #expect(call.said.last?.text == reply)
        call.wait(.milliseconds(200))
        call.speak()
        call.waitForReply()
        #expect(call.hangUpReason == nil)
        #expect(call.chosen.last?.answer == "identity.lost.how")
        #expect(!call.names.contains("transfer"))
    }

    @Test func whoStopsTheGoodbyeStays() throws {
        let call = try TestCall(["goodbye", "stop"], wordLength: .milliseconds(400))
        call.waitForReply()
        call.speak()
        call.wait { call.isSpeaking }
        call.wait(.milliseconds(400))
        call.speak(.milliseconds(600))
        call.waitForReply()
        #expect(call.hangUpReason == nil)
        #expect(call.said.last?.text == "Okay.")
    }

    @Test func keysChangeNothingOnceTheCallerIsPutThrough() throws {
        let call = try puttingThrough()
        for key in "0*7" { call.key(key) }
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "transfer")
        #expect(call.events("dtmf").count == 4)
        #expect(call.said.map(\.complete) == [true, true])
        #expect(call.events("transfer").count == 1)
        call.close("transfer")
        #expect(call.ended?.turns == 1)
    }

    @Test func theTransferIsWrittenWhenItHappens() throws {
        let call = try puttingThrough()
        #expect(!call.names.contains("transfer"))
        call.wait { call.hangUpReason != nil }
        #expect(call.names.suffix(2) == ["agent.said", "transfer"])
        #expect(call.events.last?.milliseconds == call.said.last?.endMS)
    }

    @Test func whoHangsUpFirstIsNotPutThrough() throws {
        let call = try puttingThrough()
        call.close()
        #expect(call.names.suffix(2) == ["agent.said", "call.ended"])
        #expect(call.hangUpReason == nil)
        #expect(!call.names.contains("transfer"))
    }

    @Test func nobodyTalksBeyondTheLongestCall() throws {
        var patience = Patience()
        patience.longestCall = .seconds(1)
        let call = try TestCall(
            ["what does temporary residence cost", "no"], wordLength: .milliseconds(200),
            patience: patience)
        call.wait(.milliseconds(1_100))
        call.speak(.milliseconds(400))
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "limit")
        let said = try #require(call.said.last)
        #expect(said.text == "Goodbye, and thanks.")
        #expect(said.complete)
        #expect(said.endMS - said.startMS == 660, "without a pause in it")
    }

    @Test func aNoiseThatLastsDoesNotHoldATransferForEver() throws {
        var patience = Patience()
        patience.longestCall = .seconds(2)
        let call = try TestCall(wordLength: .milliseconds(200), patience: patience)
        call.key("0")
        call.wait { call.isSpeaking }
        call.speak(.seconds(4))
        #expect(call.hangUpReason == "transfer")
    }
}
