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

    /// How many output samples that makes: a stream that begins with so many of silence is as
    /// long as what was put in, at any time.
    public var heldBackCount: Int { lookAhead * up / down }

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
        let count = max(0, (end * up + down - 1) / down - emitted)
        guard count > 0 else { return [] }
        var base = emitted * down / up
        var phase = emitted * down % up
        let begin = base
        let last = (emitted + count - 1) * down / up
        let windows = Self.windows(
            of: input, from: begin - kernel.reach + 1 - first, count: last - begin + kernel.width)
        let output = (0..<count).map { _ -> Int16 in
            let value = kernel.value(of: windows, at: base - begin, phase: phase, of: up)
            phase += down
            base += phase / up
            phase %= up
            return clip(value)
        }
        emitted += count
        forget(before: base - kernel.reach + 1)
        return output
    }

    /// Eight values in a row from each place on; after the last there is silence.
    private static func windows(of input: [Float], from start: Int, count: Int) -> [SIMD8<Float>] {
        var window = SIMD8<Float>.zero
        for lane in 1..<8 where start + lane - 1 < input.count {
            window[lane] = input[start + lane - 1]
        }
        return (0..<count).map { place in
            let next = start &+ place &+ 7
            window.lowHalf = SIMD4(window[1], window[2], window[3], window[4])
            window.highHalf = SIMD4(
                window[5], window[6], window[7], next < input.count ? input[next] : 0)
            return window
        }
    }

    private mutating func forget(before position: Int) {
        let unneeded = min(input.count, max(0, position - first))
        input.removeFirst(unneeded)
        first += unneeded
    }

    private mutating func clip(_ value: Float) -> Int16 {
        // Half away from zero; as a conversion, which is quicker than a rounding.
        guard value < 32_767.5, value > -32_768.5 else {
            clippedCount += 1
            return value > 0 ? .max : .min
        }
        return Int16(truncatingIfNeeded: Int32(value < 0 ? value - 0.5 : value + 0.5))
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}

extension ResamplerKernel {
    /// The output sample at `phase`/`up` between two input samples.
    fileprivate func value(
        of windows: [SIMD8<Float>], at start: Int, phase: Int, of up: Int
    ) -> Float {
        guard phaseCount != up else { return dot(windows, at: start, row: phase) }
        let position = Double(phase) / Double(up) * Double(phaseCount)
        let row = Int(position)
        let fraction = Float(position - Double(row))
        let before = dot(windows, at: start, row: row)
        let after = dot(windows, at: start, row: row + 1)
        return before + (after - before) * fraction
    }

    /// Eight sums side by side: in an order that does not depend on the machine,
    /// and without waiting for one addition before the next.
    private func dot(_ windows: [SIMD8<Float>], at start: Int, row: Int) -> Float {
        var sums = SIMD8<Float>.zero
        for octet in 0..<octetCount {
            sums += windows[start &+ 8 &* octet] * octets[row &* octetCount &+ octet]
        }
        let four = sums.lowHalf + sums.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
