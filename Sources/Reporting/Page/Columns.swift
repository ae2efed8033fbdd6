/// Upright bars over an axis: days, hours, latencies.
struct Columns {
    struct Column {
        /// For the tooltip and the table.
        let name: String

        /// Under the axis; nil where there is no room for it.
        let label: String?

        /// From the bottom to the top.
        let parts: [(value: Int, kind: String)]

        var total: Int { parts.reduce(0) { $0 + $1.value } }
    }

    /// A line across the bars.
    struct Mark {
        /// Of the width.
        let place: Double
        let label: String
    }

    let columns: [Column]
    var marks: [Mark] = []

    /// Labels stand at the left edge of their bar instead of under its middle.
    var labelsAtEdge = false
    var plotHeight = 150

    /// Each mark's label has a row of its own: they may be close together.
    private static let labelRow = 14

    private var topMargin: Int { 22 + max(0, marks.count - 1) * Self.labelRow }

    var height: Int { topMargin + plotHeight + 24 }

    var drawing: HTML {
        let scale = Scale(upTo: Double(columns.map(\.total).max() ?? 0))
        return HTML([grid(scale), HTML(columns.indices.map { bars($0, scale) }), markLines])
    }

    private func y(_ share: Double) -> Int {
        topMargin + plotHeight - Int((share * Double(plotHeight)).rounded())
    }

    private func grid(_ scale: Scale) -> HTML {
        HTML(
            scale.ticks.map { tick in
                let y = y(scale.share(tick))
                return """
                    <line class="\(tick == 0 ? "axis" : "grid")" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
                    <text class="tick" x="-8" y="\(y + 4)" text-anchor="end">\(Figure.count(Int(tick)))</text>

                    """
            })
    }

    private func bars(_ index: Int, _ scale: Scale) -> HTML {
        let column = columns[index]
        let slot = 1 / Double(max(columns.count, 1))
        let left = (Double(index) + 0.12) * slot
        var below = 0
        var bars: HTML = ""
        for part in column.parts where part.value > 0 {
            let top = y(scale.share(Double(below + part.value)))
            let bottom = y(scale.share(Double(below)))
            bars += """
                <rect class="\(part.kind)" x="\(Figure.percent(left))" \
                width="\(Figure.percent(slot * 0.76))" y="\(top)" height="\(max(1, bottom - top))"/>
                """
            below += part.value
        }
        let label = column.label.map { text -> HTML in
            let x = labelsAtEdge ? Double(index) * slot : (Double(index) + 0.5) * slot
            // The last one must not stand out over the page.
            let isLast = !labelsAtEdge && index > 0 && index == columns.count - 1
            return """
                <text class="tick" x="\(Figure.percent(isLast ? 1 : x))" \
                y="\(topMargin + plotHeight + 18)" text-anchor="\(isLast ? "end" : "middle")">\(text)</text>
                """
        }
        return "<g><title>\(column.name)</title>\(bars)\(label ?? "")</g>\n"
    }

    private var markLines: HTML {
        HTML(
            marks.enumerated().map { row, mark in
                let y = 12 + row * Self.labelRow
                let anchor = mark.place > 0.8 ? "end" : "start"
                return """
                    <line class="mark" x1="\(Figure.percent(mark.place))" \
                    x2="\(Figure.percent(mark.place))" y1="\(y - 8)" y2="\(topMargin + plotHeight)"/>\
                    <text class="marked" x="\(Figure.percent(mark.place))" y="\(y)" \
                    dx="\(anchor == "end" ? -5 : 5)" text-anchor="\(anchor)">\(mark.label)</text>
                    """
            })
    }
}
