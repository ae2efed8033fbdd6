import Testing

@testable import CallFlow

@Suite struct LineEndTests {
    @Test func aLineOnWhichNothingHappensGoesOn() {
        #expect(LineEnd(hangUpReason: nil, isInterrupted: false, isLost: false) == nil)
    }

    @Test func whoInterruptsAnOutageHasEndedTheCall() {
        let end = LineEnd(hangUpReason: nil, isInterrupted: true, isLost: true)
        #expect(end == .interrupted)
        #expect(end?.reason == "interrupted")
    }

    @Test func aDeviceThatDoesNotComeBackEndsTheCall() {
        let end = LineEnd(hangUpReason: nil, isInterrupted: false, isLost: true)
        #expect(end == .lost)
        #expect(end?.reason == "line lost")
    }

    @Test(arguments: [true, false], [true, false])
    func aConversationThatIsOverHasEndedByItself(isInterrupted: Bool, isLost: Bool) {
        let end = LineEnd(
            hangUpReason: "goodbye", isInterrupted: isInterrupted, isLost: isLost)
        #expect(end?.reason == "goodbye")
    }
}
