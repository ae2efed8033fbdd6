import Audio
import CallTestKit
import Conversation
import Hearing
import Pipeline
import Speaking
import Testing

@testable import CallFlow

/// The voice of a call, without the rest of it.
@Suite struct SpeakTests {
    private let givenUp = GivenUp()
    private let text = "one two three four"

    private func orders(
        for ids: [Int], after order: (MouthOrder) -> Void = { _ in }
    ) -> [MouthOrder] {
        var speak = Speak(
            ToneVoice(), stopwatch: Stopwatch(), givenUp: givenUp, report: { _ in })
        var orders: [MouthOrder] = []
        for id in ids {
            let said = Utterable(id: id, prompt: Prompt(text: text, rate: 160))
            speak.handle(.say(said)) {
                orders.append($0)
                order($0)
            }
        }
        return orders
    }

    @Test func aPromptIsSpokenToItsEnd() {
        let names = orders(for: [0]).map(\.name)
        #expect(names == ["begin", "sound", "sound", "sound", "sound", "end"])
    }

    @Test func aPromptThatIsGivenUpIsNotSynthesizedToItsEnd() {
        let orders = orders(for: [4]) { if case .sound = $0 { givenUp.upTo(5) } }
        #expect(orders.map(\.name) == ["begin", "sound", "cancel"])
    }

    @Test func aPromptThatWasGivenUpBeforeIsNotSynthesizedAtAll() {
        givenUp.upTo(2)
        let orders = orders(for: [0, 1, 2])
        #expect(orders.map(\.name).prefix(5) == ["begin", "cancel", "begin", "cancel", "begin"])
        #expect(orders.last?.name == "end")
        #expect(orders.count == 10)
    }

    @Test func whatWasCutOffNeverPassesForComplete() {
        let mouth = Mouth(rate: .wideband)
        var events: [PlayoutEvent] = []
        let orders = orders(for: [0, 1]) { if case .sound = $0 { givenUp.upTo(2) } }
        for order in orders {
            mouth.obey(order)
            for _ in 0..<50 { events += mouth.next().events }
        }
        let first = events.first { if case .ended = $0 { true } else { false } }
        guard case .ended(_, let heard, let complete, _) = first else {
            Issue.record("\(events)"); return
        }
        #expect(heard == "one")
        #expect(!complete)
    }

    @Test func theConversationGivesUpWhatItCutsShort() throws {
        var converse = try Converse.fresh(givenUp: givenUp)
        var said: [Int] = []
        func note(_ act: Act) {
            if case .say(let utterable) = act { said.append(utterable.id) }
        }
        converse.handle(.heard(.tick(MediaTime(sample: 320, rate: .wideband))), emit: note)
        #expect(said == [0])
        #expect(!givenUp.contains(0))
        converse.handle(.heard(.dtmf("7")), emit: note)
        #expect(said == [0, 1])
        #expect(givenUp.contains(0))
        #expect(!givenUp.contains(1))
    }
}

extension MouthOrder {
    fileprivate var name: String {
        switch self {
        case .begin: "begin"
        case .sound: "sound"
        case .end: "end"
        case .pause: "pause"
        case .resume: "resume"
        case .cancel: "cancel"
        case .hangUp: "hangUp"
        }
    }
}
