/// How often values fell where, in bins of equal width: what is needed for a
/// histogram and for quantiles, in memory that does not grow.
struct Distribution: Sendable, Equatable {
    /// In the values' unit.
    let width: Double
    private(set) var bins: [Int]
    private(set) var count = 0
    private(set) var sum = 0.0
    private(set) var largest = 0.0

    /// What is beyond the last bin is counted in it.
    init(width: Double, bins: Int) {
        self.width = width
        self.bins = Array(repeating: 0, count: bins)
    }

    /// What is no number, or less than 0, is left out.
    mutating func add(_ value: Double) {
        guard value.isFinite, value >= 0 else { return }
        bins[min(bins.count - 1, Int(min(value / width, 1e9)))] += 1
        count += 1
        sum += value
        largest = max(largest, value)
    }

    /// The value below which a share of all lies, to the middle of a bin; nil when
    /// there are none.
    func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let wanted = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (index, number) in bins.enumerated() {
            seen += number
            if seen >= wanted { return min((Double(index) + 0.5) * width, largest) }
        }
        return largest
    }

    /// The same in fewer bins, of which the last has all that is beyond.
    func coarser(by factor: Int, bins wanted: Int) -> [Int] {
        var coarse = Array(repeating: 0, count: wanted)
        for (index, number) in bins.enumerated() {
            coarse[min(wanted - 1, index / factor)] += number
        }
        return coarse
    }
}
