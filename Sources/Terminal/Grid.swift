/// A screen as cells, and the only way by which text gets to a terminal: whatever
/// is written here has been through `DisplayText`.
public struct Grid: Sendable, Equatable {
    public struct Cell: Sendable, Equatable {
        /// Empty in the second column of a wide letter.
        public internal(set) var text: String
        public internal(set) var style: Style

        static let blank = Cell(text: " ", style: .plain)
    }

    public let columns: Int
    public let rows: Int
    private(set) var cells: [Cell]

    /// A blank screen. Sizes below one are one.
    public init(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        cells = Array(repeating: .blank, count: self.columns * self.rows)
    }

    public subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

    /// Writes a text, clipped with `…` at `width` columns and at the edge.
    ///
    /// - Returns: The column after it.
    @discardableResult
    public mutating func write(
        _ text: String, row: Int, column: Int, width: Int? = nil, style: Style = .plain
    ) -> Int {
        write(DisplayText(text), row: row, column: column, width: width, style: style)
    }

    @discardableResult
    public mutating func write(
        _ text: DisplayText, row: Int, column: Int, width: Int? = nil, style: Style = .plain
    ) -> Int {
        guard (0..<rows).contains(row), (0..<columns).contains(column) else { return column }
        let room = min(width ?? columns, columns - column)
        var place = column
        for piece in text.clipped(to: room).pieces {
            put(piece, row: row, column: place, style: style)
            place += piece.width
        }
        return place
    }

    /// Writes so that the text ends before a column.
    public mutating func write(
        _ text: String, row: Int, endingAt end: Int, style: Style = .plain
    ) {
        let shown = DisplayText(text)
        write(shown, row: row, column: max(0, end - shown.width), style: style)
    }

    /// Gives a part of a row another look; the text stays.
    public mutating func restyle(
        row: Int, columns range: Range<Int>, _ change: (inout Style) -> Void
    ) {
        guard (0..<rows).contains(row) else { return }
        for column in range.clamped(to: 0..<columns) {
            change(&cells[row * columns + column].style)
        }
    }

    /// Blanks a rectangle.
    public mutating func clear(rows lines: Range<Int>, columns range: Range<Int>) {
        for row in lines.clamped(to: 0..<rows) {
            for column in range.clamped(to: 0..<columns) {
                put(
                    DisplayText.Piece(text: " ", width: 1), row: row, column: column, style: .plain)
            }
        }
    }

    private mutating func put(_ piece: DisplayText.Piece, row: Int, column: Int, style: Style) {
        for place in column..<(column + piece.width) { part(row: row, column: place) }
        cells[row * columns + column] = Cell(text: piece.text, style: style)
        if piece.width == 2 {
            cells[row * columns + column + 1] = Cell(text: "", style: style)
        }
    }

    /// A wide letter that loses one of its columns is gone.
    private mutating func part(row: Int, column: Int) {
        let index = row * columns + column
        if cells[index].text.isEmpty, column > 0 { cells[index - 1].text = " " }
        if column + 1 < columns, cells[index + 1].text.isEmpty { cells[index + 1].text = " " }
        cells[index].text = " "
    }

    /// A row's text without blanks at its end.
    public func text(row: Int) -> String {
        var line = (0..<columns).map { self[row, $0].text }.joined()
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    /// All rows, for tests and for looking at.
    public var text: String { (0..<rows).map(text(row:)).joined(separator: "\n") }
}
