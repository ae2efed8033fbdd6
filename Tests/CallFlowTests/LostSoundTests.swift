import Audio
import CallTestKit
import Testing
import Transcript

@testable import CallFlow

/// The capture device loses sound: the caller's frames jump.
@Suite struct LostSoundTests {
    @Test func silenceIsCountedFromTheEndOfAPromptAfterALoss() throws {
        let call = try TestCall(["what does temporary residence cost"])
        call.waitForReply()
        call.lose(.seconds(7))
        call.speak()
        call.waitForReply()
        call.wait { call.names.contains("noinput") }
        let end = try #require(call.said.last).endMS
        #expect(
            call.events("noinput")
                == [Recorded(event: .noInput(count: 1), milliseconds: end + 5_000)])
    }

    @Test func lostSoundIsNoSilence() throws {
        let call = try TestCall()
        call.waitForReply()
        let greeted = try #require(call.said.first).endMS
        call.wait(.seconds(2))
        call.lose(.seconds(60))
        call.wait { call.names.contains("noinput") }
        #expect(
            call.events("noinput")
                == [Recorded(event: .noInput(count: 1), milliseconds: greeted + 65_000)])
    }

    @Test func bothSidesHaveOneClock() throws {
        let call = try TestCall(
            ["what does temporary residence cost", "i lost my identity card"])
        call.wait(.milliseconds(200))
        call.lose(.seconds(5))
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.lose(.milliseconds(400))
        call.wait(.milliseconds(200))
        call.speak()
        call.waitForReply()
        call.close()
        #expect(call.latencies.map(\.totalMS) == [160, 160])
        let times = call.events.filter { !$0.event.name.hasPrefix("speech") }.map(\.milliseconds)
        #expect(times == times.sorted())
        #expect(call.said[0].endMS - call.said[0].startMS > 5_000, "it was interrupted")
        #expect(call.ended?.durationMS == call.now)
        #expect(call.line.count < call.now * 16, "what was lost is not played")
    }

    @Test func aTelephoneLineKeepsItsClockToo() throws {
        let call = try TestCall(["what does temporary residence cost"], rate: .telephone)
        call.waitForReply()
        call.lose(.seconds(5))
        call.speak()
        call.waitForReply()
        let total = try #require(call.latencies.first?.totalMS)
        #expect((160...240).contains(total))
    }
}
