import Audio
import Testing

@testable import ALSAAudio

@Suite struct PlaybackQueueTests {
    private static let format = PCMFormat(
        sample: .int16, channelCount: 1, rate: .wideband, periodLength: 320, bufferLength: 1_920)

    /// Plays `count` frames to a device whose clock is off, from the first frame on.
    private func play(
        _ count: Int, clockError: Double, isQuiet: (Int) -> Bool, start: Int = 640
    ) -> (inserted: Int, leftOut: Int, range: ClosedRange<Int>, end: Int) {
        var queue = PlaybackQueue(Self.format)
        var waiting = Double(start)
        var (inserted, leftOut, lowest, highest) = (0, 0, Int.max, 0)
        for index in 0..<count {
            let now = Int(waiting)
            (lowest, highest) = (min(lowest, now), max(highest, now))
            switch queue.admit(waiting: now, isQuiet: isQuiet(index)) {
            case .leaveOut: leftOut += 1
            case .write(let silence):
                inserted += silence / 320
                waiting += Double(silence + 320)
            }
            waiting = max(0, waiting - 320 * (1 + clockError))
        }
        return (inserted, leftOut, lowest...highest, Int(waiting))
    }

    @Test func twoEqualClocksNeedNoCorrection() {
        let result = play(5_000, clockError: 0, isQuiet: { _ in true })
        #expect(result.inserted == 0)
        #expect(result.leftOut == 0)
        #expect(result.range == 640...640)
    }

    @Test func aFastDeviceGetsSilenceBeforeItRunsDry() {
        // An hour, 100 millionths: 18 frames.
        let result = play(180_000, clockError: 100e-6, isQuiet: { $0 % 100 < 30 })
        #expect((15...20).contains(result.inserted))
        #expect(result.leftOut == 0)
        #expect(result.range.lowerBound > 160)
    }

    @Test func aSlowDeviceDoesNotFallBehind() {
        let result = play(180_000, clockError: -100e-6, isQuiet: { $0 % 100 < 30 })
        #expect((15...20).contains(result.leftOut))
        #expect(result.inserted == 0)
        #expect(result.range.upperBound <= 640 + 320)
    }

    @Test func aFrameThatIsLoudIsLeftOutOnlyWhenItMustBe() {
        let loud = play(50_000, clockError: -100e-6, isQuiet: { _ in false })
        #expect(loud.leftOut > 0)
        #expect((960...1_000).contains(loud.range.upperBound))
    }

    @Test func aQueueThatRanDryIsFilledAtOnce() {
        var queue = PlaybackQueue(Self.format)
        for _ in 0..<10 { _ = queue.admit(waiting: 640, isQuiet: false) }
        #expect(queue.admit(waiting: 0, isQuiet: false) == .write(silenceBefore: 640))
    }

    @Test func aBurstIsNotTakenForDrift() {
        var queue = PlaybackQueue(Self.format)
        for _ in 0..<100 {
            for waiting in [640, 960, 1_280] {
                #expect(queue.admit(waiting: waiting, isQuiet: true) == .write(silenceBefore: 0))
            }
        }
    }

    @Test func aFrameThatDoesNotFitIsLeftOut() {
        var queue = PlaybackQueue(Self.format)
        #expect(queue.admit(waiting: 1_601, isQuiet: false) == .leaveOut)
    }
}
