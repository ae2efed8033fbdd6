import Audio
import Testing

@Suite struct LevelTests {
    @Test func aFullSineIsThreeDecibelsBelowASquare() {
        let sine = Level(of: Tone(hertz: 500, rate: .wideband, amplitude: 1).samples(3_200))
        #expect(abs(sine.rms + 3.01) < 0.01)
        #expect(abs(sine.peak) < 0.01)
        #expect(abs(Level(of: [.min, .min]).rms) < 0.001)
    }

    @Test func silenceHasAFiniteLevel() {
        #expect(Level(of: [0, 0, 0]).rms == Level.silence)
        #expect(Level(of: []).peak == Level.silence)
    }

    @Test func samplesAtTheEndsOfTheScaleAreCounted() {
        #expect(Level(of: [.max, 0, .min, 32_766, .max]).clippedCount == 3)
    }

    @Test func anOffsetIsRemovedAndTheVoiceStays() {
        let tone = Tone(hertz: 200, rate: .telephone, amplitude: 0.2)
        var blocker = DCBlocker(rate: .telephone)
        let result = blocker.process(tone.samples(8_000).map { $0 + 3_000 })
        let steady = result[4_000...]
        let mean = steady.reduce(0) { $0 + Int($1) } / steady.count
        #expect(abs(mean) < 10)
        #expect(abs(tone.found(in: steady).gain) < 0.1)
        #expect(abs(Int(result[0])) < 100)
    }
}
