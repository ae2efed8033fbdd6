import Benchmark
import Testing

@Suite struct QuantilesTests {
    @Test func theNearestRankIsAValueThatWasMeasured() {
        let quantiles = Quantiles((1...20).map(Double.init).shuffled())
        #expect(quantiles.median == 10)
        #expect(quantiles[0.95] == 19)
        #expect(quantiles[0.99] == 20)
        #expect(quantiles.maximum == 20)
    }

    @Test func nothingMeasuredIsZero() {
        #expect(Quantiles([]).median == 0)
        #expect(Quantiles([]).maximum == 0)
        #expect(Quantiles([7])[0.01] == 7)
    }
}
