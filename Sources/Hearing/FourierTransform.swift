import Foundation

/// What a transform adds up: a value, or the values of several transforms side by side.
protocol Transformable {
    static func + (one: Self, other: Self) -> Self
    static func - (one: Self, other: Self) -> Self
    static func * (one: Self, factor: Float) -> Self
}

extension Float: Transformable {}
extension SIMD8: Transformable where Scalar == Float {}

/// A radix-2 fast Fourier transform of a fixed length (Cooley and Tukey, 1965).
///
/// Works in place on two arrays of `length` values or vectors. Plain Swift, so that a
/// replay computes the same bits on every run.
struct FourierTransform {
    let length: Int
    private let cosines: [Float]
    private let sines: [Float]
    private let reversed: [Int]

    /// - Parameter length: A power of two.
    init(length: Int) {
        precondition(length > 1 && length & (length - 1) == 0, "a power of two")
        self.length = length
        let angles = (0..<length / 2).map { -2 * Double.pi * Double($0) / Double(length) }
        cosines = angles.map { Float(cos($0)) }
        sines = angles.map { Float(sin($0)) }
        let bits = length.trailingZeroBitCount
        reversed = (0..<length).map { index in
            (0..<bits).reduce(0) { $0 << 1 | index >> $1 & 1 }
        }
    }

    func transform<Value: Transformable>(real: inout [Value], imaginary: inout [Value]) {
        precondition(real.count == length && imaginary.count == length)
        for index in 0..<length where reversed[index] > index {
            real.swapAt(index, reversed[index])
            imaginary.swapAt(index, reversed[index])
        }
        var half = 1
        while half < length {
            let stride = length / (2 * half)
            for start in Swift.stride(from: 0, to: length, by: 2 * half) {
                for offset in 0..<half {
                    let (low, high) = (start &+ offset, start &+ offset &+ half)
                    let (cosine, sine) = (cosines[offset &* stride], sines[offset &* stride])
                    let re = real[high] * cosine - imaginary[high] * sine
                    let im = real[high] * sine + imaginary[high] * cosine
                    (real[high], imaginary[high]) = (real[low] - re, imaginary[low] - im)
                    (real[low], imaginary[low]) = (real[low] + re, imaginary[low] + im)
                }
            }
            half *= 2
        }
    }
}
