import Terminal
import Testing

@Suite struct GridTests {
    @Test func textIsClippedAtTheEdge() {
        var grid = Grid(columns: 6, rows: 2)
        grid.write("residence", row: 0, column: 2)
        grid.write("x", row: 1, column: 6)
        grid.write("x", row: 2, column: 0)
        #expect(grid.text == "  res…\n")
    }

    @Test func aWideLetterTakesTwoCells() {
        var grid = Grid(columns: 6, rows: 1)
        #expect(grid.write("日x", row: 0, column: 0) == 3)
        #expect(grid[0, 0].text == "日")
        #expect(grid[0, 1].text == "")
        // Half of it is overwritten: the other half is gone, too.
        grid.write("y", row: 0, column: 1)
        #expect(grid.text == " yx")
        grid.write("語", row: 0, column: 0)
        grid.write("z", row: 0, column: 0)
        #expect(grid.text == "z x")
    }

    @Test func aTextCanEndAtAColumn() {
        var grid = Grid(columns: 8, rows: 1)
        grid.write("1.0", row: 0, endingAt: 8)
        #expect(grid.text == "     1.0")
    }
}
