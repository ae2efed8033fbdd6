/// An axis from 0 to a round number, with a few round steps.
struct Scale: Sendable, Equatable {
    let step: Double
    let top: Double

    /// - Parameter largest: The largest value that must find room.
    init(upTo largest: Double, steps: Int = 4, isWhole: Bool = true) {
        let wanted = max(largest, isWhole ? 1 : 1e-9) / Double(steps)
        var power = 1.0
        while power * 10 <= wanted { power *= 10 }
        while power > wanted { power /= 10 }
        let rounds = [1.0, 2, 2.5, 5, 10].map { $0 * power }
        var step = rounds.first { $0 >= wanted } ?? power * 10
        if isWhole { step = max(1, step.rounded(.up)) }
        self.step = step
        top = max(step, (largest / step).rounded(.up) * step)
    }

    var ticks: [Double] { Array(stride(from: 0, through: top + step / 2, by: step)) }

    func share(_ value: Double) -> Double { value / top }
}
