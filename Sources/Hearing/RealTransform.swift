import Foundation

/// The Fourier transform of 1,024 real values.
///
/// Even and odd values are taken for one complex number each, which halves the length,
/// and those 512 go through in two steps, of 64 and of 8, whose parts lie side by side
/// in vectors (Bailey, "FFTs in external or hierarchical memory", 1990). It keeps the
/// memory that it works in.
struct RealTransform {
    static let length = 1_024
    private static let rows = 64
    private static let half = length / 2

    private let long = FourierTransform(length: rows)
    private let short = FourierTransform(length: 8)
    /// exp(−2πi · row · lane / 512), between the two steps.
    private let turns: [(cosines: SIMD8<Float>, sines: SIMD8<Float>)]
    /// exp(−2πi · bin / 1024), which puts even and odd together again.
    private let shifts: [(cosine: Float, sine: Float)]
    private var rowsReal = [SIMD8<Float>](repeating: .zero, count: rows)
    private var rowsImaginary = [SIMD8<Float>](repeating: .zero, count: rows)
    private var blockReal = [SIMD8<Float>](repeating: .zero, count: 8)
    private var blockImaginary = [SIMD8<Float>](repeating: .zero, count: 8)
    private var halfReal = [Float](repeating: 0, count: half)
    private var halfImaginary = [Float](repeating: 0, count: half)

    /// Bins 0 to 512 of the last transform.
    private(set) var real = [Float](repeating: 0, count: half + 1)
    private(set) var imaginary = [Float](repeating: 0, count: half + 1)

    init() {
        func angle(_ step: Int, of length: Int) -> Double {
            -2 * Double.pi * Double(step) / Double(length)
        }
        turns = (0..<Self.rows).map { row in
            var (cosines, sines) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
            for lane in 0..<8 {
                cosines[lane] = Float(cos(angle(row * lane, of: Self.half)))
                sines[lane] = Float(sin(angle(row * lane, of: Self.half)))
            }
            return (cosines, sines)
        }
        shifts = (0...Self.half).map { bin in
            let angle = angle(bin, of: Self.length)
            return (Float(cos(angle)), Float(sin(angle)))
        }
    }

    /// - Parameter values: 64 rows of 16, in order.
    mutating func transform(_ values: [SIMD16<Float>]) {
        precondition(values.count == Self.rows)
        for row in 0..<Self.rows {
            (rowsReal[row], rowsImaginary[row]) = (values[row].evenHalf, values[row].oddHalf)
        }
        long.transform(real: &rowsReal, imaginary: &rowsImaginary)
        for block in stride(from: 0, to: Self.rows, by: 8) { finish(block) }
        putTogether()
    }

    /// The second step, for eight bins of the first.
    private mutating func finish(_ block: Int) {
        for row in 0..<8 {
            let (re, im) = (rowsReal[block + row], rowsImaginary[block + row])
            let turn = turns[block + row]
            let turnedReal = re * turn.cosines - im * turn.sines
            let turnedImaginary = re * turn.sines + im * turn.cosines
            for lane in 0..<8 {
                blockReal[lane][row] = turnedReal[lane]
                blockImaginary[lane][row] = turnedImaginary[lane]
            }
        }
        short.transform(real: &blockReal, imaginary: &blockImaginary)
        for lane in 0..<8 {
            let place = lane * Self.rows + block
            for row in 0..<8 {
                halfReal[place + row] = blockReal[lane][row]
                halfImaginary[place + row] = blockImaginary[lane][row]
            }
        }
    }

    private mutating func putTogether() {
        for bin in 0...Self.half {
            let (low, high) = (bin & (Self.half - 1), (Self.half - bin) & (Self.half - 1))
            let evenReal = (halfReal[low] + halfReal[high]) / 2
            let evenImaginary = (halfImaginary[low] - halfImaginary[high]) / 2
            let oddReal = (halfImaginary[low] + halfImaginary[high]) / 2
            let oddImaginary = (halfReal[high] - halfReal[low]) / 2
            let shift = shifts[bin]
            real[bin] = evenReal + oddReal * shift.cosine - oddImaginary * shift.sine
            imaginary[bin] = evenImaginary + oddReal * shift.sine + oddImaginary * shift.cosine
        }
    }
}
