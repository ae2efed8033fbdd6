/// Functions of the mathematical library, eight numbers at a time, by nothing but
/// sums, products and quotients as IEEE 754 defines them: every machine gives the
/// same bits.
enum Approximation {
    /// e to the power of what is not above 0. The relative error is below 3e-7; below
    /// -87 the result is that of -87, which is 1.6e-38.
    @inline(__always)
    static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let lowest = SIMD8<Float>(repeating: -87)
        let x = lowest.replacing(with: x, where: x .> lowest)
        // x = n ln 2 + r with whole n; ln 2 in two parts, so that n times the first
        // is exact (Cody and Waite 1980).
        let shifted = x * 1.442_695_04 + roundingShift
        let n = shifted - roundingShift
        let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4
        var sum = r * (1.0 / 720) + (1.0 / 120)
        sum = sum * r + (1.0 / 24)
        sum = sum * r + (1.0 / 6)
        sum = sum * r + 0.5
        sum = sum * r + 1
        sum = sum * r + 1
        let exponent = (bits(shifted) &- shiftBits &+ 127) &<< 23
        let power = unsafe unsafeBitCast(exponent, to: SIMD8<Float>.self)
        return sum * power
    }

    /// x Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel 2016), by a
    /// quotient of polynomials for the error function that was fitted over [-4, 4].
    /// The absolute error is below 1.2e-6 for |x| < 9.
    @inline(__always)
    static func gelu(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let limit = SIMD8<Float>(repeating: 4)
        var a = x * 0.707_106_78
        a = limit.replacing(with: a, where: a .< limit)
        a = (0 - limit).replacing(with: a, where: a .> 0 - limit)
        let u = a * a
        var over = u * 1.974_824_95e-6 + 2.880_419_2e-4
        over = over * u + 4.003_670_5e-3
        over = over * u + 0.053_467_557
        over = over * u + 0.196_249_56
        over = over * u + 1.128_378_99
        var under = u * 3.748_083_1e-5 + 1.216_365_7e-3
        under = under * u + 0.015_444_472
        under = under * u + 0.116_476_67
        under = under * u + 0.507_252_81
        under = under * u + 1
        let half = x * 0.5
        return half + half * (a * over / under)
    }

    /// Adding this to a number below 2^22 in size leaves it rounded to a whole one,
    /// half to even, in the low bits.
    static var roundingShift: Float { 12_582_912 }
    private static var shiftBits: SIMD8<Int32> { SIMD8(repeating: 0x4B40_0000) }

    @inline(__always)
    private static func bits(_ x: SIMD8<Float>) -> SIMD8<Int32> {
        unsafe unsafeBitCast(x, to: SIMD8<Int32>.self)
    }

    /// Rounded to whole numbers, half to even; for |x| up to 32767.
    @inline(__always)
    static func whole(_ x: SIMD8<Float>) -> SIMD8<Int16> {
        // The shift's own low 16 bits are 0.
        SIMD8<Int16>(truncatingIfNeeded: bits(x + roundingShift))
    }
}
