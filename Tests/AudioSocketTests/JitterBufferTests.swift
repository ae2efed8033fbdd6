import Audio
import AudioSocket
import Testing

@Suite struct JitterBufferTests {
    private static let silence = [Int16](repeating: 0, count: 160)

    private static func frame(_ value: Int16) -> [Int16] { [Int16](repeating: value, count: 160) }

    @Test func soundComesOutInOrderOnceAFrameIsInReserve() {
        var buffer = JitterBuffer(rate: .telephone)
        buffer.append(Self.frame(1))
        #expect(buffer.next() == Self.silence)
        buffer.append(Self.frame(2))
        #expect(buffer.next() == Self.frame(1))
        buffer.append(Self.frame(3))
        #expect(buffer.next() == Self.frame(2))
        #expect(buffer.next() == Self.frame(3))
        #expect(buffer.counts.missing == 0)
    }

    @Test func aLateFrameWithinTheReserveLeavesNoHole() {
        var buffer = JitterBuffer(rate: .telephone)
        var heard: [Int16] = []
        // The third frame comes a tick late, with the fourth.
        for arrivals in [[1], [2], [], [3, 4], [5], [6], []] as [[Int16]] {
            for value in arrivals { buffer.append(Self.frame(value)) }
            heard.append(buffer.next()[0])
        }
        #expect(heard == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func whatIsMissingIsSilenceAndIsCounted() {
        var buffer = JitterBuffer(rate: .telephone)
        buffer.append(Self.frame(1) + Self.frame(2))
        #expect(buffer.next() == Self.frame(1))
        #expect(buffer.next() == Self.frame(2))
        for _ in 0..<100 { #expect(buffer.next() == Self.silence) }
        #expect(buffer.counts.missing == 1)
    }

    @Test func theLastFrameOfASenderIsHeardWithoutAReserve() {
        var buffer = JitterBuffer(rate: .telephone)
        buffer.append(Self.frame(1))
        let heard = (0..<4).map { _ in buffer.next() }
        #expect(heard == [Self.silence, Self.silence, Self.frame(1), Self.silence])
    }

    @Test func ofABurstTheNewestIsKept() {
        var buffer = JitterBuffer(rate: .telephone, capacity: 3)
        for value in 1...9 { buffer.append(Self.frame(Int16(value))) }
        #expect(buffer.counts.dropped == 6 * 160)
        #expect((0..<3).map { _ in buffer.next()[0] } == [7, 8, 9])
    }

    @Test func aDelayThatABurstLeftGoesWhileNobodySpeaks() {
        var buffer = JitterBuffer(rate: .telephone)
        for _ in 0..<6 { buffer.append(Self.frame(9_000)) }
        for _ in 0..<200 {
            buffer.append(Self.frame(9_000))
            _ = buffer.next()
        }
        #expect(buffer.count == 6 * 160)
        for _ in 0..<600 {
            buffer.append(Self.silence)
            _ = buffer.next()
        }
        #expect(buffer.count == 160)
        #expect(buffer.counts == JitterBuffer.Counts())
    }

    @Test func framesOfAnotherLengthAreCutAnew() {
        var buffer = JitterBuffer(rate: .telephone)
        var next: Int16 = 1
        var heard: [Int16] = []
        for tick in 0..<150 {
            // 30 ms, twice in three ticks.
            if tick % 3 != 2 {
                buffer.append(
                    (0..<240).map { _ in
                        defer { next += 1 }
                        return next
                    })
            }
            heard += buffer.next()
        }
        let sound = heard.drop { $0 == 0 }
        #expect(sound.count > 23_000)
        #expect(Array(sound) == Array(1...Int16(sound.count)))
    }
}
