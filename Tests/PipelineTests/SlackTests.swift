import Pipeline
import Testing

/// When a stage's work is due: what a lane is told.
@Suite struct SlackTests {
    /// Its next input may lie for as many seconds as the last one said.
    private struct Lazy: Stage {
        typealias Output = Never

        var slack = Duration.zero

        mutating func handle(_ input: Int, emit: (Never) -> Void) { slack = .seconds(input) }
    }

    private final class NotingLane: Lane {
        let stepped = SteppedLane()
        private let dues = Locked<[ContinuousClock.Instant]>([])

        /// The latest due, in whole thousands of seconds from a moment: nothing takes so long.
        func lastDue(after start: ContinuousClock.Instant) -> Int? {
            dues.withLock { $0.last.map { Int(($0 - start) / .seconds(1_000)) } }
        }

        func run(due: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) {
            dues.withLock { $0.append(due) }
            stepped.run(due: due, work)
        }
    }

    @Test func anInputIsDueItsSlackAfterItCame() {
        let lane = NotingLane()
        let supervisor = Supervisor(makeLane: { _ in lane })
        let entry = Entry<Int>()
        Flow.from(entry, under: supervisor).into("lazy", Lazy(), inbox: .waitForRoom(4))
        supervisor.start()
        lane.stepped.runUntilIdle()
        let start = ContinuousClock.now
        entry.offer(1_000)
        #expect(lane.lastDue(after: start) == 0)
        entry.offer(2_000)
        // The first is handled; the second waits since it came.
        lane.stepped.runOne()
        #expect(lane.lastDue(after: start) == 1)
        lane.stepped.runUntilIdle()
        entry.offer(0)
        #expect(lane.lastDue(after: start) == 2)
        lane.stepped.runUntilIdle()
        entry.offer(0)
        #expect(lane.lastDue(after: start) == 0)
        supervisor.cancel(reason: "the test is over")
    }
}
