import Audio
import CallTestKit
import Pipeline
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
            ["what does temporary residence cost", "what does temporary residence cost"])
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

    private func faults(_ call: TestCall) -> [TranscriptEvent] {
        call.events("fault").map(\.event)
    }

    private static func lost(_ stage: String, _ operation: String) -> TranscriptEvent {
        .fault(.init(stage: stage, kind: "lost", operation: operation, recovered: true))
    }

    @Test func whatTheDeviceLostIsRecorded() throws {
        let call = try TestCall()
        call.waitForReply()
        call.lose(.milliseconds(140))
        call.wait(.milliseconds(40))
        #expect(faults(call) == [Self.lost("line", "capture: 7 frames lost")])
    }

    @Test func whatTheEarsHadNoTimeForIsRecorded() throws {
        let call = try TestCall(earsInbox: .keepNewest(10))
        call.waitForReply()
        call.overload(.milliseconds(400))
        call.wait(.seconds(1))
        call.close()
        #expect(
            faults(call) == [
                Self.lost("hear", "listen: 1 input dropped"),
                Self.lost("hear", "listen: 9 inputs dropped"),
            ])
    }

    @Test func lossesAreToldOnceASecondAndAtTheEnd() throws {
        let call = try TestCall()
        call.waitForReply()
        for _ in 0..<75 {
            call.call.lose(1, .underrun)
            call.wait(.milliseconds(20))
        }
        #expect(
            faults(call) == [
                Self.lost("line", "play: 1 underrun"), Self.lost("line", "play: 50 underruns"),
            ])
        call.close()
        #expect(faults(call).last == Self.lost("line", "play: 24 underruns"))
        #expect(call.names.last == "call.ended")
    }

    @Test func aCallThatLosesNothingHasNoFaults() throws {
        let call = try TestCall(["what does temporary residence cost"])
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.close()
        #expect(!call.names.contains("fault"))
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
