import Audio
import CallTestKit
import Testing
import Transcript
import Understanding

@testable import CallFlow

/// The line listens for 13 seconds, and then comes in.
@Suite struct LongSpeechTests {
    private static let brief = "That was a lot at once."
    private static let answer = "Temporary residence costs fifteen thousand dong."

    /// The caller speaks as people do, with short pauses: no steady noise.
    private func talk(_ call: TestCall, _ length: Duration) {
        let end = call.now + Int(length / .milliseconds(1))
        while call.now < end {
            call.speak(.milliseconds(300))
            call.wait(.milliseconds(80))
        }
    }

    @Test(arguments: [
        ("what does temporary residence cost", [brief, answer, "Anything else?"]),
        (
            "purple elephants dance on the moon",
            [brief, "That is not something I know."]
        ),
    ])
    func whoDoesNotStopIsAskedToBeBriefAndAnswered(said: String, replies: [String]) throws {
        let call = try TestCall([ScriptedDecoder.Said(stringLiteral: said)])
        call.waitForReply()
        talk(call, .milliseconds(13_000))
        call.waitForReply()
        let heard = try #require(call.heard.first)
        #expect((12_900...13_100).contains(heard.endMS - heard.startMS))
        #expect(call.said.map(\.text).dropFirst().elementsEqual(replies))
        #expect(call.said[1].startMS <= heard.endMS + 200, "at once")
    }

    @Test func heIsAskedOnce() throws {
        let call = try TestCall([
            "what does temporary residence cost", "i lost my identity card",
        ])
        call.waitForReply()
        for _ in 0..<2 {
            talk(call, .milliseconds(13_000))
            call.waitForReply()
            call.wait(.seconds(2))
        }
        #expect(call.heard.count == 2)
        #expect(call.said.filter { $0.text == Self.brief }.count == 1)
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee", "identity.lost.how"])
    }

    @Test func aNoiseWithoutWordsIsAskedNothing() throws {
        let call = try TestCall()
        call.waitForReply()
        talk(call, .milliseconds(13_000))
        call.wait(.seconds(1))
        #expect(call.said.count == 1)
    }
}
