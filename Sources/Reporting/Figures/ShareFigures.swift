internal import CallLog

/// What calls of one line, or in one language, came to.
struct ShareFigures: Sendable {
    private(set) var calls = 0
    private(set) var outcomes: [CallOutcome: Int] = [:]
    private(set) var latency = Distribution(width: 20, bins: 500)
    private(set) var durationMS = 0
    private(set) var faults = 0

    mutating func add(_ call: CallSummary) {
        calls += 1
        outcomes[call.outcome, default: 0] += 1
        durationMS += call.durationMS
        faults += call.faults.count
        for value in call.latencies { latency.add(value) }
    }

    /// Of calls that are over, those whose last question was answered or in which
    /// something was done; nil when none is over.
    var answeredShare: Double? {
        let ended = calls - (outcomes[.open] ?? 0)
        guard ended > 0 else { return nil }
        return Double((outcomes[.answered] ?? 0) + (outcomes[.acted] ?? 0)) / Double(ended)
    }
}
