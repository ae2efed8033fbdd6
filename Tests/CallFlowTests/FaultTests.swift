import CallTestKit
import Testing
import Transcript
import Understanding

@testable import CallFlow

@Suite struct FaultTests {
    private static func fault(
        _ stage: String, _ operation: String, recovered: Bool = true
    ) -> TranscriptEvent {
        .fault(
            .init(stage: stage, kind: "failed", operation: operation, recovered: recovered))
    }

    private static let lost = ScriptedDecoder.Said(
        [Hypothesis(text: "lost", posterior: 1)], failing: .feed)

    @Test func aDecoderThatFailsCostsOneUtterance() throws {
        let call = try TestCall([Self.lost, "what does temporary residence cost"])
        call.waitForReply()
        call.speak()
        call.wait(.milliseconds(600))
        call.speak()
        call.waitForReply()
        #expect(call.events("fault").map(\.event) == [Self.fault("hear", "decode")])
        #expect(call.heard.map(\.best.text) == ["what does temporary residence cost"])
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee"])
    }

    @Test(arguments: [ScriptedDecoder.Operation.begin, .feed, .end])
    func whoWasNotHeardByAFaultIsToldAndMayAskAgain(
        operation: ScriptedDecoder.Operation
    ) throws {
        let lost = ScriptedDecoder.Said(
            [Hypothesis(text: "lost", posterior: 1)], failing: operation)
        let call = try TestCall([lost, lost, "what does temporary residence cost"])
        call.waitForReply()
        for _ in 0..<3 {
            call.speak()
            call.waitForReply()
        }
        #expect(
            call.said.map(\.text).dropFirst() == [
                "Sorry, that was my fault. Once more?", "Something went wrong here. Again, please.",
                "Temporary residence costs fifteen thousand dong.", "Anything else?",
            ])
        #expect(call.events("fault").count == 2)
        #expect(!call.names.contains("nomatch"))
        #expect(call.latencies.count == 3)
    }

    @Test func aFaultDoesNotTakeBackATransfer() throws {
        let call = try TestCall([Self.lost], wordLength: .milliseconds(200))
        call.waitForReply()
        call.key("0")
        call.wait { call.isSpeaking }
        call.wait(.milliseconds(200))
        call.speak()
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "transfer")
        #expect(call.said.map(\.complete) == [true, true])
    }

    @Test func whoInterruptedAndWasNotHeardByAFaultIsToldSo() throws {
        let call = try TestCall([Self.lost], wordLength: .milliseconds(200))
        call.wait(.milliseconds(300))
        call.speak()
        call.waitForReply()
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
        #expect(call.said.map(\.complete) == [false, true])
        #expect(call.said.last?.text == "Sorry, that was my fault. Once more?")
    }

    @Test func silenceIsNotCountedWhileALostUtteranceLasts() throws {
        var patience = Patience()
        patience.noInput = [.milliseconds(400)]
        let call = try TestCall([Self.lost], patience: patience)
        call.waitForReply()
        call.speak(.milliseconds(900))
        #expect(!call.names.contains("noinput"))
    }

    @Test func anAnswerThatCannotBeSpokenIsAFaultAndTheCallGoesOn() throws {
        let call = try TestCall(
            ["what does temporary residence cost", "i lost my identity card"],
            unspeakable: ["Temporary residence costs fifteen thousand dong."])
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait(.milliseconds(400))
        call.speak()
        call.waitForReply()
        #expect(call.events("fault").map(\.event) == [Self.fault("speak", "speak")])
        #expect(
            call.said.map(\.text).dropFirst() == [
                "Anything else?", "Report the loss in the app or at any counter.",
                "Is there more you need?",
            ])
    }

    @Test func aGreetingThatCannotBeSpokenStopsNobody() throws {
        let call = try TestCall(
            ["what does temporary residence cost"],
            unspeakable: ["Hello, this is the dialogue line."])
        call.wait(.milliseconds(200))
        call.speak()
        call.waitForReply()
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee"])
        #expect(call.said.count == 2)
    }

    @Test func aGoodbyeThatCannotBeSpokenEndsTheCall() throws {
        let call = try TestCall(["goodbye"], unspeakable: ["Goodbye, and thanks."])
        call.waitForReply()
        call.speak()
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "goodbye")
    }

    @Test(arguments: [true, false])
    func aFaultOfTheLineItselfIsRecorded(isRecovered: Bool) throws {
        let call = try TestCall()
        call.waitForReply()
        call.call.report(operation: "restart", isRecovered: isRecovered)
        call.wait(.milliseconds(20))
        #expect(
            call.events("fault").map(\.event)
                == [Self.fault("line", "restart", recovered: isRecovered)])
    }
}
