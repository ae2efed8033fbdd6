public import Audio
import Foundation

/// Mono sound that a test makes up: full scale is ±1, levels are the mean power in
/// dB relative to full scale. The same arguments give the same samples.
public struct Sound: Sendable {
    public var samples: [Float]
    public let rate: SampleRate

    public init(_ samples: [Float], rate: SampleRate = .wideband) {
        (self.samples, self.rate) = (samples, rate)
    }

    public static func silence(_ length: Duration, rate: SampleRate = .wideband) -> Sound {
        Sound([Float](repeating: 0, count: rate.samples(in: length)), rate: rate)
    }

    // MARK: Put together

    public static func + (left: Sound, right: Sound) -> Sound {
        precondition(left.rate == right.rate, "two rates")
        return Sound(left.samples + right.samples, rate: left.rate)
    }

    /// Both at once, for as long as this one lasts.
    public func over(_ other: Sound) -> Sound {
        precondition(rate == other.rate, "two rates")
        var mixed = self
        for index in samples.indices.prefix(other.samples.count) {
            mixed.samples[index] += other.samples[index]
        }
        return mixed
    }

    public func shifted(by offset: Float) -> Sound {
        Sound(samples.map { $0 + offset }, rate: rate)
    }

    func atLevel(_ level: Double) -> Sound {
        let power = samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
        guard power > 0 else { return self }
        let gain = Float(pow(10, level / 20) / power.squareRoot())
        return Sound(samples.map { $0 * gain }, rate: rate)
    }

    // MARK: Taken apart

    /// 16-bit samples; what is beyond full scale is clipped.
    public var pcm: [Int16] { samples.map { Int16(clamping: Int(($0 * 32_767).rounded())) } }

    /// Whole frames of 20 ms from the start of a stream.
    public var frames: [AudioFrame] {
        let pcm = pcm
        let length = rate.samples(inMilliseconds: 20)
        return stride(from: 0, to: pcm.count - length + 1, by: length).map { start in
            AudioFrame(
                start: MediaTime(sample: start, rate: rate),
                samples: Array(pcm[start..<start + length]))
        }
    }
}
