/// Hours by weekdays, the darker the more.
struct HeatMap {
    /// Seven rows of 24.
    let week: [[Int]]

    private static let rowHeight = 24
    static let height = 7 * rowHeight + 24

    private var most: Int { week.joined().max() ?? 0 }

    var drawing: HTML {
        var drawing: HTML = ""
        for (weekday, hours) in week.enumerated() {
            let y = weekday * Self.rowHeight
            drawing += """
                <text class="tick" x="-8" y="\(y + 16)" text-anchor="end">\
                \(String(Figure.weekdays[weekday].prefix(3)))</text>

                """
            for (hour, count) in hours.enumerated() {
                drawing += """
                    <rect class="cell h\(level(count))" x="\(Figure.percent(Double(hour) / 24))" \
                    width="\(Figure.percent(1.0 / 24))" y="\(y)" height="\(Self.rowHeight)" rx="5">\
                    <title>\(Figure.weekdays[weekday]) \(hour):00: \(Figure.count(count, "call"))</title></rect>
                    """
            }
        }
        for hour in stride(from: 0, through: 21, by: 3) {
            drawing += """
                <text class="tick" x="\(Figure.percent((Double(hour) + 0.5) / 24))" \
                y="\(7 * Self.rowHeight + 17)" text-anchor="middle">\(hour)</text>
                """
        }
        return drawing
    }

    /// 0 for none, 1 to 5 for more and more.
    private func level(_ count: Int) -> Int {
        count == 0 ? 0 : min(5, 1 + (count * 5 - 1) / max(most, 1))
    }

    var legend: HTML {
        let steps = (0...5).map { "<i class=\"h\($0)\"></i>" as HTML }
        return
            "<p class=\"ramp\"><span>none</span>\(steps)<span>\(Figure.count(most)) an hour</span></p>"
    }

    var table: Table {
        Table(
            caption: "Calls by hour of the day and weekday",
            head: ["Hour"] + Figure.weekdays.map { String($0.prefix(3)) },
            rows: (0..<24).map { hour in
                [.text("\(hour):00")] + week.map { .number(Figure.count($0[hour])) }
            })
    }
}
