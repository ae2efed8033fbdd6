/// Brings a terminal from the screen that it shows to the next one, with as few
/// bytes as can be. It only computes them: whoever holds the terminal writes them.
public struct Drawing: Sendable {
    /// Enters the alternate screen, hides the cursor, and stops long lines from
    /// wrapping (xterm's private modes 1049, 25 and 7).
    public static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[H\u{1B}[2J"

    /// Undoes `enter`.
    public static let leave = "\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    public var hasColour: Bool
    private var shown: Grid?

    public init(hasColour: Bool) { self.hasColour = hasColour }

    /// What the terminal shows is not known any more: the next screen is drawn
    /// as a whole.
    public mutating func forget() { shown = nil }

    public mutating func bytes(for grid: Grid) -> [UInt8] {
        var output = ""
        let known = shown.flatMap { $0.columns == grid.columns && $0.rows == grid.rows ? $0 : nil }
        if known == nil { output += "\u{1B}[0m\u{1B}[2J" }
        var style: Style?
        for row in 0..<grid.rows {
            draw(row, of: grid, over: known, style: &style, into: &output)
        }
        if style != nil { output += "\u{1B}[0m" }
        shown = grid
        return Array(output.utf8)
    }

    private func draw(
        _ row: Int, of grid: Grid, over known: Grid?, style: inout Style?, into output: inout String
    ) {
        // Where the terminal's cursor is, when that is certain.
        var cursor: Int?
        for column in 0..<grid.columns {
            let cell = grid[row, column]
            guard !cell.text.isEmpty, cell != (known?[row, column] ?? .blank) else { continue }
            if cursor != column { output += "\u{1B}[\(row + 1);\(column + 1)H" }
            if style != cell.style {
                output += cell.style.sequence(hasColour: hasColour)
                style = cell.style
            }
            output += cell.text
            // Terminals disagree about the width of rare letters. After one, the
            // place of the next is said, so that nothing after it is displaced.
            cursor = Self.isCertain(cell.text) ? column + 1 : nil
        }
    }

    /// One column in every terminal: Latin, Greek, Cyrillic, general punctuation,
    /// box drawing and blocks, alone.
    private static func isCertain(_ text: String) -> Bool {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
            return false
        }
        switch scalar.value {
        case 0x20...0x52F, 0x1E00...0x1EFF, 0x2010...0x2027, 0x2500...0x259F: return true
        default: return false
        }
    }
}
