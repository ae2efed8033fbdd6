public import Audio
import Foundation

/// Brings a voice to one loudness, and keeps its peaks below the top of the scale.
///
/// A fixed gain, measured once for a voice, and after it a limiter that looks
/// ahead, so that a peak is turned down smoothly before it comes and nothing clips.
/// The limiter's gain is a sliding minimum of what each sample allows, averaged over
/// the same window: nowhere is it above what a sample allows. Whole numbers
/// throughout: the same samples give the same output, however they are cut into
/// calls. A value is one stream.
public struct LevelGuard: Sendable {
    /// How much louder, in 1/4096.
    private let gain: Int
    private let window: Int
    /// The last samples, as loud as they shall be, in a ring.
    private var delayed: [Int]
    /// The last gains, in a ring, in `unity` parts.
    private var gains: [Int]
    private var gainSum: Int
    private var allowed: SlidingMinimum
    private var envelope = unity
    /// How many samples came.
    private var count = 0

    private static let unity = 32_768
    /// −1 dB below full scale.
    private static let ceiling = 29_204
    /// The envelope comes back by one part in that many of the way, each sample.
    private static let release = 1_024

    /// - Parameter gain: In dB; see `gain(for:rate:target:)`.
    public init(gain: Double, rate: SampleRate) {
        self.gain = Int((4_096 * pow(10, gain / 20)).rounded())
        window = rate.samples(in: .milliseconds(5))
        delayed = [Int](repeating: 0, count: window)
        gains = [Int](repeating: Self.unity, count: window)
        gainSum = Self.unity * window
        allowed = SlidingMinimum(over: window)
    }

    /// Takes the next samples and gives what is ready: all but the last 5 ms.
    public mutating func process(_ samples: [Int16]) -> [Int16] {
        var output: [Int16] = []
        output.reserveCapacity(samples.count)
        for sample in samples {
            let ready = push(Int(sample) * gain / 4_096)
            if count >= window { output.append(ready) }
        }
        return output
    }

    /// Gives what was held back: as many samples come out as went in. Nothing may
    /// follow.
    public mutating func finish() -> [Int16] {
        let held = min(count, window - 1)
        let behind = window - 1 - held
        let flushed = (0..<(window - 1)).map { _ in push(0) }
        return Array(flushed.dropFirst(behind))
    }

    /// The sample that came `window` − 1 samples ago, limited.
    private mutating func push(_ value: Int) -> Int16 {
        let magnitude = abs(value)
        let allows = magnitude > Self.ceiling ? Self.ceiling * Self.unity / magnitude : Self.unity
        let released = envelope + (Self.unity - envelope + Self.release - 1) / Self.release
        envelope = min(allows, released)
        let minimum = allowed.push(envelope)
        let slot = count % window
        gainSum += minimum - gains[slot]
        gains[slot] = minimum
        delayed[slot] = value
        count += 1
        let oldest = delayed[count % window]
        return Int16(clamping: oldest * (gainSum / window) / Self.unity)
    }

    /// The gain, in dB, that brings speech to `target`, in dB below full scale.
    /// Pauses do not count as speech: only stretches of 20 ms that are at most 30 dB
    /// below the loudest.
    public static func gain(
        for speech: [Int16], rate: SampleRate, target: Double = -20
    ) -> Double {
        let length = rate.samples(in: .milliseconds(20))
        let powers = stride(from: 0, to: speech.count - length + 1, by: length).map { start in
            speech[start..<start + length].reduce(0) { $0 + Int($1) * Int($1) } / length
        }
        let loudest = powers.max() ?? 0
        guard loudest > 0 else { return 0 }
        let active = powers.filter { $0 > loudest / 1_000 }
        let mean = Double(active.reduce(0, +)) / Double(active.count)
        return target - 10 * log10(mean / (32_768 * 32_768))
    }
}

/// The least of the last values, by the ascending-minima method: each value goes in
/// and out once.
struct SlidingMinimum: Sendable {
    private let window: Int
    private var candidates: [(index: Int, value: Int)] = []
    private var first = 0
    private var count = 0

    init(over window: Int) { self.window = window }

    mutating func push(_ value: Int) -> Int {
        while candidates.count > first, candidates[candidates.count - 1].value >= value {
            candidates.removeLast()
        }
        candidates.append((count, value))
        count += 1
        if candidates[first].index <= count - 1 - window { first += 1 }
        if first > window {
            candidates.removeFirst(first)
            first = 0
        }
        return candidates[first].value
    }
}
