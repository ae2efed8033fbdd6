/// A picture with its name, what it shows in a sentence, and its numbers.
struct Chart {
    /// Unique on the page; letters and hyphens.
    let id: String
    let title: String

    /// What who cannot see the picture should know of it.
    let summary: String

    /// In pixels. The width is that of the page: places across are shares of it.
    let height: Int
    var kind = ""

    /// Of the picture, within the frame.
    let drawing: HTML
    let table: Table
    var legend: HTML = ""

    var html: HTML {
        """
        <figure class="chart \(kind)"><figcaption>\(title)</figcaption>
        <div class="plot"><svg role="img" aria-labelledby="\(id)-t \(id)-d" width="100%" height="\(height)">\
        <title id="\(id)-t">\(title)</title><desc id="\(id)-d">\(summary)</desc>
        \(drawing)</svg></div>
        \(legend)<details><summary>The numbers</summary>\(table.html)</details></figure>

        """
    }
}

struct Table {
    enum Cell {
        case text(String)
        case number(String)
        /// A share as a bar, and its number.
        case bar(Double, String, kind: String)
        case markup(HTML)
    }

    var caption: String?
    let head: [String]

    /// Which columns hold numbers.
    let rows: [[Cell]]
    var kind = ""

    var html: HTML {
        let caption = caption.map { HTML("<caption>\($0)</caption>") } ?? ""
        let numeric = rows.first?.map(\.isNumeric) ?? []
        let titles = head.enumerated().map { index, title -> HTML in
            let isNumeric = numeric.indices.contains(index) && numeric[index]
            return "<th scope=\"col\"\(isNumeric ? HTML(" class=\"n\"") : "")>\(title)</th>"
        }
        return """
            <div class="scroll"><table class="\(kind)">\(caption)<thead><tr>\(titles)</tr></thead><tbody>
            \(rows.map { "<tr>\($0.map(\.html))</tr>\n" as HTML })</tbody></table></div>
            """
    }
}

extension Table.Cell {
    var isNumeric: Bool {
        if case .number = self { true } else { false }
    }

    var html: HTML {
        switch self {
        case .text(let text): "<td>\(text)</td>"
        case .number(let text): "<td class=\"n\">\(text)</td>"
        case .markup(let html): "<td>\(html)</td>"
        case .bar(let share, let text, let kind):
            """
            <td class="b"><span class="bar"><svg aria-hidden="true" width="100%" height="10">\
            <rect class="track" width="100%" height="10" rx="2"/>\
            <rect class="\(kind)" width="\(Figure.percent(min(1, max(0, share))))" height="10" rx="2"/>\
            </svg></span><span class="v">\(text)</span></td>
            """
        }
    }
}
