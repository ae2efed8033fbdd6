internal import Terminal
internal import Transcript

/// A call's transcript as lines of a width.
struct TranscriptPane {
    struct Line {
        /// Time and speaker; empty in the further lines of a row.
        var margin = ""
        var marginStyle = Style.plain
        var pieces: [(piece: DisplayText.Piece, style: Style)] = []
        var isMatch = false

        var width: Int { pieces.reduce(0) { $0 + $1.piece.width } }
    }

    /// Columns before the text: `00:03 caller  `.
    static let indent = 14

    private(set) var lines: [Line] = []

    private let columns: Int
    private let search: String

    var matchingLines: [Int] { lines.indices.filter { lines[$0].isMatch } }

    init(_ call: WatchedCall, columns: Int, search: String) {
        self.columns = columns
        self.search = SearchText.folded(search)
        for row in call.rows { add(row) }
        if call.saying != nil || (call.partial == nil && call.chosen != nil) { addSpoken(call) }
        if let partial = call.partial { add(time: "  …  ", .caller, [(partial, .dim)]) }
    }

    /// What the line is saying: what was heard of it, and dim the sentence that is heard now.
    private mutating func addSpoken(_ call: WatchedCall) {
        var parts: [(text: String, style: Style)] = [("is speaking", .dim)]
        if let saying = call.saying {
            // What is masked may differ from one to the other.
            let goesOn = saying.text.hasPrefix(saying.heard)
            parts = goesOn ? [(saying.heard, .plain)] : []
            let rest = goesOn ? saying.text.dropFirst(saying.heard.count) : saying.text[...]
            parts.append((String(rest), .dim))
        }
        var remark = call.chosen?.remark ?? call.saying?.answer ?? ""
        if let latency = call.latencyMS { remark += " " + Figures.milliseconds(latency) }
        add(time: "  …  ", .line, parts, remark: remark)
    }

    private mutating func add(_ row: TranscriptRow) {
        var parts = [(row.text, Self.textStyle(row.speaker))]
        if !row.unheard.isEmpty { parts.append((row.unheard, .dim)) }
        add(time: Figures.clock(row.ms), row.speaker, parts, remark: row.remark)
    }

    private mutating func add(
        time: String, _ speaker: TranscriptRow.Speaker, _ parts: [(text: String, style: Style)],
        remark: String = ""
    ) {
        let first = lines.count
        wrap(parts)
        lines[first].margin = Self.padded(time, 6) + Self.padded(speaker.rawValue, 8)
        lines[first].marginStyle = Self.marginStyle(speaker)
        guard !remark.isEmpty else { return }
        // After the text where there is room, else below it.
        let last = lines.count - 1
        wrap([(remark, .dim)])
        let used = lines[last].width
        if lines.count == last + 2, used + 2 + lines[last + 1].width <= columns - Self.indent {
            let added = lines.removeLast()
            let gap = DisplayText("  ").pieces.map { ($0, Style.dim) }
            lines[last].pieces += gap + added.pieces
            lines[last].isMatch = lines[last].isMatch || added.isMatch
        }
    }

    private mutating func wrap(_ parts: [(text: String, style: Style)]) {
        let whole = DisplayText(parts.map(\.text).joined())
        var styles: [Style] = []
        for part in parts {
            let count = DisplayText(part.text).pieces.count
            styles += Array(repeating: part.style, count: count)
        }
        // A mark at the beginning of a part joins the letter before it.
        while styles.count < whole.pieces.count { styles.append(.plain) }
        let found = matches(in: whole)
        for index in found { styles[index].isReverse = true }
        for range in whole.lines(of: columns - Self.indent) {
            var line = Line()
            line.pieces = range.map { (whole.pieces[$0], styles[$0]) }
            line.isMatch = range.contains { found.contains($0) }
            lines.append(line)
        }
    }

    /// The pieces in which the search is found.
    private func matches(in text: DisplayText) -> Set<Int> {
        guard !search.isEmpty else { return [] }
        var bytes: [UInt8] = []
        var owners: [Int] = []
        for (index, piece) in text.pieces.enumerated() {
            let folded = Array(SearchText.folded(piece.text).utf8)
            bytes += folded
            owners += Array(repeating: index, count: folded.count)
        }
        let wanted = Array(search.utf8)
        var found: Set<Int> = []
        guard bytes.count >= wanted.count else { return [] }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
            found.formUnion(owners[start..<(start + wanted.count)])
        }
        return found
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func marginStyle(_ speaker: TranscriptRow.Speaker) -> Style {
        switch speaker {
        case .caller: Style(.cyan, bold: true)
        case .line: Style(.green, bold: true)
        case .fault: Style(.red, bold: true)
        case .keys, .action: Style(.yellow)
        case .call, .note: .dim
        }
    }

    private static func textStyle(_ speaker: TranscriptRow.Speaker) -> Style {
        switch speaker {
        case .fault: Style(.red)
        case .call, .note: .dim
        default: .plain
        }
    }

    /// Draws the lines from `top` on.
    func draw(top: Int, into grid: inout Grid, area: Layout.Area) {
        for (offset, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
            let row = area.row + offset
            grid.write(
                line.margin, row: row, column: area.column, width: area.columns,
                style: line.marginStyle)
            var column = area.column + Self.indent
            for (piece, style) in line.pieces {
                guard column + piece.width <= area.column + area.columns else { break }
                column = grid.write(piece.text, row: row, column: column, style: style)
            }
        }
    }
}
