/// Scaled dot-product attention (Vaswani et al. 2017) within one sentence.
struct Attention {
    let heads: Int
    /// Floats of a head: a multiple of 4.
    let head: Int

    /// - Parameters:
    ///   - tokens: The sentence's rows of `input` and `output`.
    ///   - input: Queries, keys and values of each token, side by side.
    func apply(
        _ tokens: Range<Int>, _ input: MutableRows<SIMD8<Float>>, _ workspace: borrowing Workspace,
        into output: MutableRows<SIMD8<Float>>
    ) {
        let blocks = (tokens.count + 7) / 8
        let hidden = heads * head
        let factor = 1 / Float(head).squareRoot()
        let attention = unsafe workspace.attention[0]
        for column in stride(from: 0, to: hidden, by: head) {
            transpose(tokens, input, hidden + column, blocks, into: workspace.keys)
            for token in tokens {
                let query = unsafe UnsafeRawPointer(input[token])
                for block in 0..<blocks {
                    var sum = SIMD8<Float>()
                    for index in 0..<head {
                        sum +=
                            unsafe workspace.keys[index][block]
                            * Self.float(query, column &+ index)
                    }
                    unsafe attention[block] = sum * factor
                }
                let total = unsafe Self.softmax(attention, tokens.count)
                unsafe mix(
                    tokens, input, attention, 1 / total, column: hidden * 2 + column,
                    into: UnsafeMutableRawPointer(output[token]) + column * 4)
            }
        }
    }

    /// One of a row's floats, as the bytes that it was written as: read through a pointer to
    /// floats, a vector that was just written may be read as it was before.
    @inline(__always)
    private static func float(_ row: UnsafeRawPointer, _ place: Int) -> Float {
        unsafe row.load(fromByteOffset: place &* 4, as: Float.self)
    }

    /// The keys of one head with a row for each of its floats, so that eight tokens
    /// are compared at once.
    private func transpose(
        _ tokens: Range<Int>, _ input: MutableRows<SIMD8<Float>>, _ column: Int, _ blocks: Int,
        into keys: MutableRows<SIMD8<Float>>
    ) {
        for index in 0..<head { unsafe keys[index][blocks - 1] = SIMD8() }
        for (place, token) in tokens.enumerated() {
            let key = unsafe UnsafeRawPointer(input[token])
            for index in 0..<head {
                unsafe UnsafeMutableRawPointer(keys[index]).storeBytes(
                    of: Self.float(key, column &+ index), toByteOffset: place &* 4, as: Float.self)
            }
        }
    }

    /// Makes powers of e of the scores; gives their sum. What is above `count` in the
    /// last block becomes too small to count.
    @inline(__always)
    private static func softmax(_ scores: UnsafeMutablePointer<SIMD8<Float>>, _ count: Int) -> Float
    {
        let blocks = (count + 7) / 8
        let rest = Int32(count - (blocks - 1) * 8)
        let places = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
        unsafe scores[blocks - 1].replace(
            with: SIMD8<Float>(repeating: -1e30),
            where: places .>= SIMD8(repeating: rest))
        var highest = unsafe scores[0]
        for block in 0..<blocks {
            let score = unsafe scores[block]
            highest = highest.replacing(with: score, where: score .> highest)
        }
        let peak = highest.max()
        var sum = SIMD8<Float>()
        for block in 0..<blocks {
            let power = unsafe Approximation.exponential(scores[block] - peak)
            unsafe scores[block] = power
            sum += power
        }
        return sum.total
    }

    /// The values of one head, each as much as it is attended to.
    @inline(__always)
    private func mix(
        _ tokens: Range<Int>, _ input: MutableRows<SIMD8<Float>>,
        _ attention: UnsafeMutablePointer<SIMD8<Float>>, _ factor: Float, column: Int,
        into output: UnsafeMutableRawPointer
    ) {
        let shares = UnsafeRawPointer(attention)
        for index in stride(from: 0, to: head, by: 4) {
            var sum = SIMD4<Float>()
            for (place, token) in tokens.enumerated() {
                let value = unsafe UnsafeRawPointer(input[token]).load(
                    fromByteOffset: (column + index) &* 4, as: SIMD4<Float>.self)
                sum += unsafe value * Self.float(shares, place)
            }
            unsafe output.storeBytes(
                of: sum * factor, toByteOffset: index &* 4, as: SIMD4<Float>.self)
        }
    }
}
