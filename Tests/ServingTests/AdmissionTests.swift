import Serving
import Testing

@Suite struct AdmissionTests {
    private var admission = Admission(limit: 2, waitingLimit: 2)

    @Test mutating func callersEnterWhileThereIsAPlaceAndThenWaitInOrder() {
        #expect(
            (1...5).map { admission.ask($0) } == [
                .enter, .enter, .wait(place: 1), .wait(place: 2), .full,
            ])
        // Who asks again is told his place, and takes nobody's.
        #expect(admission.ask(4) == .wait(place: 2))
        #expect(admission.ask(1) == .enter)
        admission.leave(1)
        #expect(admission.ask(4) == .wait(place: 2))
        #expect(admission.ask(6) == .full)
        #expect(admission.ask(3) == .enter)
        #expect(admission.ask(4) == .wait(place: 1))
        #expect(admission.running == [2, 3])
    }

    @Test mutating func whoGivesUpMakesRoomInTheQueue() {
        for caller in 1...4 { _ = admission.ask(caller) }
        admission.leave(3)
        #expect(admission.ask(4) == .wait(place: 1))
        #expect(admission.ask(5) == .wait(place: 2))
    }

    /// A newcomer does not pass those who wait.
    @Test mutating func aFreePlaceIsTheFirstWaiters() {
        for caller in 1...3 { _ = admission.ask(caller) }
        admission.leave(2)
        #expect(admission.ask(9) == .wait(place: 2))
        #expect(admission.ask(3) == .enter)
    }

    @Test mutating func nobodyEntersWhileTheMachineIsBehind() {
        _ = admission.ask(1)
        admission.note(Admission.Load(longestDelay: .milliseconds(300), frames: 50))
        #expect(admission.isOverloaded)
        #expect(admission.ask(2) == .wait(place: 1))
        // The running call goes on, and three good seconds end the caution.
        #expect(admission.ask(1) == .enter)
        admission.note(Admission.Load(longestDelay: .milliseconds(5), frames: 50))
        admission.note(Admission.Load(longestDelay: .milliseconds(5), frames: 50))
        #expect(admission.ask(2) == .wait(place: 1))
        admission.note(Admission.Load(longestDelay: .milliseconds(5), frames: 50))
        #expect(admission.ask(2) == .enter)
    }

    @Test mutating func aCallThatIsBehindIsASignOfLoad() {
        admission.note(Admission.Load(backlog: .milliseconds(580), frames: 50))
        #expect(!admission.isOverloaded)
        admission.note(Admission.Load(backlog: .milliseconds(600), frames: 50))
        #expect(admission.isOverloaded)
    }

    @Test(arguments: [(1_000, 5, false), (1_000, 6, true), (0, 0, false), (50, 1, true)])
    mutating func lateFramesAreASignOfLoad(frames: Int, late: Int, isTooMuch: Bool) {
        admission.note(Admission.Load(frames: frames, lateFrames: late))
        #expect(admission.isOverloaded == isTooMuch)
    }

    @Test mutating func whoClosesLetsNobodyIn() {
        _ = admission.ask(1)
        admission.close()
        #expect(admission.ask(2) == .full)
        #expect(admission.ask(1) == .enter)
    }
}
