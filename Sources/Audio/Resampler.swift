/// Brings a stream of samples from one rate to another.
///
/// Band-limited: flat to 0.1 dB up to 0.45 of the lower rate, and 80 dB down from
/// 0.5 of it on, so nothing folds back. Output sample 0 lies where input sample 0
/// lay: the filter's delay is taken out, which is why `process` holds back the last
/// `lookAhead` input samples until `finish`. The same samples give the same output,
/// however they are cut into calls. A value is one stream; it is not shared between
/// threads while it works, but copies are independent, and cost no filter.
public struct Resampler: Sendable {
    public let source: SampleRate
    public let target: SampleRate
    /// How many output samples were beyond 16 bits, and were clipped.
    public private(set) var clippedCount = 0

    private let up: Int
    private let down: Int
    private let kernel: ResamplerKernel?
    /// Input from sample `first` on; what came before is no longer needed.
    private var input: [Float]
    private var first: Int
    private var received = 0
    private var emitted = 0

    public init(from source: SampleRate, to target: SampleRate) {
        let divisor = Self.greatestCommonDivisor(source.hertz, target.hertz)
        self.source = source
        self.target = target
        up = target.hertz / divisor
        down = source.hertz / divisor
        kernel = up == down ? nil : .shared(up: up, down: down)
        // Before the first sample there was silence.
        first = 1 - (kernel?.reach ?? 1)
        input = [Float](repeating: 0, count: -first)
    }

    /// How many input samples after an output sample's position it depends on.
    public var lookAhead: Int { kernel?.reach ?? 0 }

    /// Takes the next samples, and gives what can be computed so far.
    public mutating func process(_ samples: [Int16]) -> [Int16] {
        guard let kernel else { return samples }
        input.reserveCapacity(input.count + samples.count)
        for sample in samples { input.append(Float(sample)) }
        received += samples.count
        return emit(while: received - kernel.reach, kernel)
    }

    /// Gives what was held back, and makes ready for another stream. In all, n
    /// input samples give n × target ÷ source output samples, rounded up.
    public mutating func finish() -> [Int16] {
        guard let kernel else { return [] }
        input.append(contentsOf: repeatElement(0, count: kernel.reach))
        let rest = emit(while: received, kernel)
        let clipped = clippedCount
        self = Resampler(from: source, to: target)
        clippedCount = clipped
        return rest
    }

    /// The whole of a stream at once.
    public static func convert(
        _ samples: [Int16], from source: SampleRate, to target: SampleRate
    ) -> [Int16] {
        guard source != target else { return samples }
        var resampler = Resampler(from: source, to: target)
        return resampler.process(samples) + resampler.finish()
    }

    /// Emits the samples whose position lies before `end`, an input sample.
    private mutating func emit(while end: Int, _ kernel: ResamplerKernel) -> [Int16] {
        var output: [Int16] = []
        let total = max(0, (end * up + down - 1) / down)
        output.reserveCapacity(max(0, total - emitted))
        var base = emitted * down / up
        var phase = emitted * down % up
        while base < end {
            let start = base - kernel.reach + 1 - first
            let value = kernel.value(of: input, at: start, phase: phase, of: up)
            output.append(clip(value))
            emitted += 1
            phase += down
            base += phase / up
            phase %= up
        }
        let unneeded = min(input.count, max(0, base - kernel.reach + 1 - first))
        input.removeFirst(unneeded)
        first += unneeded
        return output
    }

    private mutating func clip(_ value: Float) -> Int16 {
        let rounded = value.rounded()
        guard rounded > 32_767 || rounded < -32_768 else { return Int16(rounded) }
        clippedCount += 1
        return rounded > 0 ? .max : .min
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}

extension ResamplerKernel {
    /// The output sample at `phase`/`up` between two input samples.
    fileprivate func value(of input: [Float], at start: Int, phase: Int, of up: Int) -> Float {
        guard phaseCount != up else { return dot(input, at: start, row: phase) }
        let position = Double(phase) / Double(up) * Double(phaseCount)
        let row = Int(position)
        let fraction = Float(position - Double(row))
        let before = dot(input, at: start, row: row)
        let after = dot(input, at: start, row: row + 1)
        return before + (after - before) * fraction
    }

    /// Four sums side by side: in an order that does not depend on the machine,
    /// and without waiting for one addition before the next. `width` is even.
    private func dot(_ input: [Float], at start: Int, row: Int) -> Float {
        let row = row * width
        var even: SIMD2<Float> = .zero
        var odd: SIMD2<Float> = .zero
        var index = 0
        while index + 3 < width {
            even.x += input[start + index] * weights[row + index]
            even.y += input[start + index + 1] * weights[row + index + 1]
            odd.x += input[start + index + 2] * weights[row + index + 2]
            odd.y += input[start + index + 3] * weights[row + index + 3]
            index += 4
        }
        while index < width {
            even.x += input[start + index] * weights[row + index]
            index += 1
        }
        let sums = even + odd
        return sums.x + sums.y
    }
}
