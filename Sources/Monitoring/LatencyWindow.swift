/// The latencies of the last turns.
public struct LatencyWindow: Sendable, Equatable {
    static let capacity = 1_000

    private var values: [Double] = []
    private var next = 0

    public init() {}

    public var count: Int { values.count }

    mutating func add(_ milliseconds: Double) {
        guard milliseconds.isFinite, milliseconds >= 0 else { return }
        if values.count < Self.capacity {
            values.append(milliseconds)
        } else {
            values[next] = milliseconds
            next = (next + 1) % Self.capacity
        }
    }

    /// The nearest-rank percentile, in milliseconds; nil when there is no turn.
    public func percentile(_ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
