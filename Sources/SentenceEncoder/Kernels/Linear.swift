/// A linear layer: a matrix of 8-bit whole numbers with a scale a row, and a bias.
struct Linear {
    let rows: Int
    let columns: Int
    let values: Rows<SIMD8<Int8>>
    let scales: Rows<SIMD4<Float>>
    let bias: Rows<SIMD4<Float>>

    /// The largest whole number of a quantised token such that no sum over a row can
    /// leave 32 bits, when the matrix has all 127.
    static func limit(columns: Int) -> Float { Float(min(32767, 2_147_483_647 / (127 * columns))) }

    /// Multiplies each token with the matrix.
    ///
    /// Four rows of the matrix are widened to 16 bits, once for all tokens, and then
    /// multiplied with two tokens at a time: eight sums in registers, six loads for
    /// sixty-four products. The sums are exact, so their order is of no consequence.
    func multiply(
        _ tokens: QuantisedRows, count: Int, panel: MutableRows<SIMD8<Int16>>,
        into output: MutableRows<SIMD8<Float>>
    ) {
        let width = columns / 8
        let block = unsafe panel[0]
        for group in 0..<rows / 4 {
            let scale = unsafe scales[0][group]
            let bias = unsafe bias[0][group]
            unsafe Self.widen(values[group &* 4], width &* 4, into: block)
            var token = 0
            while token &+ 2 <= count {
                let (first, second) = unsafe Self.products(
                    block, tokens.values[token], tokens.values[token &+ 1], width)
                unsafe Self.store(
                    first, scale * tokens.scales[token][0], bias, output[token], group)
                unsafe Self.store(
                    second, scale * tokens.scales[token &+ 1][0], bias, output[token &+ 1], group)
                token &+= 2
            }
            if token < count {
                let sums = unsafe Self.products(block, tokens.values[token], width)
                unsafe Self.store(sums, scale * tokens.scales[token][0], bias, output[token], group)
            }
        }
    }

    @inline(__always)
    private static func store(
        _ sums: SIMD4<Int32>, _ scale: SIMD4<Float>, _ bias: SIMD4<Float>,
        _ row: UnsafeMutablePointer<SIMD8<Float>>, _ group: Int
    ) {
        unsafe UnsafeMutableRawPointer(row).storeBytes(
            of: SIMD4<Float>(sums) * scale + bias, toByteOffset: group &* 16,
            as: SIMD4<Float>.self)
    }

    @inline(__always)
    private static func widen(
        _ values: UnsafePointer<SIMD8<Int8>>, _ count: Int,
        into block: UnsafeMutablePointer<SIMD8<Int16>>
    ) {
        for index in 0..<count {
            unsafe block[index] = unsafe SIMD8<Int16>(truncatingIfNeeded: values[index])
        }
    }

    /// Four rows times two tokens.
    @inline(__always)
    private static func products(
        _ block: UnsafePointer<SIMD8<Int16>>, _ first: UnsafePointer<SIMD8<Int16>>,
        _ second: UnsafePointer<SIMD8<Int16>>, _ width: Int
    ) -> (SIMD4<Int32>, SIMD4<Int32>) {
        let (row1, row2, row3) = unsafe (block + width, block + 2 &* width, block + 3 &* width)
        var (a0, a1, a2, a3) = (SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>())
        var (b0, b1, b2, b3) = (a0, a1, a2, a3)
        var index = 0
        while index < width {
            let (a, b) = unsafe (first[index], second[index])
            let (w0, w1, w2, w3) = unsafe (block[index], row1[index], row2[index], row3[index])
            a0 &+= pairs(w0, a)
            b0 &+= pairs(w0, b)
            a1 &+= pairs(w1, a)
            b1 &+= pairs(w1, b)
            a2 &+= pairs(w2, a)
            b2 &+= pairs(w2, b)
            a3 &+= pairs(w3, a)
            b3 &+= pairs(w3, b)
            index &+= 1
        }
        return (across(a0, a1, a2, a3), across(b0, b1, b2, b3))
    }

    /// Four rows times one token.
    @inline(__always)
    private static func products(
        _ block: UnsafePointer<SIMD8<Int16>>, _ token: UnsafePointer<SIMD8<Int16>>, _ width: Int
    ) -> SIMD4<Int32> {
        let (row1, row2, row3) = unsafe (block + width, block + 2 &* width, block + 3 &* width)
        var (a0, a1, a2, a3) = (SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>())
        var index = 0
        while index < width {
            let a = unsafe token[index]
            a0 &+= unsafe pairs(block[index], a)
            a1 &+= unsafe pairs(row1[index], a)
            a2 &+= unsafe pairs(row2[index], a)
            a3 &+= unsafe pairs(row3[index], a)
            index &+= 1
        }
        return across(a0, a1, a2, a3)
    }

    /// The sums of neighbouring products: one instruction, pmaddwd, of x86-64.
    @inline(__always)
    private static func pairs(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
        let products =
            SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)
        #if arch(x86_64)
        return products.evenHalf &+ products.oddHalf
        #else
        return products.lowHalf &+ products.highHalf
        #endif
    }

    /// The sum of each vector.
    @inline(__always)
    private static func across(
        _ a: SIMD4<Int32>, _ b: SIMD4<Int32>, _ c: SIMD4<Int32>, _ d: SIMD4<Int32>
    ) -> SIMD4<Int32> {
        let ab = SIMD4(lowHalf: a.evenHalf &+ a.oddHalf, highHalf: b.evenHalf &+ b.oddHalf)
        let cd = SIMD4(lowHalf: c.evenHalf &+ c.oddHalf, highHalf: d.evenHalf &+ d.oddHalf)
        return SIMD4(lowHalf: ab.evenHalf &+ ab.oddHalf, highHalf: cd.evenHalf &+ cd.oddHalf)
    }
}
