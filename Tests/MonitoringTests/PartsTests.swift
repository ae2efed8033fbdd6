import Testing
import Transcript

@testable import Monitoring

@Suite struct PartsTests {
    private func lines(_ assembler: inout LineAssembler, _ text: String) -> [String] {
        assembler.lines(from: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func aLineIsHeldUntilItIsWhole() {
        var assembler = LineAssembler(startsInside: false)
        #expect(lines(&assembler, "one\ntw") == ["one"])
        #expect(lines(&assembler, "o") == [])
        #expect(lines(&assembler, "\n\nthree\n") == ["two", "three"])
    }

    @Test func whatWasCutAtTheBeginningIsSkipped() {
        var assembler = LineAssembler(startsInside: true)
        #expect(lines(&assembler, "rest of a li") == [])
        #expect(lines(&assembler, "ne\none\n") == ["one"])
    }

    @Test func aLineWithoutAnEndIsNotKept() {
        var assembler = LineAssembler(startsInside: false)
        let piece = String(repeating: "x", count: 600_000)
        #expect(lines(&assembler, piece) == [])
        #expect(lines(&assembler, piece) == [])
        #expect(lines(&assembler, piece + "\none\n") == ["one"])
    }

    @Test func searchesKnowNoCaseAndNoMarks() {
        #expect(SearchText.folded("Đăng Ký") == "dang ky")
        #expect(SearchText.contains("dang ky tam tru", "ky t"))
        #expect(!SearchText.contains("ky", "kyy"))
        #expect(SearchText.contains("aab", "ab"))
        #expect(SearchText.contains("abc", ""))
        #expect(!SearchText.contains("", "a"))
    }

    @Test func percentilesAreOfTheNearestRank() {
        var window = LatencyWindow()
        #expect(window.percentile(0.5) == nil)
        for value in 1...100 { window.add(Double(value)) }
        #expect(window.percentile(0.5) == 50)
        #expect(window.percentile(0.95) == 95)
        window.add(.nan)
        window.add(-1)
        for _ in 0..<1_000 { window.add(7) }
        #expect(window.count == 1_000)
        #expect(window.percentile(0.95) == 7)
    }

    @Test func theHourIsDrawnInBlocks() {
        #expect(MinuteCounts.sparkline([0, 1, 4, 8]) == "·▁▄█")
        #expect(MinuteCounts.sparkline([0, 1]) == "·█")
        #expect(MinuteCounts.sparkline([1_000, 1]) == "█▁")
        var counts = MinuteCounts()
        for minute in [0, 1, 59, 60] {
            counts.add(Talk.start.advanced(byMilliseconds: minute * 60_000))
        }
        let now = Talk.start.advanced(byMilliseconds: 60 * 60_000)
        #expect(counts.columns(60, at: now).reduce(0, +) == 3)
        #expect(counts.columns(20, at: now).last == 2)
    }

    @Test func figuresAreAsPeopleReadThem() {
        #expect(Figures.clock(67_900) == "01:07")
        #expect(Figures.clock(3_661_000) == "1:01:01")
        #expect(Figures.clock(-5) == "00:00")
        #expect(Figures.share(.nan) == "0.00")
        #expect(Figures.milliseconds(.infinity) == "?")
        #expect(Figures.milliseconds(12_300) == "12\u{A0}s")
    }
}
