import Audio
import CallTestKit
import PipelineTestKit
import Testing
import Understanding

@testable import Hearing

@Suite struct ListenFaultTests {
    private static func lost(at operation: ScriptedDecoder.Operation) -> ScriptedDecoder.Said {
        ScriptedDecoder.Said([Hypothesis(text: "lost", posterior: 1)], failing: operation)
    }

    private func twoQuestions(_ ears: Ears) {
        ears.hear(ListenTests.question())
        ears.hear(ListenTests.question(), from: 1_700)
    }

    @Test(arguments: [
        (ScriptedDecoder.Operation.begin, "begin the utterance"), (.feed, "decode"),
        (.end, "end the utterance"),
    ])
    func aDecoderThatFailsIsOneFaultAndTheCallGoesOn(
        operation: ScriptedDecoder.Operation, name: String
    ) {
        let ears = Ears([Self.lost(at: operation), "what does it cost"])
        twoQuestions(ears)
        #expect(ears.faults == [name])
        #expect(ears.utterances.map(\.text) == ["", "what does it cost"])
        #expect(ears.utterances.map(\.isLost) == [true, false])
    }

    @Test func aLostUtteranceStillEnds() throws {
        let ears = Ears([Self.lost(at: .feed)])
        ears.hear(ListenTests.question())
        #expect(
            ears.heard.filter { !$0.isTick }.map(\.name)
                == ["started", "fault", "ended", "utterance"])
        #expect(ears.utterances.first?.alternatives == [])
        #expect(ears.utterances.first?.start.milliseconds == 600)
    }

    @Test func aDecoderThatFailedIsEndedButNotFedOn() {
        let ears = Ears([Self.lost(at: .feed)])
        ears.hear(ListenTests.question())
        let requests = ears.requests.elements
        #expect(requests.count { if case .feed = $0 { true } else { false } } == 1)
        #expect(requests.first == .begin)
        #expect(requests.last == .end)
    }

    @Test func aLostUtteranceEndsAsLateAsOneOfWhichNothingIsKnown() throws {
        let ears = Ears([Self.lost(at: .feed)]) { $0.isEmpty ? .incomplete : .complete }
        ears.hear(ListenTests.question(rest: .milliseconds(900)))
        let utterance = try #require(ears.utterances.first)
        #expect(utterance.endpoint.milliseconds - utterance.end.milliseconds == 500)
    }
}
