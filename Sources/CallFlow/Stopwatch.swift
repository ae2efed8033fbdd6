import Pipeline

/// How long the machine took for the steps of a turn, by wall clock.
///
/// These times are no part of the call: a replay writes them to a file of their
/// own. Safe to use from all stages of a call.
public final class Stopwatch: Sendable {
    enum Step: Hashable {
        case recognise
        case understand
        /// Up to the first sound of one prompt.
        case synthesise(prompt: Int)
    }

    private let clock = ContinuousClock()
    private let spans = Locked<[Step: Duration]>([:])

    public init() {}

    func time<Result>(_ step: Step, _ body: () throws -> Result) rethrows -> Result {
        let start = clock.now
        defer { add(clock.now - start, to: step) }
        return try body()
    }

    var now: ContinuousClock.Instant { clock.now }

    func add(_ span: Duration, to step: Step) {
        spans.withLock { $0[step, default: .zero] += span }
    }

    /// The milliseconds of a step since this was asked last; nil when there were none.
    @discardableResult func take(_ step: Step) -> Double? {
        spans.withLock { $0.removeValue(forKey: step) }.map { $0 / .milliseconds(1) }
    }
}
