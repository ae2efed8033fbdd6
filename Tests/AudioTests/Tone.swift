import Audio
import Foundation

/// A sine, and what is left of one.
struct Tone {
    let hertz: Double
    let rate: SampleRate
    var amplitude = 0.5

    func samples(_ count: Int, from start: Int = 0) -> [Int16] {
        (start..<(start + count)).map { index in
            let angle = 2 * .pi * hertz * Double(index) / Double(rate.hertz)
            return Int16((sin(angle) * amplitude * 32_767).rounded())
        }
    }

    /// How `samples` compare with this tone sampled at their own rate: its level in
    /// them, and everything else, both in dB relative to what it should be.
    func found(in samples: ArraySlice<Int16>) -> (gain: Double, rest: Double) {
        var sine = 0.0
        var cosine = 0.0
        let count = Double(samples.count)
        let step = 2 * .pi * hertz / Double(rate.hertz)
        for (index, sample) in zip(samples.indices, samples) {
            sine += Double(sample) * sin(step * Double(index)) * 2 / count
            cosine += Double(sample) * cos(step * Double(index)) * 2 / count
        }
        var rest = 0.0
        for (index, sample) in zip(samples.indices, samples) {
            let fit = sine * sin(step * Double(index)) + cosine * cos(step * Double(index))
            rest += (Double(sample) - fit) * (Double(sample) - fit)
        }
        let expected = amplitude * 32_767
        return (
            20 * log10((sine * sine + cosine * cosine).squareRoot() / expected),
            10 * log10(rest / count / (expected * expected / 2))
        )
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers every time.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func samples(_ count: Int) -> [Int16] {
        (0..<count).map { _ in Int16.random(in: .min ... .max, using: &self) }
    }
}
