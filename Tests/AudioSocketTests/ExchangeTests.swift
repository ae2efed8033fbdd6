import Audio
import AudioSocket
import Testing

@Suite struct ExchangeTests {
    private let uuid: CallUUID
    private var exchange = Exchange(rate: .telephone)

    init() throws { uuid = try #require(MessageTests.uuid) }

    private static func sound(_ value: Int16, _ rate: SampleRate = .telephone) -> [UInt8] {
        let count = rate.samples(inMilliseconds: 20)
        return Message.sound([Int16](repeating: value, count: count), rate).bytes
    }

    @Test mutating func aCallIsHeardAfterItsUUID() throws {
        #expect(try exchange.tick() == nil)
        #expect(exchange.receive(Message.uuid(uuid).bytes) == [.called(uuid)])
        // From the first instant there is a frame a tick, whether anything came or not.
        #expect(try exchange.tick() == [Int16](repeating: 0, count: 160))
        #expect(
            exchange.receive(Self.sound(5) + Self.sound(6) + Message.dtmf("4").bytes) == [.key("4")]
        )
        #expect(try exchange.tick() == [Int16](repeating: 5, count: 160))
        #expect(try exchange.tick() == [Int16](repeating: 6, count: 160))
        #expect(exchange.receive(Message.hangUp.bytes + Self.sound(7)) == [.ended(.hungUp)])
        #expect(try exchange.tick() == nil)
    }

    @Test mutating func soundAtAnotherRateIsBroughtToTheLine() throws {
        _ = exchange.receive(Message.uuid(uuid).bytes)
        var heard: [Int16] = []
        for _ in 0..<50 {
            _ = exchange.receive(Self.sound(1_000, .studio))
            heard += try #require(try exchange.tick())
        }
        #expect(heard.count == 8_000)
        #expect(heard[2_000...].allSatisfy { abs(Int($0) - 1_000) < 10 })
    }

    @Test mutating func whoSaysNothingIsLeft() throws {
        for _ in 0..<249 { #expect(try exchange.tick() == nil) }
        #expect(throws: Exchange.End.handshakeTimedOut) { try exchange.tick() }
        #expect(try exchange.tick() == nil)
        #expect(exchange.receive(Message.uuid(uuid).bytes) == [])
    }

    /// Bytes that come do not prolong the handshake.
    @Test mutating func aByteASecondIsNoHandshake() throws {
        let bytes = Message.uuid(uuid).bytes
        var end: Exchange.End?
        var count = 0
        while end == nil, count < 1_000 {
            if count.isMultiple(of: 50) { _ = exchange.receive([bytes[count / 50]]) }
            do throws(Exchange.End) { _ = try exchange.tick() } catch { end = error }
            count += 1
        }
        #expect(end == .handshakeTimedOut && count == 250)
    }

    @Test mutating func aCallOfWhichNothingComesAnyMoreIsIdle() throws {
        _ = exchange.receive(Message.uuid(uuid).bytes)
        for _ in 0..<5_999 { #expect(try exchange.tick() != nil) }
        _ = exchange.receive([0x42])
        for _ in 0..<5_999 { #expect(try exchange.tick() != nil) }
        #expect(throws: Exchange.End.idle) { try exchange.tick() }
    }

    @Test mutating func theNewestOfAHugeFrameIsHeard() throws {
        _ = exchange.receive(Message.uuid(uuid).bytes)
        let samples = [Int16](repeating: 1, count: 28_400) + [Int16](repeating: 2, count: 1_600)
        #expect(exchange.receive(Message.sound(samples, .telephone).bytes) == [])
        #expect(exchange.counts.dropped == 28_400)
        for _ in 0..<10 { #expect(try exchange.tick()?.first == 2) }
        #expect(exchange.receive(Message.dtmf("1").bytes) == [.key("1")])
    }

    @Test(
        arguments: [
            ([0x10, 0, 2, 1, 1], Exchange.End.noUUID), ([0x03, 0, 1, 0x31], .noUUID),
            ([0x00, 0, 0], .hungUp), ([0xFF, 0, 1, 4], .failed(code: 4)),
            (
                [0x01, 0, 3, 1, 2, 3],
                .wrongMessage(MessageError(kind: .wrongLength(type: 1, length: 3), offset: 0))
            ),
        ] as [([UInt8], Exchange.End)])
    mutating func whatComesBeforeTheUUIDEndsTheConnection(bytes: [UInt8], end: Exchange.End) {
        #expect(exchange.receive(bytes) == [.ended(end)])
        #expect(exchange.hasEnded)
    }

    @Test mutating func wrongMessagesWithinACallPassUpToALimit() throws {
        _ = exchange.receive(Message.uuid(uuid).bytes)
        for _ in 0..<20 { #expect(exchange.receive([0x03, 0, 2, 0x31, 0x31]) == []) }
        #expect(exchange.receive(Message.dtmf("1").bytes) == [.key("1")])
        let events = exchange.receive([0x03, 0, 2, 0x31, 0x31])
        guard case .ended(.wrongMessage) = events.first else {
            Issue.record("\(events)")
            return
        }
    }

    @Test mutating func aSecondUUIDSaysNothingNew() throws {
        let other = try #require(CallUUID("00000000-0000-0000-0000-000000000001"))
        _ = exchange.receive(Message.uuid(uuid).bytes)
        #expect(exchange.receive(Message.uuid(other).bytes) == [])
        #expect(exchange.uuid == uuid)
    }

    @Test mutating func aClosedConnectionEndsOnce() {
        #expect(exchange.close() == .ended(.closed))
        #expect(exchange.close() == nil)
    }
}
