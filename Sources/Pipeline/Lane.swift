import Dispatch

/// Something that runs work one piece after another, in order.
///
/// A live call gives each stage a lane of its own. A test, and a replay, put all
/// stages on one `SteppedLane`: the same steps in the same order, every time.
public protocol Lane: Sendable {
    /// - Parameter due: Where lanes share threads, what is due earlier comes first.
    func run(due: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void)
}

extension Lane {
    /// Runs what is due now.
    public func run(_ work: @escaping @Sendable () -> Void) { run(due: .now, work) }
}

public struct DispatchLane: Lane {
    private let queue: DispatchQueue

    public init(_ name: String) {
        queue = DispatchQueue(label: "tongdai.\(name)", qos: .userInitiated)
    }

    public func run(due: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }
}

/// A lane that runs when it is told to: no thread, no sleep, one order.
public final class SteppedLane: Lane {
    private let waiting = Locked<[@Sendable () -> Void]>([])

    public init() {}

    public func run(due: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void) {
        waiting.withLock { $0.append(work) }
    }

    /// Runs the next piece of work. False when there is none.
    @discardableResult
    public func runOne() -> Bool {
        let work = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        work?()
        return work != nil
    }

    /// Runs until nothing is left. To be still busy at the limit is a bug.
    public func runUntilIdle(limit: Int = 10_000_000) {
        for _ in 0..<limit where !runOne() { return }
        preconditionFailure("still busy after \(limit) pieces of work")
    }
}
