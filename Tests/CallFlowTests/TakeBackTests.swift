import Audio
import CallTestKit
import Fulfilment
import Testing
import Transcript
import Understanding

@testable import CallFlow

/// Who goes on at once was not finished: what was decided about the beginning is undone.
@Suite struct TakeBackTests {
    /// Understood as the one when it ends after its first part, and as the other as a whole.
    private static func said(_ beginning: String, whole: String) -> ScriptedDecoder.Said {
        let later = [ScriptedDecoder.Partial(after: .milliseconds(1_800), whole)]
        var said = ScriptedDecoder.Said(stringLiteral: beginning)
        said.partials += later
        said.finals = later
        return said
    }

    private static let fee = "what does temporary residence cost"

    /// The caller speaks, hears the line begin, and goes on.
    private func goOn(_ call: TestCall) {
        call.ask()
        call.wait(.milliseconds(120))
        call.speak(.milliseconds(900))
    }

    /// The caller asks, speaks over the answer, and once more as soon as that was heard.
    private func interrupt(_ call: TestCall, twiceWithin pause: Duration) {
        call.waitForReply()
        call.ask()
        call.wait(.milliseconds(600))
        call.speak()
        call.wait { call.heard.count == 2 }
        call.wait(pause)
        call.speak(.milliseconds(900))
    }

    @Test func theWholeIsAnsweredAndTheBeginningIsNot() throws {
        let call = try TestCall([Self.said("purple elephants", whole: Self.fee)])
        call.waitForReply()
        call.speak()
        call.wait { call.heard.count == 1 }
        call.wait(.milliseconds(200))
        call.speak(.milliseconds(900))
        call.waitForReply()
        #expect(call.heard.map(\.best.text) == ["purple elephants", Self.fee])
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
        #expect(call.names.filter { $0 == "speech.resumed" }.count == 1)
        call.close()
        #expect(call.ended?.turns == 1)
    }

    @Test func theLineFallsSilentAndSaysOnlyWhatTheWholeAsksFor() throws {
        let call = try TestCall(
            [Self.said("thank you", whole: Self.fee)], wordLength: .milliseconds(400))
        call.waitForReply()
        goOn(call)
        let back = try #require(call.events("speech.resumed").first).milliseconds
        #expect(call.line(back + 140..<call.now).allSatisfy { $0 == 0 })
        call.waitForReply()
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
        let said = call.said.dropFirst()
        #expect(said.first?.complete == false)
        #expect(said.last?.complete == true)
        // It is no interruption: the caller had not finished.
        #expect(!call.names.contains("bargein"))
        #expect(call.names.filter { $0 == "speech.started" }.count == 1)
        call.close()
        #expect(call.ended?.turns == 1)
    }

    /// What the beginning would have ended goes on.
    @Test func aGoodbyeIsTakenBack() throws {
        let call = try TestCall(
            [Self.said("goodbye", whole: Self.fee)], wordLength: .milliseconds(400))
        call.waitForReply()
        goOn(call)
        call.waitForReply()
        #expect(call.hangUpReason == nil)
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
    }

    /// "Uh-huh, and what does it cost?" over the line: it pauses again, and does not go on.
    @Test func aBackChannelMayBeABeginning() throws {
        let call = try TestCall(
            [.init(stringLiteral: Self.fee), Self.said("uh huh", whole: "stop")],
            wordLength: .milliseconds(400))
        call.waitForReply()
        call.ask()
        call.wait(.milliseconds(600))
        call.speak()
        call.wait { call.names.contains("bargein") }
        call.wait(.milliseconds(100))
        call.speak(.milliseconds(900))
        call.waitForReply()
        #expect(
            call.events("bargein").map(\.event)
                == [.bargeIn(resumed: true), .bargeIn(resumed: false)])
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee", "stop"])
    }

    /// The line puts the caller through; his "no" is one, whatever follows.
    @Test func anObjectionIsNotTakenBack() throws {
        let call = try TestCall(
            ["put me through to a person", "no", .init(stringLiteral: Self.fee)],
            wordLength: .milliseconds(400))
        interrupt(call, twiceWithin: .milliseconds(160))
        call.waitForReply()
        #expect(!call.names.contains("speech.resumed"))
        #expect(call.hangUpReason == nil)
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
        #expect(!call.names.contains("transfer"))
    }

    /// The line says goodbye; the caller speaks over it, twice.
    @Test(arguments: ["what does", "i lost my identity card"])
    func lastWordsThatWereInterruptedAreNone(beginning: String) throws {
        let call = try TestCall(
            ["goodbye", Self.said(beginning, whole: Self.fee)], wordLength: .milliseconds(400))
        interrupt(call, twiceWithin: .milliseconds(160))
        #expect(call.names.contains("speech.resumed"))
        call.waitForReply()
        #expect(call.hangUpReason == nil)
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
    }

    /// A voice without words is in no transcript: what was said before it stays.
    @Test func aCoughTakesNothingBackWithIt() throws {
        let call = try TestCall([.init(stringLiteral: Self.fee), Self.said("", whole: "stop")])
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait(.milliseconds(1_300))
        call.speak(.milliseconds(200))
        call.wait { call.names.filter { $0 == "speech.ended" }.count == 2 }
        call.wait(.milliseconds(100))
        call.speak(.milliseconds(900))
        call.wait { call.heard.count == 2 }
        #expect(!call.names.contains("speech.resumed"))
        #expect(call.heard.map(\.best.text) == [Self.fee, "stop"])
        // It is one utterance, from the cough on.
        let start = try #require(call.heard.last).startMS
        #expect(call.events("speech.started")[1].milliseconds == start)
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee", "stop"])
    }

    /// A form that the beginning began is not gone on with: what is asked for is what was.
    @Test func aFormIsTakenBack() throws {
        let call = try TestCall(
            [Self.said("I want to leave feedback", whole: Self.fee), "five"],
            wordLength: .milliseconds(200), fulfilment: MemoryFulfilment())
        call.waitForReply()
        goOn(call)
        call.waitForReply()
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
        call.wait(.milliseconds(400))
        call.speak()
        call.waitForReply()
        #expect(call.chosen.last?.outcome == .noMatch)
    }

    /// Nothing is said to what goes on, and what it interrupted is gone: the caller hears something.
    @Test func aMurmurThatInterruptedIsNotFollowedBySilence() throws {
        let call = try TestCall(
            [
                .init(stringLiteral: Self.fee),
                Self.said("i lost my identity card", whole: "uh huh"),
            ],
            wordLength: .milliseconds(400))
        interrupt(call, twiceWithin: .milliseconds(100))
        call.wait { call.heard.count == 3 }
        call.wait(.milliseconds(200))
        #expect(call.isSpeaking)
    }

    /// What was done cannot be undone: it is told to its end, or interrupted as anything else.
    @Test func whatWasDoneStaysDone() throws {
        let call = try TestCall(
            ["I want to leave feedback", "five", "no", .init(stringLiteral: Self.fee)],
            wordLength: .milliseconds(200), fulfilment: MemoryFulfilment())
        call.waitForReply()
        for _ in 0..<2 {
            call.speak()
            call.waitForReply()
        }
        call.wait(.milliseconds(400))
        goOn(call)
        call.waitForReply()
        #expect(call.events("action").count == 1)
        #expect(!call.names.contains("speech.resumed"))
        // What followed is an utterance of its own.
        #expect(call.heard.suffix(2).map(\.best.text) == ["no", Self.fee])
        #expect(call.chosen.last?.answer == "residence.temporary.fee")
    }
}
