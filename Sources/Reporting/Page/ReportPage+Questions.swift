internal import CallLog
internal import Knowledge
internal import Transcript

/// What people ask, and what finds no answer.
extension ReportPage {
    private static let rows = 15

    private var answered: [(id: String, figures: ReportFigures.AnswerFigures)] {
        figures.answers.map { ($0.key, $0.value) }.sorted {
            ($1.figures.count, $0.id) < ($0.figures.count, $1.id)
        }
    }

    // MARK: What people ask

    var subjects: Section {
        guard !figures.topics.isEmpty else {
            return Section(
                "subjects", "What people ask", "", Self.empty("No question was answered."))
        }
        let questions = answered
        let most = questions.first?.figures.count ?? 1
        let table = Table(
            caption: "Most asked", head: ["Answer", "Often said as", "Asked"],
            rows: questions.prefix(Self.rows).map { id, own in
                [
                    .markup(answerName(id)), .markup(Self.words(own.wording)),
                    .bar(
                        Double(own.count) / Double(most), Figure.count(own.count), kind: "answered"),
                ]
            }, kind: "wide")
        let note =
            Figure.count(questions.count, "different answer")
            + (questions.count == 1 ? " was given." : " were given.")
        return Section(
            "subjects", "What people ask", HTML(text: note),
            ranks("Topics", figures.topics, noun: "Topic") + table.html)
    }

    /// What an answer is about, and its id.
    func answerName(_ id: String) -> HTML {
        let title = figures.catalogue.title(id)
        let code: HTML = "<code class=\"id\">\(id)</code>"
        return title == id ? code : "\(Self.capitalized(title)) \(code)"
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// What a caller said, kept from running into the page whatever its direction.
    private static func words(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return "<span class=\"quiet\">keys</span>" }
        let shown = text.count > 160 ? text.prefix(160) + "…" : text
        return "<q><bdi>\(String(shown))</bdi></q>"
    }

    static func empty(_ text: String) -> HTML { "<p class=\"empty\">\(text)</p>" }

    // MARK: What finds no answer

    var unanswered: Section {
        let groups = figures.unanswered.groups()
        guard !groups.isEmpty else {
            return Section(
                "unanswered", "What finds no answer", "",
                Self.empty("Every question found an answer, or was asked back about."))
        }
        let most = groups.first?.count ?? 1
        let table = Table(
            caption: "Most asked without an answer", head: ["Callers said", "Last heard", "Times"],
            rows: groups.prefix(Self.rows).map { group in
                [
                    .markup(sayings(group)), .markup(place(group.latest)),
                    .bar(
                        Double(group.count) / Double(most), Figure.count(group.count),
                        kind: "refused"),
                ]
            }, kind: "wide")
        let rest = groups.count - Self.rows
        let more: HTML =
            rest > 0
            ? "<p class=\"quiet\">And \(Figure.count(rest, "question")) more: "
                + "<code>tongdai log unanswered</code> lists all.</p>" : ""
        return Section(
            "unanswered", "What finds no answer",
            """
            \(Figure.count(figures.unanswered.count, "question")) found none. Wordings that share most of \
            their words are counted together. Write an answer for what comes first.
            """, table.html + more)
    }

    private func sayings(_ group: Unanswered.Group) -> HTML {
        let first = Self.words(group.wordings.first?.text)
        let others = group.wordings.dropFirst()
        guard !others.isEmpty else { return first }
        let shown = others.prefix(2).map { Self.words($0.text) }
        let more = others.count > 2 ? " and \(others.count - 2) more ways" : ""
        return "\(first)<span class=\"also\">also \(shown.joined(separator: ", "))\(more)</span>"
    }

    /// Which call, and where in it to listen.
    private func place(_ wording: Unanswered.Wording?) -> HTML {
        guard let wording else { return "" }
        return place(call: wording.call, at: wording.time, startMS: wording.startMS)
    }

    func place(call: String, at time: TranscriptTime, startMS: Int) -> HTML {
        let moment = figures.clock.read(time)
        return """
            <span class="when">\(Figure.shortDay(moment.day)), \(moment.clock) \
            <span class="quiet">at \(Figure.minutes(milliseconds: startMS))</span></span> \
            <code class="call">\(call)</code>
            """
    }

    // MARK: What to look at

    var answersToLookAt: Section {
        let content = interrupted + pastTheirDate + ending
        return Section(
            "answers", "Answers to look at",
            "An answer that callers cut short may be too long, or not what they asked.", content)
    }

    private var interrupted: HTML {
        let cut = answered.filter { $0.figures.interrupted > 0 }.sorted {
            ($1.figures.interrupted, $0.id) < ($0.figures.interrupted, $1.id)
        }
        guard !cut.isEmpty else { return Self.empty("No answer was interrupted.") }
        return Table(
            caption: "Most interrupted", head: ["Answer", "Given", "Interrupted", "Share"],
            rows: cut.prefix(10).map { id, own in
                [
                    .markup(answerName(id)), .number(Figure.count(own.count)),
                    .number(Figure.count(own.interrupted)),
                    .bar(
                        Double(own.interrupted) / Double(own.count),
                        Figure.share(own.interrupted, of: own.count), kind: "refused"),
                ]
            }, kind: "wide"
        ).html
    }

    private var pastTheirDate: HTML {
        guard !figures.catalogue.isEmpty else { return "" }
        let past = figures.catalogue.past(on: today)
        guard !past.isEmpty else { return Self.empty("No answer is past its date.") }
        return dated("Past their date", past)
    }

    private var ending: HTML {
        let ending = figures.catalogue.ending(within: 60, of: today)
        return ending.isEmpty ? "" : dated("Ending within 60 days", ending)
    }

    private func dated(_ caption: String, _ answers: [AnswerCatalogue.Answer]) -> HTML {
        Table(
            caption: caption, head: ["Answer", "Holds until", "Checked", "Given"],
            rows: answers.prefix(20).map { answer in
                [
                    .markup(answerName(answer.id)),
                    .number(answer.validUntil.map(Figure.day) ?? "–"),
                    .number(Figure.day(answer.checked)),
                    .number(Figure.count(figures.answers[answer.id]?.count ?? 0)),
                ]
            }, kind: "wide"
        ).html
    }
}

extension [HTML] {
    func joined(separator: HTML) -> HTML {
        HTML(enumerated().map { $0.offset == 0 ? $0.element : separator + $0.element })
    }
}
