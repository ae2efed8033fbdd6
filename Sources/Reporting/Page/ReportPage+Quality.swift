internal import CallLog

/// How fast the line is, how well it knows itself, and how its lines differ.
extension ReportPage {
    // MARK: How fast

    var speed: Section {
        let latency = figures.all.latency
        guard latency.count > 0 else {
            return Section(
                "speed", "How soon the line replies", "", Self.empty("No reply was measured."))
        }
        let note = """
            From the end of the caller's voice to the first sound of the reply, for \
            \(Figure.count(latency.count, "turn")).
            """
        return Section(
            "speed", "How soon the line replies", HTML(text: note),
            latencyChart(latency).html + longestWaits)
    }

    private func latencyChart(_ latency: Distribution) -> Chart {
        let most = latency.quantile(0.995) ?? 1_000
        // So that 99.5 of a hundred fit into at most 30 bins; the last has the rest.
        let factor = [1, 2, 5, 10, 25].first { Double($0) * latency.width * 29 >= most } ?? 25
        let width = Double(factor) * latency.width
        let wanted = min(31, max(8, Int(most / width) + 2))
        let bins = latency.coarser(by: factor, bins: wanted)
        let labelled = max(1, (wanted + 5) / 6)
        let columns = bins.enumerated().map { index, count -> Columns.Column in
            let name = Self.span(index, of: wanted, width: width)
            let label =
                index % labelled == 0
                ? Figure.decimal(Double(index) * width / 1_000, places: width < 100 ? 2 : 1) + " s"
                : nil
            return .init(
                name: "\(name): \(Figure.count(count, "reply").replies)", label: label,
                parts: [(count, "answered")])
        }
        let span = Double(wanted) * width
        let marks = [("half", 0.5), ("19 of 20", 0.95)].compactMap { name, share in
            latency.quantile(share).map {
                Columns.Mark(
                    place: min(1, $0 / span),
                    label: "\(name): \(Figure.seconds(milliseconds: $0))")
            }
        }
        let drawing = Columns(columns: columns, marks: marks, labelsAtEdge: true)
        let summary = [0.5, 0.95, 0.99].map {
            "\(Figure.share($0)) within \(Figure.seconds(milliseconds: latency.quantile($0)))"
        }.joined(separator: ", ")
        return Chart(
            id: "latency", title: "Replies by seconds waited", summary: summary + ".",
            height: drawing.height, kind: "inset", drawing: drawing.drawing,
            table: Table(
                head: ["Waited", "Replies"],
                rows: bins.enumerated().map { index, count in
                    [
                        .text(Self.span(index, of: wanted, width: width)),
                        .number(Figure.count(count)),
                    ]
                }))
    }

    private static func span(_ index: Int, of count: Int, width: Double) -> String {
        let start = Figure.decimal(Double(index) * width / 1_000, places: 2)
        guard index < count - 1 else { return "\(start) s and more" }
        return start + "–" + Figure.decimal(Double(index + 1) * width / 1_000, places: 2) + " s"
    }

    private var longestWaits: HTML {
        let longest = figures.waits.elements
        let most = longest.first?.size ?? 1
        return Table(
            caption: "Longest waits", head: ["Caller said", "Call", "Waited"],
            rows: longest.map { size, wait in
                [
                    .markup(quoted(wait.turn.text)),
                    .markup(
                        place(call: wait.call, at: wait.turn.time, startMS: wait.turn.startMS)),
                    .bar(
                        size / max(most, 1), Figure.seconds(milliseconds: size), kind: "asked"),
                ]
            }, kind: "wide"
        ).html
    }

    private func quoted(_ text: String) -> HTML {
        text.isEmpty
            ? "<span class=\"quiet\">keys</span>"
            : "<q><bdi>\(String(text.prefix(160)))</bdi></q>"
    }

    // MARK: Confidence

    var confidence: Section {
        let reliability = figures.reliability
        guard reliability.count > 0 else {
            return Section(
                "confidence", "Is the line right when it is sure?", "",
                Self.empty(
                    """
                    No caller said how the answers were. As soon as callers give feedback, confidence is \
                    held against it here.
                    """))
        }
        let chart = ReliabilityChart(reliability: reliability)
        let summary =
            "\(Figure.count(reliability.count, "answer")) in "
            + "\(Figure.count(reliability.ratedCalls, "call")) with feedback, rated "
            + "\(Figure.decimal(reliability.meanRating, places: 1)) of 5 on average."
        return Section(
            "confidence", "Is the line right when it is sure?",
            """
            \(summary) An answer counts as right when its call was rated \
            \(Reliability.goodRating) or 5. Dots under the line: surer than it should be.
            """,
            Chart(
                id: "trust", title: "Right answers by confidence", summary: summary,
                height: ReliabilityChart.height, kind: "inset square", drawing: chart.drawing,
                table: chart.table
            ).html)
    }

    // MARK: Lines and languages

    var lines: Section {
        var content = shares("By line", figures.lines, noun: "Line")
        content += shares("By language", figures.languages, noun: "Language")
        content +=
            figures.faults.isEmpty
            ? Self.empty("Nothing failed.")
            : ranks("What failed", figures.faults, noun: "Stage and kind")
        return Section("lines", "Lines and languages", "", content)
    }

    private func shares(_ title: String, _ shares: [String: ShareFigures], noun: String) -> HTML {
        let sorted = shares.sorted { ($1.value.calls, $0.key) < ($0.value.calls, $1.key) }
        return Table(
            caption: title, head: [noun, "Calls", "Half within", "19 of 20", "Faults", "Answered"],
            rows: sorted.prefix(30).map { name, own in
                [
                    .text(name.isEmpty ? "unknown" : name), .number(Figure.count(own.calls)),
                    .number(Figure.seconds(milliseconds: own.latency.quantile(0.5))),
                    .number(Figure.seconds(milliseconds: own.latency.quantile(0.95))),
                    .number(Figure.count(own.faults)),
                    .bar(own.answeredShare ?? 0, Figure.share(own.answeredShare), kind: "answered"),
                ]
            }, kind: "wide"
        ).html
    }

    // MARK: How to read it

    var meaning: Section {
        Section(
            "meaning", "How to read this", "",
            """
            <dl class="terms">
            <dt>Answered</dt><dd>The last question of the call got an answer, or something was done. \
            Whether it was the right one, the line cannot know: only callers can say.</dd>
            <dt>Question</dt><dd>Something said that was answered, asked back about, or found no answer. \
            Greetings, “repeat that” and coughs are none.</dd>
            <dt>Half, 19 of 20</dt><dd>The median and the 95th percentile.</dd>
            <dt>Call and time</dt><dd><code>tongdai log show CALL</code> shows the call; the time is where \
            to listen in its recording, in minutes and seconds.</dd>
            </dl>
            """)
    }
}

extension String {
    /// `2 replys` is none.
    fileprivate var replies: String {
        hasSuffix("replys") ? dropLast(6) + "replies" : self
    }
}
