/// Sums over dense vectors, eight numbers at a time. The order of summing is fixed,
/// so that the result is the same bits on every run.
enum DenseMath {
    private static let lanes = 8

    /// Dot product of `vector` with as many numbers of `matrix`, from `start` on.
    static func product(_ matrix: [Float], from start: Int, _ vector: [Float]) -> Float {
        precondition(start >= 0 && start + vector.count <= matrix.count)
        return unsafe matrix.withUnsafeBytes { matrix in
            unsafe vector.withUnsafeBytes { vector in
                let count = vector.count / MemoryLayout<Float>.stride
                let (row, other) = unsafe (start * MemoryLayout<Float>.stride, vector)
                var (even, odd) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
                var place = 0
                while place + 2 * lanes <= count {
                    unsafe even += eight(matrix, row, place) * eight(other, 0, place)
                    unsafe odd +=
                        eight(matrix, row, place + lanes) * eight(other, 0, place + lanes)
                    place += 2 * lanes
                }
                var rest: Float = 0
                while place < count {
                    unsafe rest += one(matrix, row, place) * one(other, 0, place)
                    place += 1
                }
                return (even + odd).sum() + rest
            }
        }
    }

    /// The same with whole numbers. The sum is exact if it has room in 32 bits, as that of
    /// `WholeVector` has.
    static func product(_ matrix: [Int8], from start: Int, _ vector: [Int16]) -> Int32 {
        precondition(start >= 0 && start + vector.count <= matrix.count)
        return unsafe matrix.withUnsafeBytes { matrix in
            unsafe vector.withUnsafeBufferPointer { vector in
                let numbers = UnsafeRawBufferPointer(vector)
                var sums = SIMD4<Int32>.zero
                var place = 0
                while place + lanes <= vector.count {
                    let row = unsafe matrix.loadUnaligned(
                        fromByteOffset: start + place, as: SIMD8<Int8>.self)
                    let other = unsafe numbers.loadUnaligned(
                        fromByteOffset: 2 * place, as: SIMD8<Int16>.self)
                    // Neighbours are summed: one instruction, pmaddwd, of x86-64.
                    let products =
                        SIMD8<Int32>(truncatingIfNeeded: row)
                        &* SIMD8<Int32>(truncatingIfNeeded: other)
                    sums &+= products.evenHalf &+ products.oddHalf
                    place += lanes
                }
                var sum = sums.wrappedSum()
                while place < vector.count {
                    let byte = unsafe matrix.load(fromByteOffset: start + place, as: Int8.self)
                    sum &+= unsafe Int32(byte) &* Int32(vector[place])
                    place += 1
                }
                return sum
            }
        }
    }

    /// The same with four vectors of one length, whose row is widened once.
    static func products(
        _ matrix: [Int8], from start: Int, _ a: [Int16], _ b: [Int16], _ c: [Int16], _ d: [Int16]
    ) -> SIMD4<Int32> {
        let count = a.count
        precondition(start >= 0 && start + count <= matrix.count)
        precondition(b.count == count && c.count == count && d.count == count)
        guard count.isMultiple(of: lanes) else {
            return [
                product(matrix, from: start, a), product(matrix, from: start, b),
                product(matrix, from: start, c), product(matrix, from: start, d),
            ]
        }
        return unsafe matrix.withUnsafeBytes { matrix in
            unsafe a.withUnsafeBytes { a in
                unsafe b.withUnsafeBytes { b in
                    unsafe c.withUnsafeBytes { c in
                        unsafe d.withUnsafeBytes { d in
                            var (e, f) = (SIMD4<Int32>.zero, SIMD4<Int32>.zero)
                            var (g, h) = (e, f)
                            for place in stride(from: 0, to: count, by: lanes) {
                                let row = SIMD8<Int32>(
                                    truncatingIfNeeded: unsafe matrix.loadUnaligned(
                                        fromByteOffset: start &+ place, as: SIMD8<Int8>.self))
                                unsafe e &+= pairs(row, a, place)
                                unsafe f &+= pairs(row, b, place)
                                unsafe g &+= pairs(row, c, place)
                                unsafe h &+= pairs(row, d, place)
                            }
                            return [
                                e.wrappedSum(), f.wrappedSum(), g.wrappedSum(), h.wrappedSum(),
                            ]
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func pairs(
        _ row: SIMD8<Int32>, _ numbers: UnsafeRawBufferPointer, _ place: Int
    ) -> SIMD4<Int32> {
        let other = unsafe numbers.loadUnaligned(
            fromByteOffset: 2 &* place, as: SIMD8<Int16>.self)
        let products = row &* SIMD8<Int32>(truncatingIfNeeded: other)
        return products.evenHalf &+ products.oddHalf
    }

    /// Adds `vector` times `factor` to the numbers of `target` from `start` on.
    static func add(
        _ vector: [Float], times factor: Float, to target: inout [Float], from start: Int
    ) {
        let values = vector.span
        var row = target.mutableSpan
        for place in 0..<values.count { row[start + place] += factor * values[place] }
    }

    /// Adds the first `count` numbers of `vector`, times `factor`, to the numbers of
    /// `target` from `start` on.
    static func add(
        _ vector: [Float], count: Int, times factor: Float, to target: inout [Float],
        from start: Int
    ) {
        let values = vector.span
        var row = target.mutableSpan
        for place in 0..<count { row[start + place] += factor * values[place] }
    }

    /// Dot product of `count` numbers of `matrix` from `start` on with those from
    /// `other` on.
    static func product(
        _ matrix: [Float], from start: Int, and other: Int, count: Int
    ) -> Float {
        precondition(start >= 0 && other >= 0 && count >= 0)
        precondition(max(start, other) + count <= matrix.count)
        return unsafe matrix.withUnsafeBytes { bytes in
            let (one, two) = (start * 4, other * 4)
            var sums = SIMD8<Float>.zero
            var place = 0
            while place + lanes <= count {
                unsafe sums += eight(bytes, one, place) * eight(bytes, two, place)
                place += lanes
            }
            var rest: Float = 0
            while place < count {
                unsafe rest += Self.one(bytes, one, place) * Self.one(bytes, two, place)
                place += 1
            }
            return sums.sum() + rest
        }
    }

    /// Sum of the first `count` of `vectors`, each times a number of `matrix` from
    /// `start` on.
    static func product(
        _ matrix: [Float], from start: Int, _ vectors: [SIMD16<Float>], count: Int
    ) -> SIMD16<Float> {
        precondition(start >= 0 && start + count <= matrix.count && count <= vectors.count)
        return unsafe matrix.withUnsafeBufferPointer { matrix in
            unsafe vectors.withUnsafeBufferPointer { vectors in
                var sum = SIMD16<Float>.zero
                for place in 0..<count {
                    unsafe sum += vectors[place] * matrix[start + place]
                }
                return sum
            }
        }
    }

    /// Products of all rows of `matrix` with eight vectors that lie side by side, a row
    /// of eight for each of the matrix's. Four rows at a time, so that a number of the
    /// vectors is loaded once for four products.
    static func products(
        _ matrix: [Float], rows: Int, _ vectors: [SIMD8<Float>]
    ) -> [SIMD8<Float>] {
        let width = vectors.count
        precondition(matrix.count == rows * width)
        var products = [SIMD8<Float>](repeating: .zero, count: rows)
        unsafe matrix.withUnsafeBufferPointer { matrix in
            unsafe vectors.withUnsafeBufferPointer { vectors in
                var row = 0
                while row + 4 <= rows {
                    let start = row * width
                    var (a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
                    var (c, d) = (a, b)
                    for place in 0..<width {
                        let eight = unsafe vectors[place]
                        unsafe a += eight * matrix[start &+ place]
                        unsafe b += eight * matrix[start &+ width &+ place]
                        unsafe c += eight * matrix[start &+ 2 &* width &+ place]
                        unsafe d += eight * matrix[start &+ 3 &* width &+ place]
                    }
                    (products[row], products[row + 1]) = (a, b)
                    (products[row + 2], products[row + 3]) = (c, d)
                    row += 4
                }
                while row < rows {
                    for place in 0..<width {
                        unsafe products[row] += vectors[place] * matrix[row * width + place]
                    }
                    row += 1
                }
            }
        }
        return products
    }

    /// A step of gradient descent with momentum for the weights of one class, from `start`
    /// on: `speed = speed · momentum + weights · decay + Σ pull · sample`, and
    /// `weights += speed`. Thirty-two numbers at a time stay in registers for all samples.
    ///
    /// - Parameter samples: a row of `dimension` numbers for each sample.
    static func descend(
        _ weights: inout [Float], _ speed: inout [Float], from start: Int, momentum: Float,
        decay: Float, _ pulls: [(sample: Int, pull: Float)], _ samples: [Float], dimension: Int
    ) {
        precondition(start >= 0 && start + dimension <= min(weights.count, speed.count))
        precondition(
            pulls.allSatisfy { $0.sample >= 0 && ($0.sample + 1) * dimension <= samples.count })
        unsafe weights.withUnsafeMutableBytes { weights in
            unsafe speed.withUnsafeMutableBytes { speed in
                unsafe samples.withUnsafeBytes { samples in
                    var place = 0
                    while place + 4 * lanes <= dimension {
                        let offset = (start + place) * MemoryLayout<Float>.stride
                        var (a, b) = unsafe (
                            moved(speed, weights, offset, momentum, decay),
                            moved(speed, weights, offset + 32, momentum, decay)
                        )
                        var (c, d) = unsafe (
                            moved(speed, weights, offset + 64, momentum, decay),
                            moved(speed, weights, offset + 96, momentum, decay)
                        )
                        for pull in pulls {
                            let row = 4 &* dimension &* pull.sample
                            unsafe a += eight(samples, row, place) * pull.pull
                            unsafe b += eight(samples, row, place &+ 8) * pull.pull
                            unsafe c += eight(samples, row, place &+ 16) * pull.pull
                            unsafe d += eight(samples, row, place &+ 24) * pull.pull
                        }
                        unsafe keep(a, speed, weights, offset)
                        unsafe keep(b, speed, weights, offset + 32)
                        unsafe keep(c, speed, weights, offset + 64)
                        unsafe keep(d, speed, weights, offset + 96)
                        place += 4 * lanes
                    }
                    while place < dimension {
                        let offset = (start + place) * MemoryLayout<Float>.stride
                        var sum = unsafe speed.load(fromByteOffset: offset, as: Float.self)
                        var weight = unsafe weights.load(fromByteOffset: offset, as: Float.self)
                        sum = sum * momentum + weight * decay
                        for pull in pulls {
                            unsafe sum +=
                                one(samples, 4 &* dimension &* pull.sample, place) * pull.pull
                        }
                        weight += sum
                        unsafe speed.storeBytes(of: sum, toByteOffset: offset, as: Float.self)
                        unsafe weights.storeBytes(of: weight, toByteOffset: offset, as: Float.self)
                        place += 1
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func moved(
        _ speed: UnsafeMutableRawBufferPointer, _ weights: UnsafeMutableRawBufferPointer,
        _ offset: Int, _ momentum: Float, _ decay: Float
    ) -> SIMD8<Float> {
        let sum = unsafe speed.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        let weight = unsafe weights.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        return sum * momentum + weight * decay
    }

    @inline(__always)
    private static func keep(
        _ sum: SIMD8<Float>, _ speed: UnsafeMutableRawBufferPointer,
        _ weights: UnsafeMutableRawBufferPointer, _ offset: Int
    ) {
        let weight = unsafe weights.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        unsafe speed.storeBytes(of: sum, toByteOffset: offset, as: SIMD8<Float>.self)
        unsafe weights.storeBytes(of: weight + sum, toByteOffset: offset, as: SIMD8<Float>.self)
    }

    @inline(__always)
    private static func eight(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ place: Int
    ) -> SIMD8<Float> {
        unsafe bytes.loadUnaligned(
            fromByteOffset: start + place * MemoryLayout<Float>.stride, as: SIMD8<Float>.self)
    }

    @inline(__always)
    private static func one(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ place: Int
    ) -> Float {
        unsafe bytes.loadUnaligned(
            fromByteOffset: start + place * MemoryLayout<Float>.stride, as: Float.self)
    }
}
