/// The order of some numbers: which of them no more than a share exceeds.
public struct Quantiles: Sendable, Equatable {
    private let sorted: [Double]

    public init(_ values: [Double]) { sorted = values.sorted() }

    public var count: Int { sorted.count }
    public var median: Double { self[0.5] }
    public var maximum: Double { sorted.last ?? 0 }

    /// The smallest value that at least this share of all values does not exceed
    /// (nearest rank); 0 when there are none.
    public subscript(share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = (share * Double(sorted.count)).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }
}
