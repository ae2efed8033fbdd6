public import Audio
import Foundation

/// What is heard on telephone lines.
extension Sound {
    /// An open vowel: pulses of the glottis through the formants of "ah"
    /// (a cascade of second-order resonators; Klatt 1980).
    public static func vowel(
        pitch: Double, _ length: Duration, level: Double = -26, rate: SampleRate = .wideband
    ) -> Sound {
        let count = rate.samples(in: length)
        var sound = glottis(pitch: pitch, count: count, rate: rate)
        for (hertz, width) in [(730.0, 80.0), (1_090, 90), (2_440, 120), (3_400, 180)] {
            resonate(&sound, at: hertz, width: width, rate: rate)
        }
        let ramp = rate.samples(in: .milliseconds(5))
        for index in 0..<min(ramp, count / 2) {
            let gain = Float(index) / Float(ramp)
            sound[index] *= gain
            sound[count - 1 - index] *= gain
        }
        return Sound(sound, rate: rate).atLevel(level)
    }

    /// Pulses whose spectrum falls by 6 dB an octave, the lips included. Their
    /// distance wavers by one part in fifty, five times a second.
    private static func glottis(pitch: Double, count: Int, rate: SampleRate) -> [Float] {
        var phase = 1.0
        var flow: Float = 0
        return (0..<count).map { index in
            let time = Double(index) / Double(rate.hertz)
            phase += pitch * (1 + 0.02 * sin(2 * .pi * 5 * time)) / Double(rate.hertz)
            flow *= 0.95
            if phase >= 1 {
                phase -= 1
                flow += 1
            }
            return flow
        }
    }

    private static func resonate(
        _ samples: inout [Float], at hertz: Double, width: Double, rate: SampleRate
    ) {
        let radius = exp(-.pi * width / Double(rate.hertz))
        let turn = 2 * radius * cos(2 * .pi * hertz / Double(rate.hertz))
        let (first, second) = (Float(turn), Float(-radius * radius))
        let gain = 1 - first - second
        var (before, earlier): (Float, Float) = (0, 0)
        for index in samples.indices {
            let value = gain * samples[index] + first * before + second * earlier
            (before, earlier) = (value, before)
            samples[index] = value
        }
    }

    public static func white(
        _ length: Duration, level: Double, seed: UInt64 = 1, rate: SampleRate = .wideband
    ) -> Sound {
        var numbers = SeededNumbers(seed: seed)
        let samples = (0..<rate.samples(in: length)).map { _ in
            Float.random(in: -1...1, using: &numbers)
        }
        return Sound(samples, rate: rate).atLevel(level)
    }

    /// Falls by 3 dB an octave: white noise through Kellet's three poles.
    public static func pink(
        _ length: Duration, level: Double, seed: UInt64 = 1, rate: SampleRate = .wideband
    ) -> Sound {
        var (low, middle, high): (Float, Float, Float) = (0, 0, 0)
        let samples = white(length, level: -10, seed: seed, rate: rate).samples.map { white in
            low = 0.99765 * low + 0.0990460 * white
            middle = 0.96300 * middle + 0.2965164 * white
            high = 0.57000 * high + 1.0526913 * white
            return low + middle + high + 0.1848 * white
        }
        return Sound(samples, rate: rate).atLevel(level)
    }

    /// Mains in the line: the tone and its first harmonics, each 3 dB weaker.
    public static func hum(
        _ length: Duration, hertz: Double = 50, harmonics: Int = 10, level: Double = -30,
        rate: SampleRate = .wideband
    ) -> Sound {
        let samples = (0..<rate.samples(in: length)).map { index -> Float in
            let turn: Double = 2 * .pi * hertz * Double(index) / Double(rate.hertz)
            var sum = 0.0
            for harmonic in 1...harmonics {
                let order = Double(harmonic)
                sum += pow(0.7, order) * sin(turn * order + order * order)
            }
            return Float(sum)
        }
        return Sound(samples, rate: rate).atLevel(level)
    }

    /// A loud click of 2 ms at each multiple of `distance`.
    public static func clicks(
        _ length: Duration, every distance: Duration, rate: SampleRate = .wideband
    ) -> Sound {
        var numbers = SeededNumbers(seed: 7)
        let period = rate.samples(in: distance)
        let width = rate.samples(in: .milliseconds(2))
        let samples = (0..<rate.samples(in: length)).map { index -> Float in
            let noise = Float.random(in: -1...1, using: &numbers)
            let place = index % period
            return place < width ? noise * 0.5 * Float(width - place) / Float(width) : 0
        }
        return Sound(samples, rate: rate)
    }
}
