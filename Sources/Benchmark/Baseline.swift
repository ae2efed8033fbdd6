public import Knowledge

/// Figures of an earlier run, to compare with: a JSON object of numbers by name, as
/// `tongdai bench --json` prints and `--save` writes it.
public struct Baseline: Sendable, Equatable {
    /// A figure beside the earlier one.
    public struct Comparison: Sendable, Equatable {
        public let figure: Figure
        public let earlier: Double
        /// Now divided by then; nil where then was nothing.
        public var ratio: Double? { earlier == 0 ? nil : figure.value / earlier }

        /// How much worse it is, as a share of what it was: 0.1 for a time that is a
        /// tenth longer or a speed that is a tenth lower; negative for an improvement.
        /// What was nothing and is something now is infinitely worse.
        public var loss: Double {
            let change =
                switch figure.better {
                case .lower: figure.value - earlier
                case .higher: earlier - figure.value
                case .same, .neither: 0.0
                }
            if earlier == 0 { return change > 0 ? .infinity : 0 }
            return change / abs(earlier)
        }
    }

    private let values: [String: Double]

    public init(_ figures: [Figure]) {
        values = Dictionary(figures.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// - Returns: Nil when the bytes are no JSON object with a number in it.
    public init?(bytes: [UInt8]) {
        guard let object = try? JSONParser.parse(bytes).value.object else { return nil }
        var values: [String: Double] = [:]
        for member in object.members {
            if let number = member.value.number { values[member.key] = number }
        }
        guard !values.isEmpty else { return nil }
        self.values = values
    }

    /// Settings in which the earlier run differs: its figures are then of something
    /// else.
    public func otherSettings(than figures: [Figure]) -> [Figure] {
        figures.filter { figure in
            guard figure.better == .same, let earlier = values[figure.name] else { return false }
            return earlier != figure.value
        }
    }

    /// Those figures that the earlier run has, too.
    public func comparisons(with figures: [Figure]) -> [Comparison] {
        figures.compactMap { figure in
            guard figure.better == .lower || figure.better == .higher,
                let earlier = values[figure.name]
            else { return nil }
            return Comparison(figure: figure, earlier: earlier)
        }
    }

    /// As it is kept: one object, the figures in their order.
    public static func json(_ figures: [Figure]) -> JSONValue {
        var object = JSONObject()
        for figure in figures { object[figure.name] = .number(figure.value) }
        return .object(object)
    }
}
