/// What only grows, by the values of its labels.
struct Counter: Sendable, Equatable {
    /// More series than that go together under `other`: a value that comes from
    /// outside must not fill the memory of whoever stores the series.
    static let seriesLimit = 64

    let name: String
    let help: String
    let labels: [String]
    private var values: [[String]: Int] = [:]

    /// - Parameter known: Values that are there from the start, with 0, so that the
    ///   first increase shows as one.
    init(_ name: String, _ help: String, labels: [String] = [], known: [[String]] = []) {
        (self.name, self.help, self.labels) = (name, help, labels)
        for key in labels.isEmpty ? [[]] : known { values[key] = 0 }
    }

    mutating func add(_ count: Int = 1, _ key: [String] = []) {
        precondition(key.count == labels.count && count >= 0)
        let isNew = values[key] == nil
        let place =
            isNew && values.count >= Self.seriesLimit ? labels.map { _ in "other" } : key
        values[place, default: 0] += count
    }

    var family: MetricFamily {
        let samples = values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
            MetricFamily.Sample(
                labels: zip(labels, key).map { MetricFamily.Label($0, $1) }, value: Double(count))
        }
        return MetricFamily(name: name, kind: .counter, help: help, samples: samples)
    }
}
