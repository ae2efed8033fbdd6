import Foundation

/// How loud some samples are, and whether they were cut off.
public struct Level: Sendable, Equatable {
    /// In dB below full scale (±32,768); never below `silence`.
    public let rms: Double
    /// The largest sample, in dB below full scale; never below `silence`.
    public let peak: Double
    /// How many samples stand at either end of the scale.
    public let clippedCount: Int

    /// What stands for the −∞ dB of digital silence.
    public static let silence = -120.0

    public init(of samples: [Int16]) {
        var sum = 0
        var largest = 0
        var clipped = 0
        for sample in samples {
            let value = Int(sample)
            sum += value * value
            largest = max(largest, abs(value))
            if sample == .max || sample == .min { clipped += 1 }
        }
        let mean = samples.isEmpty ? 0 : Double(sum) / Double(samples.count)
        rms = Self.decibels(mean.squareRoot())
        peak = Self.decibels(Double(largest))
        clippedCount = clipped
    }

    private static func decibels(_ amplitude: Double) -> Double {
        amplitude > 0 ? max(silence, 20 * log10(amplitude / 32_768)) : silence
    }
}
