import Serving
import Testing

@Suite struct WaitingTests {
    /// What is said, at which second, by a line whose phrases take two seconds.
    private static func hear(
        _ waiting: inout Waiting, seconds: Int, key: (second: Int, key: Character)? = nil,
        place: (Int) -> Int?
    ) -> [(second: Int, step: Waiting.Step)] {
        var heard: [(second: Int, step: Waiting.Step)] = []
        var speaking = 0
        for tick in 0..<seconds * 50 {
            if let key, tick == key.second * 50 { waiting.press(key.key) }
            let step = waiting.tick(place: place(tick / 50), isSpeaking: speaking > 0)
            speaking -= 1
            guard step != .nothing else { continue }
            heard.append((tick / 50, step))
            if case .say = step { speaking = 100 }
            if case .end = step { return heard }
        }
        return heard
    }

    @Test func thePlaceIsToldAtOnceAndAgain() {
        var waiting = Waiting(patience: .seconds(1_000))
        let heard = Self.hear(&waiting, seconds: 70) { _ in 3 }
        #expect(heard.map(\.step) == Array(repeating: .say(.hold(place: 3)), count: 3))
        #expect(heard.map(\.second) == [0, 32, 64])
    }

    @Test func aPlaceThatChangedIsToldSooner() {
        var waiting = Waiting(patience: .seconds(1_000))
        let heard = Self.hear(&waiting, seconds: 30) { $0 < 5 ? 2 : 1 }
        #expect(heard.map(\.step) == [.say(.hold(place: 2)), .say(.hold(place: 1))])
        #expect(heard.map(\.second) == [0, 12])
    }

    @Test func whoHasNoPatienceLeftMayBeCalledBack() {
        var waiting = Waiting(patience: .seconds(10))
        let heard = Self.hear(&waiting, seconds: 60, key: (13, "1")) { _ in 1 }
        #expect(
            heard.map(\.step) == [
                .say(.hold(place: 1)), .say(.offerCallBack), .say(.callBack), .end(.callBack),
            ])
    }

    @Test func whoDoesNotWantThatHearsARegret() {
        var waiting = Waiting(patience: .seconds(10))
        let heard = Self.hear(&waiting, seconds: 60, key: (13, "2")) { _ in 1 }
        #expect(
            heard.map(\.step) == [
                .say(.hold(place: 1)), .say(.offerCallBack), .say(.regret), .end(.busy),
            ])
        #expect(heard.map(\.second) == [0, 10, 18, 20])
    }

    @Test func whereThereIsNoPlaceToWaitTheOfferComesAtOnce() {
        var waiting = Waiting(patience: .seconds(100), isFull: true)
        let heard = Self.hear(&waiting, seconds: 60, key: (1, "1")) { _ in nil }
        #expect(heard.map(\.step) == [.say(.offerCallBack), .say(.callBack), .end(.callBack)])
        #expect(heard.map(\.second) == [0, 2, 4])
    }

    /// A key before the offer is no answer to it.
    @Test func aKeyPressedWhileWaitingOrdersNothing() {
        var waiting = Waiting(patience: .seconds(10))
        let heard = Self.hear(&waiting, seconds: 60, key: (5, "1")) { _ in 1 }
        #expect(heard.last?.step == .end(.busy))
    }

    @Test func anOutcomeIsOneLineForADialplan() {
        #expect("\(Outcome.transfer(to: "113"))" == "transfer 113")
        #expect("\(Outcome.transfer(to: "service centre"))" == "transfer service centre")
        #expect("\(Outcome.hangUp(reason: "goodbye"))" == "hangup goodbye")
        #expect("\(Outcome.callBack)" == "callback")
        #expect("\(Outcome.busy)" == "busy")
        let hostile = "\(Outcome.transfer(to: "1\n${SYSTEM(x)};,\"&|"))"
        #expect(!hostile.contains { "\n${}();,\"&|".contains($0) })
    }
}
