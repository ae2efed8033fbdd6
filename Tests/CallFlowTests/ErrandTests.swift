import CallTestKit
import Fulfilment
import Knowledge
import Pipeline
import Testing
import Transcript

@testable import CallFlow

@Suite struct ErrandTests {
    /// After each reply the caller says what comes next in the decoder's script.
    private func ask(_ call: TestCall, times: Int) {
        call.waitForReply()
        for _ in 0..<times {
            call.speak()
            call.waitForReply()
        }
    }

    private func actions(_ call: TestCall) -> [TranscriptEvent.Action] {
        call.events.compactMap { if case .action(let action) = $0.event { action } else { nil } }
    }

    @Test("What was done is said, and is in the transcript")
    func done() throws {
        let call = try TestCall(
            ["I want to leave feedback", "five", "no"],
            fulfilment: MemoryFulfilment())
        ask(call, times: 3)
        let action = try #require(actions(call).first)
        #expect(action.name == "feedback")
        #expect(action.result == "accepted")
        #expect(action.slots["rating"]?.integer == 5)
    }

    @Test("What takes longer than a breath is bridged, once, and the call goes on")
    func slow() throws {
        let lane = SteppedLane()
        let call = try TestCall(
            ["I want to leave feedback", "five", "no"],
            fulfilment: MemoryFulfilment(), errandLane: lane)
        ask(call, times: 3)
        call.wait(.seconds(3))
        let said = call.events.filter {
            if case .agentSaid(let said) = $0.event {
                ["One moment, please.", "Just a second.", "I'm on it."].contains(said.text)
            } else {
                false
            }
        }
        #expect(said.count == 1)
        #expect(actions(call).isEmpty)
        lane.runUntilIdle()
        call.wait(.seconds(1))
        #expect(actions(call).map(\.result) == ["accepted"])
    }

    @Test("A code that was asked for is in no line of the transcript")
    func secret() throws {
        let call = try TestCall(
            [
                "can you look up my file for me now",
                "h twenty nine zero one one seven", "yes",
            ], fulfilment: MemoryFulfilment(applications: ["H290117": .ready]))
        ask(call, times: 3)
        var chain = TranscriptChain(call: "c1", line: "l", start: .init(milliseconds: 0))
        let text = call.events.map { event in
            let line = chain.append(event.event, ms: event.milliseconds)
            return String(decoding: line.bytes, as: UTF8.self)
        }.joined()
        #expect(!text.contains("zero one one seven"))
        #expect(!text.contains("2, 9"))
        #expect(!text.contains("H290117"))
        #expect(actions(call).first?.result == "status ready")
        #expect(actions(call).first?.slots["code"]?.text == "#######")
    }
}
