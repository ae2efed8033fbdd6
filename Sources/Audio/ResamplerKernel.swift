import Foundation

/// The filter of a `Resampler`: a windowed sinc, cut into phases.
///
/// A low-pass of the form sin(x)/x under a Kaiser window, sampled at the distances
/// that an output sample can have from the input samples around it. (Kaiser and
/// Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE Trans.
/// ASSP 28, 1980; polyphase form: Crochiere and Rabiner, "Multirate Digital Signal
/// Processing", 1983, chapter 3.)
///
///     level     ‾‾‾‾‾‾‾‾‾‾‾\
///                           \_________   −90 dB
///              0         0.45 0.5        × the lower of the two rates
struct ResamplerKernel: Sendable {
    /// Input samples on each side of an output sample.
    let reach: Int
    /// How many positions between two input samples have a filter of their own.
    let phaseCount: Int
    /// Rows of `2 * reach` weights, one a phase, and one more for interpolation; eight
    /// in a vector, and silence after the last.
    let octets: [SIMD8<Float>]
    /// In a row.
    var octetCount: Int { (width + 7) / 8 }

    var width: Int { 2 * reach }

    private static let stopBandAttenuation = 90.0
    private static let passBandEdge = 0.45
    private static let stopBandEdge = 0.5
    /// Beyond this, weights of two neighbouring phases are interpolated.
    private static let maximumPhaseCount = 1_024

    /// - Parameters:
    ///   - up: Output samples in the shortest stretch that holds whole numbers of
    ///     both.
    ///   - down: Input samples in that stretch.
    init(up: Int, down: Int) {
        // All frequencies in cycles per input sample.
        let lower = min(1, Double(up) / Double(down))
        let transition = (Self.stopBandEdge - Self.passBandEdge) * lower
        let cutoff = (Self.stopBandEdge + Self.passBandEdge) / 2 * lower
        let length = (Self.stopBandAttenuation - 7.95) / (14.36 * transition)
        reach = Int((length / 2).rounded(.up)) + 1
        phaseCount = min(up, Self.maximumPhaseCount)
        let beta = 0.1102 * (Self.stopBandAttenuation - 8.7)
        let norm = Self.bessel(beta)
        var octets: [SIMD8<Float>] = []
        octets.reserveCapacity((phaseCount + 1) * ((2 * reach + 7) / 8))
        var row = [Double](repeating: 0, count: 2 * reach)
        for phase in 0...phaseCount {
            let fraction = Double(phase) / Double(phaseCount)
            var sum = 0.0
            for index in row.indices {
                // From the output sample to this input sample.
                let distance = Double(index - reach + 1) - fraction
                let edge = distance / Double(reach)
                let window = Self.bessel(beta * max(0, 1 - edge * edge).squareRoot()) / norm
                row[index] = Self.sinc(2 * cutoff * distance) * window
                sum += row[index]
            }
            // Every phase passes a constant level unchanged.
            for start in stride(from: 0, to: row.count, by: 8) {
                var octet = SIMD8<Float>.zero
                for lane in 0..<min(8, row.count - start) {
                    octet[lane] = Float(row[start + lane] / sum)
                }
                octets.append(octet)
            }
        }
        self.octets = octets
    }

    /// The kernel of a ratio in lowest terms: computed once in a process.
    static func shared(up: Int, down: Int) -> ResamplerKernel {
        cache.withLock { kernels in
            let ratio = Ratio(up: up, down: down)
            if let kernel = kernels[ratio] { return kernel }
            let kernel = ResamplerKernel(up: up, down: down)
            kernels[ratio] = kernel
            return kernel
        }
    }

    private struct Ratio: Hashable {
        let up: Int
        let down: Int
    }

    /// Kernels that were made, by their ratio. `NSLock` serializes the access: the
    /// thread sanitizer cannot see a `Mutex` change hands on Linux.
    private final class Cache: @unchecked Sendable {
        private let lock = NSLock()
        private var kernels: [Ratio: ResamplerKernel] = [:]

        func withLock<Result>(_ body: (inout [Ratio: ResamplerKernel]) -> Result) -> Result {
            lock.lock()
            defer { lock.unlock() }
            return body(&kernels)
        }
    }

    private static let cache = Cache()

    private static func sinc(_ value: Double) -> Double {
        value == 0 ? 1 : sin(.pi * value) / (.pi * value)
    }

    /// The modified Bessel function of the first kind, order 0, by its series.
    private static func bessel(_ value: Double) -> Double {
        let quarter = value * value / 4
        var term = 1.0
        var sum = 1.0
        var index = 1.0
        while term > sum * 1e-14 {
            term *= quarter / (index * index)
            sum += term
            index += 1
        }
        return sum
    }
}
