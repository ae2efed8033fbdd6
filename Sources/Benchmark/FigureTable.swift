/// Figures for people, one a line.
public enum FigureTable {
    public static func lines(
        _ figures: [Figure], comparedWith baseline: Baseline? = nil
    ) -> [String] {
        let comparisons = Dictionary(
            (baseline?.comparisons(with: figures) ?? []).map { ($0.figure.name, $0) },
            uniquingKeysWith: { $1 })
        let nameWidth = figures.map(\.name.count).max() ?? 0
        let numberWidth = figures.map { number($0.value).count }.max() ?? 0
        let unitWidth = figures.map(\.unit.count).max() ?? 0
        return figures.map { figure in
            var line = pad(figure.name, to: nameWidth) + "  "
            let number = number(figure.value)
            line += String(repeating: " ", count: numberWidth - number.count) + number
            line += " " + pad(figure.unit, to: unitWidth)
            if baseline != nil { line += "  " + ratio(comparisons[figure.name]) }
            return line + "  \(figure.meaning)"
        }
    }

    /// Three significant digits are enough to compare, and as many as repeat.
    static func number(_ value: Double) -> String {
        let magnitude = abs(value)
        let isWhole = magnitude.rounded() == magnitude
        let places = magnitude >= 100 || isWhole ? 0 : magnitude >= 10 ? 1 : 3
        return fixed(value, places: places)
    }

    private static func ratio(_ comparison: Baseline.Comparison?) -> String {
        guard let ratio = comparison?.ratio else { return "      -" }
        let text = "×" + fixed(ratio, places: 2)
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }

    static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "-" }
        let scale = places == 3 ? 1_000.0 : places == 2 ? 100.0 : places == 1 ? 10.0 : 1.0
        let whole = Int((abs(value) * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let fraction = "\(whole % Int(scale))"
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(sign)\(whole / Int(scale)).\(zeros)\(fraction)"
    }

    private static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
