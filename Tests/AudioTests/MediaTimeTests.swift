import Audio
import Testing

@Suite struct MediaTimeTests {
    @Test func aPositionIsCountedInMilliseconds() {
        #expect(MediaTime(sample: 16_039, rate: .wideband).milliseconds == 1_002)
        #expect(MediaTime(sample: 160, rate: .telephone).duration == .milliseconds(20))
        let later = MediaTime.zero(.wideband).advanced(by: .milliseconds(150))
        #expect(later.sample == 2_400)
        #expect(later.duration(since: .zero(.wideband)) == .milliseconds(150))
    }

    @Test func aPositionIsBroughtToAnotherRateWithoutOverflow() {
        let day = MediaTime(sample: 86_400 * 22_050 + 1, rate: .halfCompactDisc)
        #expect(day.converted(to: .wideband).sample == 86_400 * 16_000)
        let years = MediaTime(sample: .max / 2, rate: .studio).converted(to: .telephone)
        #expect(years.sample == .max / 2 / 6)
    }

    @Test func aFrameEndsWhereTheNextBegins() {
        let frame = AudioFrame.silence(at: .zero(.telephone), count: 160)
        #expect(frame.end == MediaTime(sample: 160, rate: .telephone))
        #expect(frame.duration == .milliseconds(20))
    }

    @Test func aRateIsWrittenAsPeopleSayIt() {
        #expect("\(SampleRate.telephone) \(SampleRate.halfCompactDisc)" == "8 kHz 22.05 kHz")
        #expect(SampleRate.compactDisc.samples(inMilliseconds: 20) == 882)
    }
}
