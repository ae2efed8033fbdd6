/// How many observations were at most so large, and their sum.
struct Histogram: Sendable, Equatable {
    let name: String
    let help: String
    let label: String?

    /// Upper bounds, ascending, in the metric's unit; +Inf is added.
    let bounds: [Double]

    private struct Series: Sendable, Equatable {
        /// Of each bucket by itself; they are summed up when they are written.
        var counts: [Int]
        var sum = 0.0
    }

    private var series: [String: Series] = [:]

    init(
        _ name: String, _ help: String, bounds: [Double], label: String? = nil, known: [String] = []
    ) {
        (self.name, self.help, self.bounds, self.label) = (name, help, bounds, label)
        for key in label == nil ? [""] : known {
            series[key] = Series(counts: Array(repeating: 0, count: bounds.count + 1))
        }
    }

    /// What is no number, or less than 0, is left out.
    mutating func observe(_ value: Double, _ key: String = "") {
        guard value.isFinite, value >= 0 else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        var own = series[key] ?? Series(counts: Array(repeating: 0, count: bounds.count + 1))
        own.counts[bucket] += 1
        own.sum += value
        series[key] = own
    }

    var family: MetricFamily {
        var samples: [MetricFamily.Sample] = []
        for (key, own) in series.sorted(by: { $0.key < $1.key }) {
            let labels = label.map { [MetricFamily.Label($0, key)] } ?? []
            var total = 0
            for (bound, count) in zip(bounds + [.infinity], own.counts) {
                total += count
                let bucket = labels + [MetricFamily.Label("le", MetricFamily.text(of: bound))]
                samples.append(.init(suffix: "_bucket", labels: bucket, value: Double(total)))
            }
            samples.append(.init(suffix: "_sum", labels: labels, value: own.sum))
            samples.append(.init(suffix: "_count", labels: labels, value: Double(total)))
        }
        return MetricFamily(name: name, kind: .histogram, help: help, samples: samples)
    }
}
