internal import CallLog
internal import Knowledge

/// When people call, and what their calls come to.
extension ReportPage {
    // MARK: When

    var volume: Section {
        let chart = figures.days.count == 1 && firstDay == lastDay ? hourColumns : dayColumns
        let heat = HeatMap(week: figures.week)
        let map = Chart(
            id: "week", title: "By hour and weekday", summary: busiest, height: HeatMap.height,
            kind: "inset", drawing: heat.drawing, table: heat.table, legend: heat.legend)
        return Section(
            "volume", "When people call", HTML(text: busiest), HTML([chart.html, map.html]))
    }

    private var busiest: String {
        var best = (weekday: 0, hour: 0)
        for (weekday, hours) in figures.week.enumerated() {
            for (hour, count) in hours.enumerated()
            where count > figures.week[best.weekday][best.hour] {
                best = (weekday, hour)
            }
        }
        let count = figures.week[best.weekday][best.hour]
        if figures.callCount == 1 {
            return "It came on a \(Figure.weekdays[best.weekday]) between \(best.hour):00 and "
                + "\(best.hour + 1):00."
        }
        return
            "Most calls, \(Figure.count(count)), came on \(Figure.weekdays[best.weekday])s between "
            + "\(best.hour):00 and \(best.hour + 1):00."
    }

    private static let columnLegend: HTML = """
        <p class="keyline"><span><i class="answered"></i>answered or done</span>\
        <span><i class="rest"></i>anything else</span></p>
        """

    private var hourColumns: Chart {
        let hours = (0..<24).map { hour in figures.week.reduce(0) { $0 + $1[hour] } }
        let columns = Columns(
            columns: hours.enumerated().map { hour, count in
                .init(
                    name: "\(hour):00: \(Figure.count(count, "call"))",
                    label: hour % 3 == 0 ? "\(hour)" : nil, parts: [(count, "answered")])
            })
        return Chart(
            id: "hours", title: "Calls by hour", summary: busiest, height: columns.height,
            kind: "inset", drawing: columns.drawing,
            table: Table(
                head: ["Hour", "Calls"],
                rows: hours.enumerated().map { [.text("\($0):00"), .number(Figure.count($1))] }))
    }

    /// Days, or spans of days where there are too many for the width of a page.
    private var dayColumns: Chart {
        let spans = daySpans
        let stride = max(1, (spans.count + 4) / 5)
        let columns = Columns(
            columns: spans.enumerated().map { index, span in
                let answered = span.answered
                return .init(
                    name: "\(span.name): \(Figure.count(span.calls, "call")), "
                        + "\(Figure.count(answered)) answered",
                    label: index % stride == 0 ? Figure.shortDay(span.first) : nil,
                    parts: [(answered, "answered"), (span.calls - answered, "rest")])
            })
        let unit = spans.first.map { $0.first == $0.last ? "day" : "week" } ?? "day"
        return Chart(
            id: "days", title: "Calls by \(unit)",
            summary:
                "\(Figure.count(figures.callCount, "call")) over \(Figure.count(spans.count, unit)).",
            height: columns.height, kind: "inset", drawing: columns.drawing,
            table: Table(
                head: [unit == "day" ? "Day" : "Week", "Calls", "Answered"],
                rows: spans.map {
                    [
                        .text($0.name), .number(Figure.count($0.calls)),
                        .number(Figure.count($0.answered)),
                    ]
                }), legend: Self.columnLegend)
    }

    private struct DaySpan {
        let first: Day
        let last: Day
        let calls: Int
        let answered: Int

        var name: String { Figure.days(first, last) }
    }

    private var daySpans: [DaySpan] {
        guard let firstDay, let lastDay, firstDay <= lastDay else { return [] }
        let (start, end) = (firstDay.daysSince1970, lastDay.daysSince1970)
        let count = end - start + 1
        let length = count <= 62 ? 1 : count <= 62 * 7 ? 7 : 28
        return stride(from: start, through: end, by: length).compactMap { first in
            let days = (first...min(first + length - 1, end)).compactMap {
                Day(secondsSince1970: $0 * 86_400)
            }
            guard let opening = days.first, let closing = days.last else { return nil }
            let outcomes = days.compactMap { figures.days[$0] }
            return DaySpan(
                first: opening, last: closing,
                calls: outcomes.reduce(0) { $0 + $1.values.reduce(0, +) },
                answered: outcomes.reduce(0) { $0 + ($1[.answered] ?? 0) + ($1[.acted] ?? 0) })
        }
    }

    // MARK: What became of them

    var outcomes: Section {
        let all = figures.all
        let shown = CallOutcome.reported.compactMap { outcome in
            all.outcomes[outcome].map { (outcome, $0) }
        }
        var content = outcomeBar(shown, of: all.calls)
        content += ranks(
            "Why calls ended", figures.endReasons.mapKeys(Self.endReason), noun: "Reason")
        if !figures.actions.isEmpty {
            content += ranks("Done for callers", figures.actions, noun: "Action")
        }
        if !figures.transfers.isEmpty {
            content += ranks("Why calls were put through", figures.transfers, noun: "Reason")
        }
        let note = """
            Callers spoke over the line \(Figure.count(figures.bargeIns, "time")) and kept silent \
            \(Figure.count(figures.noInputs, "time")) until the line asked again.
            """
        return Section("outcomes", "What became of calls", HTML(text: note), content)
    }

    private func outcomeBar(_ shown: [(CallOutcome, Int)], of calls: Int) -> HTML {
        var left = 0.0
        var bars: HTML = ""
        for (outcome, count) in shown {
            let width = Double(count) / Double(calls)
            bars += """
                <rect class="o-\(outcome.rawValue)" x="\(Figure.percent(left))" y="0" \
                width="\(Figure.percent(width))" height="36"><title>\(outcome.title): \
                \(Figure.count(count, "call"))</title></rect>
                """
            left += width
        }
        let sentence = shown.map { "\($0.0.title) \(Figure.share($0.1, of: calls))" }
            .joined(separator: ", ")
        let rows = shown.map { outcome, count -> HTML in
            """
            <tr><td><i class="swatch o-\(outcome.rawValue)"></i>\(outcome.title)</td>\
            <td class="quiet">\(outcome.meaning)</td><td class="n">\(Figure.count(count))</td>\
            <td class="n">\(Figure.share(count, of: calls))</td></tr>
            """
        }
        return """
            <figure class="chart"><figcaption>Calls by outcome</figcaption>
            <svg class="whole" role="img" aria-labelledby="oc-t oc-d" width="100%" height="36">\
            <title id="oc-t">Calls by outcome</title><desc id="oc-d">\(sentence)</desc>\(bars)</svg>
            <div class="scroll"><table class="legend"><thead><tr><th scope="col">Outcome</th>\
            <th scope="col">Which is</th><th scope="col" class="n">Calls</th><th scope="col" class="n">Share</th>\
            </tr></thead><tbody>\(rows)</tbody></table></div></figure>

            """
    }

    /// A table of counts with bars, the largest first.
    func ranks(_ title: String, _ counts: [String: Int], noun: String, limit: Int = 12) -> HTML {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let most = sorted.first?.value ?? 1
        var rows = sorted.prefix(limit).map { name, count -> [Table.Cell] in
            [
                .text(name),
                .bar(Double(count) / Double(most), Figure.count(count), kind: "answered"),
            ]
        }
        if sorted.count > limit {
            let others = sorted.dropFirst(limit).reduce(0) { $0 + $1.value }
            rows.append([
                .text("\(sorted.count - limit) more"), .bar(0, Figure.count(others), kind: "rest"),
            ])
        }
        let table = Table(caption: title, head: [noun, "Count"], rows: rows, kind: "ranks")
        return table.html
    }

    private static func endReason(_ reason: String) -> String {
        switch reason {
        case "goodbye": "said goodbye"
        case "noinput": "nobody spoke any more"
        case "limit": "the longest call was reached"
        case "transfer": "put through"
        case "interrupted": "the program was stopped"
        default: reason
        }
    }
}

extension Dictionary where Key == String, Value == Int {
    /// What gets the same key is added up.
    func mapKeys(_ name: (String) -> String) -> [String: Int] {
        Dictionary(map { (name($0.key), $0.value) }, uniquingKeysWith: +)
    }
}

extension CallOutcome {
    /// From the best to the worst, as the bar shows them.
    static let reported: [CallOutcome] = [
        .answered, .acted, .askedBack, .transferred, .refused, .silent, .open,
    ]

    var title: String {
        switch self {
        case .answered: "Answered"
        case .acted: "Done"
        case .askedBack: "Asked back"
        case .transferred: "Put through"
        case .refused: "Not answered"
        case .silent: "Nothing asked"
        case .open: "Not over"
        }
    }

    var meaning: String {
        switch self {
        case .answered: "the last question got its answer"
        case .acted: "something was done: a ticket, feedback"
        case .askedBack: "the line asked which was meant, and nothing was chosen"
        case .transferred: "to a person or a number"
        case .refused: "the last question found no answer"
        case .silent: "nobody spoke, or only greetings"
        case .open: "the log has no end of the call"
        }
    }
}
