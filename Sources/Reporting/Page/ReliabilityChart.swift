/// Confidence across, the share of right answers up: a line that knows itself is on
/// the diagonal.
struct ReliabilityChart {
    let reliability: Reliability

    private static let plotHeight = 240
    static let height = plotHeight + 34

    var drawing: HTML {
        let ticks = [0.0, 0.25, 0.5, 0.75, 1]
        var drawing: HTML = ""
        for tick in ticks {
            let y = y(tick)
            drawing += """
                <line class="\(tick == 0 ? "axis" : "grid")" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text class="tick" x="-8" y="\(y + 4)" text-anchor="end">\(Figure.share(tick))</text>\
                <text class="tick" x="\(Figure.percent(tick))" y="\(Self.plotHeight + 28)" \
                text-anchor="middle">\(Figure.share(tick))</text>

                """
        }
        drawing += "<line class=\"diagonal\" x1=\"0\" y1=\"\(y(0))\" x2=\"100%\" y2=\"\(y(1))\"/>"
        let most = Double(reliability.bins.map(\.count).max() ?? 1)
        for bin in reliability.bins where bin.count > 0 {
            let radius = 4 + Int((12 * (Double(bin.count) / most).squareRoot()).rounded())
            drawing += """
                <circle class="dot" cx="\(Figure.percent(bin.meanConfidence))" \
                cy="\(y(bin.shareRight))" r="\(radius)"><title>confidence \
                \(Figure.share(bin.meanConfidence)): \(Figure.share(bin.shareRight)) right, \
                \(Figure.count(bin.count, "answer"))</title></circle>
                """
        }
        return drawing
    }

    private func y(_ share: Double) -> Int {
        10 + Self.plotHeight - Int((share * Double(Self.plotHeight)).rounded())
    }

    var table: Table {
        Table(
            head: ["Confidence", "Answers", "Right"],
            rows: reliability.bins.enumerated().filter { $0.element.count > 0 }.map { index, bin in
                [
                    .text("\(index * 10)–\(index * 10 + 10)%"), .number(Figure.count(bin.count)),
                    .number(Figure.share(bin.shareRight)),
                ]
            })
    }
}
