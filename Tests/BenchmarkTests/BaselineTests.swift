import Benchmark
import Knowledge
import Testing

@Suite struct BaselineTests {
    private let earlier = Baseline(
        bytes: Array(#"{"a_ms": 100, "b": 2.0, "n": 4, "zero": 0}"#.utf8))

    @Test func aLongerTimeIsALossAndAShorterOneIsNone() throws {
        let baseline = try #require(earlier)
        let figures = [Figure("a_ms", 125, "ms", "time"), Figure("b", 3, "×", better: .higher, "")]
        let compared = baseline.comparisons(with: figures)
        #expect(compared.map(\.loss) == [0.25, -0.5])
        #expect(compared.map(\.ratio) == [1.25, 1.5])
    }

    @Test func whatWasNothingAndIsSomethingIsInfinitelyWorse() throws {
        let baseline = try #require(earlier)
        let late = baseline.comparisons(with: [Figure("zero", 1, "frames", "late")])
        #expect(late.first?.loss == .infinity)
        #expect(late.first?.ratio == nil)
        #expect(baseline.comparisons(with: [Figure("zero", 0, "frames", "")]).first?.loss == 0)
    }

    @Test func figuresThatTheEarlierRunLacksAreNotCompared() throws {
        #expect(try #require(earlier).comparisons(with: [Figure("c", 1, "", "")]).isEmpty)
    }

    @Test func anotherSettingIsTold() throws {
        let baseline = try #require(earlier)
        let same = Figure("n", 4, "lines", better: .same, "")
        let other = Figure("n", 5, "lines", better: .same, "")
        #expect(baseline.otherSettings(than: [same]).isEmpty)
        #expect(baseline.otherSettings(than: [other]) == [other])
        #expect(baseline.comparisons(with: [other]).isEmpty)
    }

    @Test func whatIsKeptCanBeReadAgain() {
        let figures = [Figure("a_ms", 0.125, "ms", ""), Figure("b", 7, "", better: .higher, "")]
        #expect(Baseline(bytes: Baseline.json(figures).bytes) == Baseline(figures))
    }

    @Test(arguments: ["", "[]", "{}", "{\"a\": \"b\"}", "nonsense"])
    func whatHasNoFiguresIsRefused(_ text: String) {
        #expect(Baseline(bytes: Array(text.utf8)) == nil)
    }

    @Test func theTableShowsTheRatio() throws {
        let figures = [
            Figure("a_ms", 125, "ms", "a time"),
            Figure("new", 0.5, "×", better: .higher, "a speed"),
        ]
        #expect(
            FigureTable.lines(figures, comparedWith: earlier) == [
                "a_ms    125 ms    ×1.25  a time", "new   0.500 ×         -  a speed",
            ])
    }
}
