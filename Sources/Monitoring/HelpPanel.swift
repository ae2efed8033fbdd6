internal import Terminal

/// The keys, in place of calls and transcript.
enum HelpPanel {
    private static let keys = [
        ("↑ ↓  j k", "a call, or a line of the transcript"),
        ("PgUp PgDn  g G", "a page; to the first, to the last"),
        ("Tab  ← →  Enter", "between calls and transcript"),
        ("f", "follow the transcript's end again"),
        ("F", "select the newest call as it comes, or stop that"),
        ("space  p", "pause the screen; events are still counted"),
        ("/", "filter: words, line: lang: state: outcome: id:"),
        ("o  l", "only one outcome; only one line"),
        ("e", "without the calls that are over"),
        ("s  n N", "search in the transcript; next, previous"),
        ("z", "the transcript on the whole screen"),
        ("y  Y", "copy the call's id; the last answer's id"),
        ("x", "dismiss the faults"),
        ("Esc", "back: zoom, search, filter"),
        ("^L  ^Z  q", "redraw; to the shell; quit"),
    ]

    static func draw(into grid: inout Grid, layout: Layout) {
        let top = Layout.faultRow + layout.faultRows
        grid.write("Keys", row: top, column: 2, style: .bold)
        for (offset, (key, meaning)) in keys.enumerated() {
            let row = top + 2 + offset
            guard row < layout.footerRow else { break }
            grid.write(key, row: row, column: 4, style: .bold)
            grid.write(meaning, row: row, column: 24)
        }
        grid.write("any key: back", row: layout.footerRow, column: 1, style: .dim)
    }
}
