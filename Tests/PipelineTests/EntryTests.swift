import Pipeline
import Testing

@Suite struct EntryTests {
    private final class Held: Sendable {}

    /// A stage that can report to itself, or to one before it.
    private struct Reporting: Stage {
        let held: Held
        let reports: Entry<Int>

        mutating func handle(_ input: Int, emit: (Int) -> Void) { emit(input) }
    }

    private struct Ending: Stage {
        typealias Output = Never

        mutating func handle(_ input: Int, emit: (Never) -> Void) {}
    }

    /// Or a service would grow with each call.
    @Test func anEndedPipelineLetsStagesGoThatReportToEachOther() {
        let lane = SteppedLane()
        let supervisor = Supervisor(makeLane: { _ in lane })
        let (entry, reports) = (Entry<Int>(), Entry<Int>())
        weak let held = build(entry, reports, supervisor)
        #expect(held != nil)
        supervisor.start()
        entry.offer(1)
        reports.offer(2)
        entry.end()
        lane.runUntilIdle()
        #expect(supervisor.end != nil)
        #expect(held == nil)
        // What comes too late is lost.
        reports.offer(3)
    }

    private func build(
        _ entry: Entry<Int>, _ reports: Entry<Int>, _ supervisor: Supervisor
    ) -> Held {
        let held = Held()
        Flow.from(entry, under: supervisor)
            .through(
                "report", Reporting(held: held, reports: reports), inbox: .waitForRoom(4),
                reports: reports
            )
            .into("end", Ending(), inbox: .waitForRoom(4))
        return held
    }
}
