import Pipeline

/// The threads of all calls of a service.
///
/// Hearing and deciding share as many as there are cores. What may wait for something
/// else than a core has threads of its own, so that it holds up nobody: speaking, for
/// its turn at the one synthesizer; recording, for the disk.
struct ServiceLanes: Sendable {
    let work: LanePool
    let speech: LanePool
    let records: LanePool

    /// Clauses of so many callers wait for the synthesizer at a time.
    private static let speakers = 4

    init(workers: Int) {
        work = LanePool("work", workers: workers)
        speech = LanePool("speech", workers: Self.speakers)
        records = LanePool("records", workers: 1)
    }

    func makeSupervisor() -> Supervisor {
        Supervisor(makeLane: { [self] stage in
            switch stage {
            case "speak": speech.makeLane()
            case "record": records.makeLane()
            default: work.makeLane()
            }
        })
    }
}
