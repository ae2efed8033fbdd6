import Audio
import Testing

@testable import ALSAAudio

@Suite struct GapDetectorTests {
    private var detector = GapDetector(rate: .wideband, frameLength: 320)

    /// Hears frames that come with these delays, in milliseconds, and says what was
    /// lost before each.
    private mutating func hear(
        _ frames: Range<Int>, delay: (Int) -> Int, isAwaited: Bool = true,
        isInterrupted: Bool = false
    ) -> Int {
        var lost = 0
        for index in frames {
            let end = (index + 1 + lost) * 320
            let now = Duration.milliseconds((index + 1) * 20 + delay(index))
            lost += detector.lostFrames(
                before: end, now: now, isAwaited: isAwaited, isInterrupted: isInterrupted)
        }
        return lost
    }

    @Test mutating func aLineThatComesLateByTurnsLosesNothing() {
        let delays = [30, 0, 45, 10, 55, 20]
        #expect(hear(0..<3_000, delay: { delays[$0 % delays.count] }) == 0)
    }

    @Test mutating func soundLostWithoutAWordIsFoundOut() {
        #expect(hear(0..<100, delay: { _ in 30 }) == 0)
        #expect(hear(100..<150, delay: { _ in 30 + 400 }) == 20)
    }

    @Test mutating func anOverrunIsMeasuredAtOnce() {
        #expect(hear(0..<100, delay: { _ in 30 }) == 0)
        #expect(hear(100..<101, delay: { _ in 30 + 120 }, isInterrupted: true) == 6)
    }

    @Test mutating func aReaderThatWasLateCatchesUp() {
        #expect(hear(0..<100, delay: { _ in 30 }) == 0)
        // What lay ready comes at once.
        #expect(hear(100..<125, delay: { 530 - ($0 - 100) * 20 }, isAwaited: false) == 0)
        #expect(hear(125..<200, delay: { _ in 30 }) == 0)
    }

    @Test mutating func aClockThatDriftsLosesNothing() {
        // 200 millionths for ten minutes: 120 ms.
        #expect(hear(0..<30_000, delay: { 20 + $0 * 4 / 1_000 }) == 0)
    }
}
