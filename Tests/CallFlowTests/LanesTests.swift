import CallTestKit
import PipelineTestKit
import Testing
import Transcript

@testable import CallFlow

/// The one test with threads: every stage on a lane of its own.
@Suite struct LanesTests {
    private func call(on lanes: WatchedLanes?) throws -> TestCall {
        let call = try TestCall(
            ["what does temporary residence cost", "i lost my identity card", "thank you"],
            on: lanes)
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait(.milliseconds(100))
        call.speak()
        call.wait { call.isSpeaking }
        call.wait(.milliseconds(100))
        call.speak()
        call.waitForReply()
        call.key("5")
        call.waitForReply()
        call.close()
        return call
    }

    @Test func aCallOnRealLanesSaysWhatItSaysOnOne() throws {
        let stepped = try call(on: nil)
        let real = try call(on: WatchedLanes())
        #expect(real.said.map(\.text) == stepped.said.map(\.text))
        #expect(real.heard == stepped.heard)
        #expect(real.chosen == stepped.chosen)
        #expect(real.names.sorted() == stepped.names.sorted())
        #expect(real.ended?.turns == stepped.ended?.turns)
        #expect(stepped.chosen.count == 3)
    }
}
