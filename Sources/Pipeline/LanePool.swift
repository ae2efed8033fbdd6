import Dispatch

/// A few threads that any number of lanes share.
///
/// Work on one lane runs in order and one piece at a time, as on every lane. Of the lanes
/// that have work the one comes first whose work is due first (earliest deadline first:
/// Liu and Layland, 1973): so a hundred calls cost no more threads than the machine has
/// cores, and on a busy machine nobody waits for an answer because others speak.
/// A lane goes on for a millisecond with what is due: many small pieces of one cost nobody
/// more than a large one of another.
public final class LanePool: Sendable {
    private struct State {
        /// Lanes that have work, and when it is due.
        var ready = Agenda<PooledLane>()
        /// Numbers of the workers that have nothing to do.
        var idle: [Int]
        var longestDelay = Duration.zero
    }

    /// How long a lane's turn is, at least, if it has so much to do.
    private static let turn = Duration.milliseconds(1)

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

    /// The longest time after it was due that work was begun, since the last call of this:
    /// how far the pool is behind. What a lane's own work held up waited for no worker.
    public func takeLongestDelay() -> Duration {
        let now = ContinuousClock.now
        return state.withLock { state in
            defer { state.longestDelay = .zero }
            return max(state.ready.longestDelay(at: now) ?? .zero, state.longestDelay)
        }
    }

    fileprivate func ready(_ lane: PooledLane, due: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        let worker = state.withLock { state in
            state.ready.insert(lane, due: due, since: now)
            return state.idle.popLast()
        }
        if let worker { workers[worker].async { [self] in work(as: worker) } }
    }

    private func work(as worker: Int) {
        while let lane = next(for: worker) {
            let end = ContinuousClock.now + Self.turn
            var next = lane.runOne()
            while let due = next {
                let now = ContinuousClock.now
                guard due <= now, now < end else { break }
                next = lane.runOne()
            }
            if let next { ready(lane, due: next) }
        }
    }

    private func next(for worker: Int) -> PooledLane? {
        let now = ContinuousClock.now
        return state.withLock { state -> PooledLane? in
            guard let (lane, delay) = state.ready.popFirst(at: now) else {
                state.idle.append(worker)
                return nil
            }
            state.longestDelay = max(state.longestDelay, delay)
            return lane
        }
    }
}

private final class PooledLane: Lane {
    private struct Piece {
        let due: ContinuousClock.Instant
        let work: @Sendable () -> Void
    }

    private struct State {
        var pieces: [Piece] = []
        /// On the pool's agenda, or running.
        var isReady = false
    }

    private let pool: LanePool
    private let state = Locked(State())

    init(_ pool: LanePool) { self.pool = pool }

    func run(due: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) {
        let wasIdle = state.withLock { state in
            state.pieces.append(Piece(due: due, work: work))
            defer { state.isReady = true }
            return !state.isReady
        }
        if wasIdle { pool.ready(self, due: due) }
    }

    /// - Returns: When the next piece is due, if there is one.
    func runOne() -> ContinuousClock.Instant? {
        let piece = state.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
        piece?.work()
        return state.withLock { state in
            state.isReady = !state.pieces.isEmpty
            return state.pieces.first?.due
        }
    }
}
