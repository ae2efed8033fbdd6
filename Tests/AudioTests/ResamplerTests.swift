import Audio
import Testing

@Suite struct ResamplerTests {
    private static let hertz = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000]

    @Test func aToneAboveTheNewLimitIsEightyDecibelsDown() {
        for (source, target, hertz) in [
            (16_000, 8_000, 6_000.0), (16_000, 8_000, 4_010), (22_050, 16_000, 8_100),
            (48_000, 16_000, 9_000), (44_100, 8_000, 20_000), (48_000, 44_100, 23_000),
        ] {
            let rate = SampleRate(hertz: source)
            let tone = Tone(hertz: hertz, rate: rate, amplitude: 0.9).samples(source / 2)
            let result = Resampler.convert(tone, from: rate, to: SampleRate(hertz: target))
            let steady = result[(result.count / 4)..<(result.count * 3 / 4)]
            let down = Level(of: Array(steady)).rms - Level(of: tone).rms
            #expect(down <= -80, "\(hertz) Hz, \(source) to \(target): \(down) dB")
        }
    }

    @Test func speechPassesUnchangedUpToNineTenthsOfTheBand() {
        for (source, target) in [
            (16_000, 8_000), (8_000, 16_000), (22_050, 16_000), (11_025, 16_000),
            (48_000, 16_000), (16_000, 48_000), (44_100, 16_000), (22_050, 8_000),
        ] {
            let from = SampleRate(hertz: source)
            let to = SampleRate(hertz: target)
            // Whole periods in what is measured.
            let highest = (0.45 * Double(min(source, target)) / 20).rounded(.down) * 20
            for hertz in [100, 1_000, highest] {
                let tone = Tone(hertz: hertz, rate: from)
                let result = Resampler.convert(tone.samples(source / 2), from: from, to: to)
                let steady = result[(result.count / 4)..<(result.count * 3 / 4)]
                let (gain, rest) = Tone(hertz: hertz, rate: to).found(in: steady)
                let name: Comment = "\(hertz) Hz, \(source) to \(target): \(gain), \(rest) dB"
                #expect(abs(gain) < 0.1, name)
                #expect(rest <= -80, name)
            }
        }
    }

    @Test func theOutputStandsWhereTheInputStood() {
        for (source, target) in [(22_050, 16_000), (8_000, 16_000), (48_000, 8_000)] {
            let from = SampleRate(hertz: source)
            let to = SampleRate(hertz: target)
            let result = Resampler.convert(
                Tone(hertz: 440, rate: from).samples(source / 2), from: from, to: to)
            let expected = Tone(hertz: 440, rate: to).samples(target / 2)
            let middle = (target / 8)..<(target * 3 / 8)
            let worst = middle.map { abs(Int(result[$0]) - Int(expected[$0])) }.max()
            #expect((worst ?? .max) <= 16, "\(source) to \(target)")
        }
    }

    @Test func lengthsFollowTheRatioAndRoundUp() {
        for source in Self.hertz {
            for target in Self.hertz {
                for count in [0, 1, 2, 159, 441] {
                    let silence = [Int16](repeating: 0, count: count)
                    let result = Resampler.convert(
                        silence, from: SampleRate(hertz: source), to: SampleRate(hertz: target))
                    #expect(result.count == (count * target + source - 1) / source)
                    #expect(result.allSatisfy { $0 == 0 })
                }
            }
        }
    }

    @Test func whatIsHeldBackIsTold() {
        for source in Self.hertz {
            var resampler = Resampler(from: SampleRate(hertz: source), to: .wideband)
            let count = resampler.process([Int16](repeating: 0, count: source)).count
            #expect(abs(count + resampler.heldBackCount - 16_000) <= 1, "\(source)")
        }
        // Here every 20 ms give 20 ms.
        var telephone = Resampler(from: .telephone, to: .wideband)
        let frame = [Int16](repeating: 0, count: 160)
        #expect(telephone.process(frame).count + telephone.heldBackCount == 320)
        #expect(telephone.process(frame).count == 320)
    }

    @Test func theCutOfTheInputDoesNotMatter() {
        var random = Seeded(state: 7)
        let noise = random.samples(4_000)
        for (source, target) in [
            (22_050, 16_000), (16_000, 8_000), (8_000, 44_100), (7_919, 16_000),
        ] {
            let from = SampleRate(hertz: source)
            let to = SampleRate(hertz: target)
            let whole = Resampler.convert(noise, from: from, to: to)
            for longest in [1, 7, 320, 5_000] {
                var resampler = Resampler(from: from, to: to)
                var pieces: [Int16] = []
                var start = 0
                while start < noise.count {
                    let end = min(noise.count, start + Int.random(in: 0...longest, using: &random))
                    pieces += resampler.process(Array(noise[start..<end]))
                    start = end
                }
                pieces += resampler.finish()
                #expect(pieces == whole, "\(source) to \(target), pieces up to \(longest)")
            }
        }
    }

    @Test func aRateThatHasNoSmallRatioIsAsClean() {
        let from = SampleRate(hertz: 44_056)
        let to = SampleRate(hertz: 15_999)
        let tone = Tone(hertz: 1_000, rate: from)
        let result = Resampler.convert(tone.samples(22_028), from: from, to: to)
        let (gain, rest) = Tone(hertz: 1_000, rate: to).found(in: result[2_000..<6_000])
        #expect(abs(gain) < 0.1)
        #expect(rest <= -80)
    }

    @Test func whatWouldWrapAroundIsClippedAndCounted() {
        var square: [Int16] = []
        for _ in 0..<20 {
            square += [Int16](repeating: .max, count: 20) + [Int16](repeating: .min, count: 20)
        }
        var resampler = Resampler(from: .telephone, to: .wideband)
        let result = resampler.process(square) + resampler.finish()
        #expect(resampler.clippedCount > 0)
        #expect(result[20] > 20_000)
        #expect(result[60] < -20_000)
    }

    @Test func aFinishedResamplerBeginsAfresh() {
        let tone = Tone(hertz: 300, rate: .compactDisc).samples(1_000)
        var resampler = Resampler(from: .compactDisc, to: .wideband)
        let once = resampler.process(tone) + resampler.finish()
        #expect(resampler.process(tone) + resampler.finish() == once)
    }
}
