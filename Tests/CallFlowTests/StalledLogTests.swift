import CallTestKit
import Pipeline
import Testing

@testable import CallFlow

/// The disk under the transcripts does not answer for a while.
@Suite struct StalledLogTests {
    private static let said: [ScriptedDecoder.Said] = [
        "what does temporary residence cost", "i lost my identity card", "thank you",
    ]

    private func call(recordingOn lane: SteppedLane?) throws -> TestCall {
        let call = try TestCall(Self.said, recordLane: lane)
        call.wait { call.isSpeaking }
        call.wait { !call.isSpeaking }
        for _ in Self.said {
            call.speak()
            call.wait { call.isSpeaking }
            call.wait { !call.isSpeaking }
        }
        return call
    }

    @Test func theCallGoesOnAndWhatHappenedIsWrittenAfterwards() throws {
        let disk = SteppedLane()
        let stalled = try call(recordingOn: disk)
        let prompt = try call(recordingOn: nil)
        #expect(stalled.events.isEmpty)
        #expect(stalled.line == prompt.line, "the caller hears the same")
        disk.runUntilIdle()
        #expect(stalled.events.map(\.event.mediaOnly) == prompt.events.map(\.event.mediaOnly))
        #expect(stalled.chosen.count == 3)
    }
}
