import Benchmark
import Testing

@Suite struct FrameArrivalsTests {
    private func arrivals(_ milliseconds: [Int]) -> FrameArrivals {
        var arrivals = FrameArrivals()
        for moment in milliseconds { arrivals.note(moment * 1_000_000) }
        return arrivals
    }

    @Test func anEvenLineHasNothingLate() {
        let even = arrivals(Array(stride(from: 7, to: 2_000, by: 20)))
        #expect(even.lateCount == 0)
        #expect(even.missingCount == 0)
        #expect(even.longestGap == 20_000_000)
        #expect(even.mostAhead == 0)
    }

    @Test func aGapIsLateAndNotMissingWhenItIsMadeUpFor() {
        let gap = arrivals([0, 20, 40, 100, 101, 102, 120, 140])
        #expect(gap.lateCount == 1)
        #expect(gap.longestGap == 60_000_000)
        #expect(gap.missingCount == 0)
    }

    @Test func framesThatNeverComeAreMissing() {
        #expect(arrivals([0, 20, 100, 120]).missingCount == 3)
    }

    @Test func framesAheadOfTheirTimeAreSeen() {
        #expect(arrivals([0, 1, 2, 3]).mostAhead == 57_000_000)
    }
}
