import Pipeline

/// How long the machine took for the steps of a turn, by wall clock.
///
/// These times are no part of the call: a replay writes them to a file of their
/// own. Safe to use from all stages of a call.
public final class Stopwatch: Sendable {
    private let clock = ContinuousClock()
    private let spans = Locked<[String: Duration]>([:])

    public init() {}

    func time<Result>(_ step: String, _ body: () throws -> Result) rethrows -> Result {
        let start = clock.now
        defer { add(clock.now - start, to: step) }
        return try body()
    }

    var now: ContinuousClock.Instant { clock.now }

    func add(_ span: Duration, to step: String) {
        spans.withLock { $0[step, default: .zero] += span }
    }

    /// The milliseconds of each step since the last lap.
    func lap() -> [String: Double] {
        let spans = self.spans.withLock { spans in
            defer { spans = [:] }
            return spans
        }
        return spans.mapValues { $0 / .milliseconds(1) }
    }
}
