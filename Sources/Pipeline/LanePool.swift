import Dispatch

/// A few threads that any number of lanes share.
///
/// Work on one lane runs in order and one piece at a time, as on every lane; lanes
/// that have work take turns, a piece each, in the order in which they got it. So a
/// hundred calls cost no more threads than the machine has cores, and none of them
/// waits for more than a piece of each of the others.
public final class LanePool: Sendable {
    private struct State {
        var ready = ReadyQueue()
        /// Numbers of the workers that have nothing to do.
        var idle: [Int]
        var longestWait = Duration.zero
    }

    private struct Waiting {
        let lane: PooledLane
        let since: ContinuousClock.Instant
    }

    private let workers: [DispatchQueue]
    private let state: Locked<State>

    /// - Parameter count: Of the pieces of work that run at a time.
    public init(_ name: String, workers count: Int) {
        precondition(count > 0, "a pool has a worker")
        workers = (0..<count).map { number in
            DispatchQueue(label: "tongdai.\(name).\(number)", qos: .userInitiated)
        }
        state = Locked(State(idle: Array(0..<count)))
    }

    /// A further lane. It lasts for as long as somebody holds it or it has work.
    public func makeLane() -> any Lane { PooledLane(self) }

    /// The longest time that a lane waited for a worker since the last call of this:
    /// how far the work is behind.
    public func takeLongestWait() -> Duration {
        let now = ContinuousClock.now
        return state.withLock { state in
            defer { state.longestWait = .zero }
            let waiting = state.ready.first.map { now - $0.since } ?? .zero
            return max(waiting, state.longestWait)
        }
    }

    fileprivate func ready(_ lane: PooledLane) {
        let waiting = Waiting(lane: lane, since: .now)
        let worker = state.withLock { state in
            state.ready.append(waiting)
            return state.idle.popLast()
        }
        if let worker { workers[worker].async { [self] in work(as: worker) } }
    }

    private func work(as worker: Int) {
        while let lane = next(for: worker) {
            if lane.runOne() { ready(lane) }
        }
    }

    private func next(for worker: Int) -> PooledLane? {
        let now = ContinuousClock.now
        return state.withLock { state -> PooledLane? in
            guard let waiting = state.ready.popFirst() else {
                state.idle.append(worker)
                return nil
            }
            state.longestWait = max(state.longestWait, now - waiting.since)
            return waiting.lane
        }
    }

    /// First in, first out, without moving what waits at each step.
    private struct ReadyQueue {
        private var elements: [Waiting?] = []
        private var start = 0

        var first: Waiting? { start < elements.count ? elements[start] : nil }

        mutating func append(_ element: Waiting) { elements.append(element) }

        mutating func popFirst() -> Waiting? {
            guard let element = first else { return nil }
            elements[start] = nil
            start += 1
            if start == elements.count || start > 1_024 {
                elements.removeFirst(start)
                start = 0
            }
            return element
        }
    }
}

private final class PooledLane: Lane {
    private struct State {
        var work: [@Sendable () -> Void] = []
        /// In the pool's queue, or running.
        var isReady = false
    }

    private let pool: LanePool
    private let state = Locked(State())

    init(_ pool: LanePool) { self.pool = pool }

    func run(_ work: @escaping @Sendable () -> Void) {
        let wasIdle = state.withLock { state in
            state.work.append(work)
            defer { state.isReady = true }
            return !state.isReady
        }
        if wasIdle { pool.ready(self) }
    }

    /// - Returns: Whether there is more to do.
    func runOne() -> Bool {
        let work = state.withLock { $0.work.isEmpty ? nil : $0.work.removeFirst() }
        work?()
        return state.withLock { state in
            state.isReady = !state.work.isEmpty
            return state.isReady
        }
    }
}
