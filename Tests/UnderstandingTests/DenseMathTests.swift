import Testing

@testable import Understanding

/// Sums of several at once are those of one at a time. Whole numbers, so that they are exact.
@Suite struct DenseMathTests {
    @Test(arguments: [0, 1, 3, 4, 5, 9])
    func eightVectorsAtOnce(_ rows: Int) {
        let width = 11
        let matrix = (0..<rows * width).map { Float($0 % 7) - 3 }
        let vectors = (0..<width).map { place in
            SIMD8<Float>((0..<8).map { Float((place + $0) % 5) - 2 })
        }
        let products = DenseMath.products(matrix, rows: rows, vectors)
        #expect(products.count == rows)
        for row in 0..<rows {
            for lane in 0..<8 {
                let vector = vectors.map { $0[lane] }
                #expect(
                    products[row][lane]
                        == DenseMath.product(matrix, from: row * width, vector))
            }
        }
    }

    @Test(arguments: [0, 7, 8, 16, 24])
    func fourWholeVectorsAtOnce(_ length: Int) {
        let matrix = (0..<length + 3).map { Int8(truncatingIfNeeded: $0 * 37) }
        let vectors = (1...4).map { factor in (0..<length).map { Int16($0 * 31 * factor % 501) } }
        let products = DenseMath.products(
            matrix, from: 3, vectors[0], vectors[1], vectors[2], vectors[3])
        for lane in 0..<4 {
            #expect(products[lane] == DenseMath.product(matrix, from: 3, vectors[lane]))
        }
    }

    @Test(arguments: [1, 31, 32, 45])
    func aStepOfDescentIsThatOfEachNumber(_ dimension: Int) {
        let start = 5
        var weights = (0..<dimension + start).map { Float($0 % 9) }
        var speed = (0..<dimension + start).map { Float($0 % 4) * 2 }
        let samples = (0..<dimension * 3).map { Float($0 % 6) - 2 }
        let pulls: [(sample: Int, pull: Float)] = [(2, 3), (0, -1)]
        let (before, moving) = (weights, speed)
        DenseMath.descend(
            &weights, &speed, from: start, momentum: 0.5, decay: -2, pulls, samples,
            dimension: dimension)
        #expect(Array(weights[..<start]) == Array(before[..<start]))
        for place in 0..<dimension {
            var sum = moving[start + place] * 0.5 - before[start + place] * 2
            for pull in pulls { sum += samples[pull.sample * dimension + place] * pull.pull }
            #expect(speed[start + place] == sum)
            #expect(weights[start + place] == before[start + place] + sum)
        }
    }
}
