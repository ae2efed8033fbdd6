import Terminal
import Testing

@Suite struct DrawingTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func grid(_ lines: String..., style: Style = .plain) -> Grid {
        var grid = Grid(columns: 12, rows: 3)
        for (row, line) in lines.enumerated() {
            grid.write(line, row: row, column: 0, style: style)
        }
        return grid
    }

    @Test func onlyWhatHasChangedIsDrawn() {
        var drawing = Drawing(hasColour: true)
        _ = drawing.bytes(for: grid("calls 10", "steady"))
        #expect(drawing.bytes(for: grid("calls 10", "steady")).isEmpty)
        #expect(
            text(drawing.bytes(for: grid("calls 11", "steady")))
                == "\u{1B}[1;8H\u{1B}[0m1\u{1B}[0m")
    }

    @Test func anotherSizeOrADamagedScreenIsDrawnAsAWhole() {
        var drawing = Drawing(hasColour: true)
        _ = drawing.bytes(for: grid("a"))
        #expect(text(drawing.bytes(for: Grid(columns: 3, rows: 3))).contains("\u{1B}[2J"))
        drawing.forget()
        #expect(text(drawing.bytes(for: Grid(columns: 3, rows: 3))).contains("\u{1B}[2J"))
    }

    @Test func withoutColourTheRestOfTheLookStays() {
        var drawing = Drawing(hasColour: false)
        let shown = text(drawing.bytes(for: grid("x", style: Style(.red, bold: true))))
        #expect(shown.contains("\u{1B}[0;1mx"))
        #expect(!shown.contains("31"))
    }

    @Test func afterALetterOfDoubtfulWidthThePlaceIsSaid() {
        var drawing = Drawing(hasColour: true)
        let shown = text(drawing.bytes(for: grid("日a", "ăb")))
        #expect(shown.contains("日\u{1B}[1;3Ha"))
        #expect(shown.contains("ăb"))
    }

    /// A terminal that understands what `Drawing` writes, and nothing else.
    private struct Screen {
        var cells: [[String]]
        var row = 0
        var column = 0

        init(columns: Int, rows: Int) {
            cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        }

        mutating func take(_ bytes: [UInt8]) {
            var rest = Substring(String(decoding: bytes, as: UTF8.self))
            while let letter = rest.first {
                guard letter == "\u{1B}" else {
                    rest.removeFirst()
                    cells[row][column] = String(letter)
                    let width = DisplayText.width(of: String(letter))
                    if width == 2 { cells[row][column + 1] = "" }
                    column += width
                    continue
                }
                rest.removeFirst(2)
                let parameters = rest.prefix { $0.isNumber || $0 == ";" }
                rest = rest.dropFirst(parameters.count)
                let numbers = parameters.split(separator: ";").compactMap { Int($0) }
                switch rest.removeFirst() {
                case "H": (row, column) = (numbers[0] - 1, numbers[1] - 1)
                case "J":
                    for row in cells.indices {
                        cells[row] = cells[row].map { _ in " " }
                    }
                default: break
                }
            }
        }
    }

    @Test func theTerminalShowsTheGridWhateverItShowedBefore() {
        let alphabet = ["a", " ", "ễ", "日", "👍", "│", "e\u{302}", "\u{1B}"]
        var seed: UInt64 = 7
        func random(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(limit))
        }
        var drawing = Drawing(hasColour: true)
        var screen = Screen(columns: 20, rows: 4)
        for _ in 0..<300 {
            var grid = Grid(columns: 20, rows: 4)
            for _ in 0..<6 {
                let word = (0..<(1 + random(12))).map { _ in alphabet[random(alphabet.count)] }
                grid.write(
                    word.joined(), row: random(4), column: random(20),
                    style: Style(bold: random(2) == 0))
            }
            screen.take(drawing.bytes(for: grid))
            for row in 0..<4 {
                for column in 0..<20 where !grid[row, column].text.isEmpty {
                    #expect(screen.cells[row][column] == grid[row, column].text)
                }
            }
        }
    }
}
