public import CallLog
internal import Foundation
public import Knowledge
public import Transcript

/// The report as one HTML page that needs nothing else: no script, no font, no
/// picture and no network, and says so in its content security policy.
public struct ReportPage {
    let figures: ReportFigures

    /// Days that were asked for; nil where the log's own first and last count.
    let since: Day?
    let until: Day?

    /// Where the calls are from, in words.
    let source: String
    let made: TranscriptTime
    let version: String

    /// Lines of the log that could not be read.
    let damagedLines: Int

    /// Lines that a later version of the program wrote, and that may say more.
    let newerLines: Int

    /// How questions without an answer are gathered.
    let grouping: QuestionGroups

    public init(
        _ figures: ReportFigures, since: Day? = nil, until: Day? = nil, source: String,
        made: TranscriptTime, version: String, damagedLines: Int = 0, newerLines: Int = 0,
        grouping: QuestionGroups = QuestionGroups(encode: nil)
    ) {
        self.figures = figures
        (self.since, self.until) = (since, until)
        (self.source, self.made, self.version) = (source, made, version)
        (self.damagedLines, self.newerLines) = (damagedLines, newerLines)
        self.grouping = grouping
    }

    var firstDay: Day? { since ?? figures.days.keys.min() }
    var lastDay: Day? { until ?? figures.days.keys.max() }
    var today: Day { figures.clock.read(made).day }

    var period: String {
        guard let firstDay, let lastDay else { return "" }
        return Figure.days(min(firstDay, lastDay), max(firstDay, lastDay))
    }

    /// The page, in UTF-8.
    public var bytes: [UInt8] { Array(page.markup.utf8) }

    private var page: HTML {
        let style = ReportStyle.text
        var digest = SHA256()
        digest.update(Array(style.utf8))
        let hash = Data(digest.digest()).base64EncodedString()
        let policy =
            "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>Call report: \(period)</title>
            <style>\(HTML(stringLiteral: style))</style>
            </head>
            <body>
            \(masthead)
            <main>
            \(sections)</main>
            \(footer)
            </body>
            </html>

            """
    }

    private var sections: HTML {
        guard figures.callCount > 0 else { return "" }
        return HTML(
            [
                volume, outcomes, subjects, unanswered, speed, answersToLookAt, confidence, lines,
                meaning,
            ].map(\.html))
    }

    // MARK: Above and below

    private var masthead: HTML {
        """
        <header class="masthead">
        <p class="kicker"><b>Tổng đài</b> call report</p>
        <h1>\(headline)</h1>
        <p class="lead">\(lead)</p>
        \(figures.callCount > 0 ? keyFigures : "")
        \(figures.callCount > 0 ? contents : "")
        </header>
        """
    }

    private var headline: HTML {
        let calls = figures.callCount == 0 ? "No calls" : Figure.count(figures.callCount, "call")
        return "\(calls) <span>\(period)</span>"
    }

    private var lead: HTML {
        guard figures.callCount > 0 else {
            let place = since == nil && until == nil ? "yet" : "that began on these days"
            return "The log has none \(place). A call is in it as soon as it has been answered."
        }
        var sentences: [String] = []
        if let answered = figures.all.answeredShare {
            sentences.append(
                "\(Figure.share(answered)) of the calls that are over ended with an answer.")
        }
        let missed = figures.unanswered.count
        sentences.append(
            missed == 0
                ? "Nothing that was asked went unanswered."
                : "\(Figure.count(missed, "question")) found no answer.")
        if let median = figures.all.latency.quantile(0.5),
            let late = figures.all.latency.quantile(0.95)
        {
            sentences.append(
                "Half of the replies began within \(Figure.seconds(milliseconds: median)), nineteen of "
                    + "twenty within \(Figure.seconds(milliseconds: late)).")
        }
        return HTML(text: sentences.joined(separator: " "))
    }

    private var keyFigures: HTML {
        let all = figures.all
        let questions = [TurnSummary.Outcome.answer, .clarify, .noMatch].reduce(0) {
            $0 + (figures.turns[$1] ?? 0)
        }
        let tiles: [(String, String, String)] = [
            ("Calls", Figure.count(all.calls), perDay),
            (
                "Answered", Figure.share(all.answeredShare), "of calls that are over"
            ),
            (
                "Put through", Figure.share(all.outcomes[.transferred] ?? 0, of: all.calls),
                Figure.count(all.outcomes[.transferred] ?? 0, "call")
            ),
            (
                "No answer", Figure.share(figures.unanswered.count, of: questions),
                "of \(Figure.count(questions, "question"))"
            ),
            (
                "Reply after", Figure.seconds(milliseconds: all.latency.quantile(0.5)),
                "19 of 20 in \(Figure.seconds(milliseconds: all.latency.quantile(0.95)))"
            ),
            (
                "Length",
                figures.durations.quantile(0.5).map { Figure.minutes(milliseconds: Int($0)) }
                    ?? "–",
                "minutes, half are shorter"
            ),
        ]
        return """
            <dl class="keys">\(tiles.map {
                "<div><dt>\($0.0)</dt><dd><b>\($0.1)</b> <span>\($0.2)</span></dd></div>" as HTML
            })</dl>
            """
    }

    private var perDay: String {
        guard let firstDay, let lastDay else { return "" }
        let days = max(1, lastDay.daysSince1970 - firstDay.daysSince1970 + 1)
        guard days > 1 else { return "on one day" }
        let mean = Double(figures.callCount) / Double(days)
        let shown =
            mean < 10 ? Figure.decimal(mean, places: 1) : Figure.count(Int(mean.rounded()))
        return "\(shown) a day"
    }

    private var contents: HTML {
        let items = [
            volume, outcomes, subjects, unanswered, speed, answersToLookAt, confidence, lines,
        ]
        return """
            <nav aria-label="Contents"><ol>\(items.map {
                "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as HTML
            })</ol></nav>
            """
    }

    private var footer: HTML {
        let moment = figures.clock.read(made)
        let damaged =
            damagedLines == 0
            ? ""
            : " \(Figure.count(damagedLines, "line")) of the log could not be read and "
                + (damagedLines == 1 ? "was left out." : "were left out.")
        let newer =
            newerLines == 0
            ? ""
            : " \(Figure.count(newerLines, "line")) of the log came from a newer version of this "
                + "program and may say more than is counted here."
        return """
            <footer><p>Made \(Figure.day(moment.day)), \(moment.clock), from \(source) by tongdai \(version). \
            Times are those of \(figures.clock.zone).\(damaged)\(newer)</p>
            <p>It holds what callers said. Long numbers and e-mail addresses are masked; names are not. \
            Keep it as you keep the log.</p></footer>
            """
    }
}

/// A part of the page: what it is about at the side, what there is to see beside it.
struct Section {
    let id: String
    let title: String
    let note: HTML
    let content: HTML

    init(_ id: String, _ title: String, _ note: HTML, _ content: HTML) {
        (self.id, self.title, self.note, self.content) = (id, title, note, content)
    }

    var html: HTML {
        """
        <section id="\(id)" aria-labelledby="\(id)-h"><div class="side"><h2 id="\(id)-h">\(title)</h2>
        \(note.isEmpty ? note : HTML("<p>\(note)</p>"))</div>
        <div class="body">\(content)</div></section>

        """
    }
}
