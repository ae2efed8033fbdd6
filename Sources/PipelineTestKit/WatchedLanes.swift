import Dispatch
public import Pipeline

/// Real lanes, each on a queue of its own, whose work a test can wait for.
public struct WatchedLanes: Sendable {
    private struct WatchedLane: Lane {
        let lane: DispatchLane
        let work: DispatchGroup

        func run(due: ContinuousClock.Instant, _ piece: @escaping @Sendable () -> Void) {
            work.enter()
            lane.run(due: due) {
                piece()
                work.leave()
            }
        }
    }

    private let work = DispatchGroup()

    public init() {}

    public func makeLane(_ name: String) -> any Lane {
        WatchedLane(lane: DispatchLane(name), work: work)
    }

    /// Waits until no lane has anything to do. False when that takes too long.
    public func settle(withinSeconds limit: Double) -> Bool {
        work.wait(timeout: .now() + limit) == .success
    }
}
