import Testing

@testable import SphinxSpeech

@Suite struct MaskingNoiseTests {
    private let silence = [Int16](repeating: 0, count: 4_000)

    @Test func silenceBecomesQuietNoiseWithoutAnOffset() {
        var noise = MaskingNoise(amplitude: 12)
        let samples = noise.added(to: silence).map(Int.init)
        #expect(samples.min() == -12)
        #expect(samples.max() == 12)
        #expect(abs(samples.reduce(0, +)) < 4_000 / 2)
    }

    @Test func itIsTheSameEachTimeHoweverItIsFed() {
        var one = MaskingNoise(amplitude: 32)
        var other = MaskingNoise(amplitude: 32)
        let whole = one.added(to: silence)
        let parts = stride(from: 0, to: 4_000, by: 500).flatMap {
            other.added(to: Array(silence[$0..<$0 + 500]))
        }
        #expect(whole == parts)
    }

    @Test func theLoudestSoundIsClippedAndNoneIsLeftAlone() {
        var noise = MaskingNoise(amplitude: 12)
        let loud = noise.added(to: [Int16](repeating: .max, count: 200))
        #expect(loud.allSatisfy { $0 >= .max - 12 })
        var none = MaskingNoise(amplitude: 0)
        #expect(none.added(to: [1, -2, 3]) == [1, -2, 3])
    }
}
