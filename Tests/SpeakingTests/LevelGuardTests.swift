import Audio
import Foundation
import Speaking
import Testing

@Suite struct LevelGuardTests {
    static func tone(_ amplitude: Double, _ count: Int, rate: Double = 16_000) -> [Int16] {
        (0..<count).map { Int16(amplitude * sin(2 * .pi * 440 * Double($0) / rate)) }
    }

    static func run(_ samples: [Int16], gain: Double, cut: Int = .max) -> [Int16] {
        var level = LevelGuard(gain: gain, rate: .wideband)
        var output: [Int16] = []
        var rest = samples[...]
        while !rest.isEmpty {
            output += level.process(Array(rest.prefix(cut)))
            rest = rest.dropFirst(cut)
        }
        return output + level.finish()
    }

    @Test func asManySamplesComeOutAsWentIn() {
        for count in [0, 1, 79, 80, 81, 500] {
            #expect(Self.run(Self.tone(1_000, count), gain: 0).count == count)
        }
    }

    @Test func quietSoundOnlyGetsItsGain() {
        let tone = Self.tone(1_000, 4_000)
        #expect(Self.run(tone, gain: 0) == tone)
        let louder = Level(of: Self.run(tone, gain: 6)).rms - Level(of: tone).rms
        #expect(abs(louder - 6) < 0.05)
    }

    @Test func nothingIsAboveOneDecibelBelowFullScale() {
        let loud = Self.tone(3_000, 3_000) + Self.tone(32_000, 3_000) + Self.tone(3_000, 30_000)
        let output = Self.run(loud, gain: 12)
        #expect(output.map { abs(Int($0)) }.max() ?? 0 <= 29_204)
        #expect(Level(of: output).clippedCount == 0)
        // Long after the peak, the gain is back.
        let expected = Level(of: Self.run(Self.tone(3_000, 8_000), gain: 12)).rms
        #expect(abs(Level(of: Array(output.suffix(8_000))).rms - expected) < 0.1)
    }

    @Test func aSinglePeakIsHeldDownAndNotCut() {
        var samples = Self.tone(8_000, 4_000)
        samples[2_000] = .min
        let output = Self.run(samples, gain: 3)
        #expect(output.map { abs(Int($0)) }.max() ?? 0 <= 29_204)
        #expect(abs(Int(output[2_000])) > 29_000)
    }

    @Test func howItIsCutIntoCallsDoesNotMatter() {
        let samples = Self.tone(20_000, 5_000) + Self.tone(200, 5_000)
        let whole = Self.run(samples, gain: 9)
        for cut in [1, 7, 160, 4_096] {
            #expect(Self.run(samples, gain: 9, cut: cut) == whole)
        }
    }

    @Test func theGainIsThatOfSpeechWithoutItsPauses() {
        let speech = Self.tone(3_000, 16_000)
        let pauses = speech + [Int16](repeating: 0, count: 48_000)
        let gain = LevelGuard.gain(for: speech, rate: .wideband)
        #expect(abs(Level(of: speech).rms + gain - -20) < 0.1)
        #expect(abs(LevelGuard.gain(for: pauses, rate: .wideband) - gain) < 0.1)
        #expect(LevelGuard.gain(for: [], rate: .wideband) == 0)
    }
}
