import CallTestKit
import Testing
import Transcript

@testable import CallFlow

/// "Sorry?" waits a moment: perhaps the caller only paused.
@Suite struct HeldReplyTests {
    /// The reply is held for 620 ms after the silence that ends what is no question.
    private static var holding: Patience {
        var patience = Patience()
        patience.beforeNoMatch = .milliseconds(1_400)
        return patience
    }

    /// What is not understood, and what follows while its reply is held.
    private func notUnderstood(
        then said: ScriptedDecoder.Said..., patience: Patience = holding
    ) throws -> TestCall {
        let call = try TestCall(
            ["purple elephants dance on the moon"] + said, patience: patience)
        call.waitForReply()
        call.speak()
        call.wait { call.heard.count == 1 }
        #expect(!call.names.contains("nomatch"))
        // Sooner it would be the same utterance.
        call.wait(.milliseconds(360))
        return call
    }

    @Test(arguments: ["", "uh huh"])
    func aCoughOnlyPutsItOff(cough: String) throws {
        let call = try notUnderstood(then: ScriptedDecoder.Said(stringLiteral: cough))
        call.speak(.milliseconds(160))
        call.waitForReply()
        #expect(call.events("nomatch").map(\.event) == [.noMatch(count: 1)])
        #expect(call.said.map(\.text).dropFirst() == ["That is not something I know."])
        let coughed = try #require(call.events("speech.ended").last).milliseconds
        #expect((call.events("nomatch").first?.milliseconds ?? 0) > coughed)
    }

    @Test func itIsNotSaidWhileTheCallerSpeaks() throws {
        let call = try notUnderstood(then: "")
        call.speak(.seconds(2))
        #expect(!call.names.contains("nomatch"))
        call.waitForReply()
        #expect(call.names.contains("nomatch"))
    }

    @Test func whoGoesOnIsAnsweredInstead() throws {
        var patience = Patience()
        patience.beforeNoMatch = .seconds(3)
        let call = try notUnderstood(
            then: "", "what does temporary residence cost", patience: patience)
        call.speak(.milliseconds(160))
        call.wait(.milliseconds(900))
        call.speak()
        call.waitForReply()
        #expect(!call.names.contains("nomatch"))
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee"])
    }

    @Test func aKeyInACoughIsAllThatIsAnswered() throws {
        let call = try notUnderstood(then: "")
        call.speak(.milliseconds(160))
        call.key("7")
        call.waitForReply()
        call.wait(.seconds(2))
        #expect(!call.names.contains("nomatch"))
        #expect(call.said.map(\.text).dropFirst() == ["Press 0 for a person, or just speak."])
    }

    @Test func whatAKeyDidIsNotForgotten() throws {
        let call = try TestCall([
            "what does temporary residence cost", "purple elephants dance on the moon", "uh huh",
            "repeat that",
        ])
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.speak()
        call.wait { call.heard.count == 2 }
        call.key("*")
        call.wait { call.isSpeaking }
        call.speak(.milliseconds(160))
        call.waitForReply()
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee", "repeat"])
        #expect(!call.names.contains("nomatch"))
    }
}
