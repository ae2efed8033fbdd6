/// Where things are on a screen of a size.
struct Layout: Sendable, Equatable {
    struct Area: Sendable, Equatable {
        var row: Int
        var column: Int
        var rows: Int
        var columns: Int
    }

    static let smallest = ScreenSize(columns: 80, rows: 24)

    /// From so many columns on, the transcript is beside the calls.
    static let wideColumns = 132

    let size: ScreenSize
    let faultRows: Int

    /// The calls with their heading; nil when the transcript has all the room.
    let calls: Area?

    /// The transcript with its heading.
    let transcript: Area
    let isWide: Bool

    var footerRow: Int { size.rows - 1 }

    /// The first row of the faults: after the title and the totals.
    static let faultRow = 3

    /// Nil when the screen is too small.
    init?(_ size: ScreenSize, faults: Int, calls count: Int, isZoomed: Bool) {
        guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
            return nil
        }
        self.size = size
        faultRows = min(faults, size.rows >= 40 ? 3 : 1)
        let top = Self.faultRow + faultRows
        let rows = size.rows - 1 - top
        isWide = size.columns >= Self.wideColumns && !isZoomed
        if isZoomed {
            calls = nil
            transcript = Area(row: top, column: 0, rows: rows, columns: size.columns)
        } else if isWide {
            let columns = min(84, size.columns * 2 / 5)
            calls = Area(row: top, column: 0, rows: rows, columns: columns)
            transcript = Area(
                row: top, column: columns + 1, rows: rows, columns: size.columns - columns - 1)
        } else {
            let list = 1 + min(max(count, 3), rows * 2 / 5)
            calls = Area(row: top, column: 0, rows: list, columns: size.columns)
            transcript = Area(
                row: top + list, column: 0, rows: rows - list, columns: size.columns)
        }
    }
}

/// A terminal's size.
public struct ScreenSize: Sendable, Equatable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}
