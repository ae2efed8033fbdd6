import Foundation
import Testing

@testable import SentenceEncoder

@Suite struct KernelTests {
    @Test func theExponentialIsRightForAllThatAttentionAsksFor() {
        for step in 0...8700 {
            let x = -Float(step) / 100
            let wanted = exp(Double(x))
            let given = Double(Approximation.exponential(SIMD8(repeating: x))[3])
            #expect(abs(given - wanted) <= 3e-7 * wanted, "\(x)")
        }
        #expect(Approximation.exponential(SIMD8(repeating: -1e30))[0] < 2e-38)
    }

    @Test func theErrorLinearUnitIsRight() {
        for step in -9000...9000 {
            let x = Float(step) / 1000
            let wanted = Double(x) / 2 * (1 + erf(Double(x) / 2.0.squareRoot()))
            let given = Double(Approximation.gelu(SIMD8(repeating: x))[5])
            #expect(abs(given - wanted) < 1.2e-6, "\(x)")
        }
    }

    @Test func roundingIsToTheNearestWholeNumberHalfToEven() {
        let given = Approximation.whole([0.5, 1.5, -0.5, -1.5, 2.49, -32767, 32767, -2.51])
        #expect(given == [0, 2, 0, -2, 2, -32767, 32767, -3])
    }

    @Test func aRowOfAMatrixIsWithinHalfAStepOfWhatItWas() {
        var numbers = SeededNumbers(seed: 3)
        let floats = (0..<8 * 16).map { numbers.next() * Float(1 << ($0 / 16)) }
        let matrix = QuantisedMatrix(floats, columns: 16)
        for (index, float) in floats.enumerated() {
            let scale = matrix.scales[index / 16]
            #expect(abs(Float(matrix.values[index]) * scale - float) <= scale * 0.5001)
        }
        for row in 0..<8 {
            #expect(matrix.values[row * 16..<row * 16 + 16].contains { abs($0) == 127 })
        }
    }

    @Test func aRowOfNothingStaysNothing() {
        let tiny = Float.leastNonzeroMagnitude
        let matrix = QuantisedMatrix([0, 0, 0, 0, tiny, -tiny, 0, tiny], columns: 4)
        #expect(matrix.values == [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(matrix.scales == [0, 0])
    }

    /// Sums of the largest products do not leave 32 bits, at the widths of the model.
    @Test(arguments: [16, 384, 1536, 16384]) func noSumOverflows(columns: Int) {
        let limit = Int(Linear.limit(columns: columns))
        #expect(limit * 127 * columns <= Int(Int32.max))
        #expect(limit >= 1024 && limit <= 32767)
    }
}
