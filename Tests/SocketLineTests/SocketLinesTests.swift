import Audio
import AudioSocket
import Foundation
import Pipeline
import Testing

@testable import SocketLine

/// Real sockets on loopback, and a clock that the test moves.
@Suite struct SocketLinesTests {
    /// A listener with its callers.
    private final class Office {
        let echoes = Locked<[Echo]>([])
        let lines: SocketLines
        private(set) var now = Duration.seconds(1_000)

        init(
            limits: SocketLines.Limits = .init(), refuses: Bool = false
        ) throws {
            lines = try SocketLines(host: "127.0.0.1", port: 0, rate: .telephone, limits: limits) {
                [echoes] _, _ in
                if refuses { return nil }
                let echo = Echo()
                echoes.withLock { $0.append(echo) }
                return echo
            }
        }

        func call() throws -> Client {
            let client = try Client(port: lines.port)
            lines.acceptWaiting(now: now)
            return client
        }

        /// Ticks as the timer does, every 5 ms, while these clients read.
        func pass(milliseconds: Int, reading clients: Client...) {
            for tick in 0..<milliseconds / 5 {
                now += .milliseconds(5)
                lines.tick(now: now)
                guard tick.isMultiple(of: 20) else { continue }
                for client in clients { try? client.collect() }
            }
        }

        /// Time in which the machine does nothing.
        func stall(_ duration: Duration) {
            now += duration
            lines.tick(now: now)
        }
    }

    private static let uuid = CallUUID("40325ec2-5efd-4bd3-805f-53576e581d13")
    private let greeting: [UInt8]

    init() throws { greeting = Message.uuid(try #require(Self.uuid)).bytes }

    private static func frame(_ value: Int16) -> Message {
        .sound([Int16](repeating: value, count: 160), .telephone)
    }

    @Test func aCallerHearsAFrameEvery20MillisecondsFromTheFirst() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        #expect(try client.messages() == [Self.frame(0)])
        client.send(Self.frame(7).bytes + Self.frame(8).bytes)
        office.pass(milliseconds: 1_000)
        let heard = try client.messages()
        #expect(heard.count == 50)
        #expect(heard.prefix(3) == [Self.frame(7), Self.frame(8), Self.frame(0)])
        let echo = try #require(office.echoes.withLock { $0.first })
        #expect(echo.heard.map(\.start.sample) == (0...50).map { $0 * 160 })
        #expect(office.lines.statistics.lateFrames == 0)
        #expect(office.lines.statistics.frames == 51)
    }

    @Test func aLateTickIsMadeUpForAndCounted() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 100)
        let before = try client.messages().count
        office.stall(.milliseconds(100))
        #expect(try client.messages().count == 5)
        office.pass(milliseconds: 200)
        // The deadlines are where they were: nothing is carried on.
        #expect(try client.messages().count == 10)
        let echo = try #require(office.echoes.withLock { $0.first })
        #expect(echo.heard.map(\.start.sample) == (0..<before + 15).map { $0 * 160 })
        #expect(echo.lateCount == 4)
        #expect(office.lines.statistics.lateFrames == 4)
        #expect(office.lines.statistics.missingFrames == 0)
    }

    /// A machine that slept does not speak for a minute at once, and its media time
    /// shows what was lost.
    @Test func aLongStallIsLeftOut() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        _ = try client.messages()
        office.stall(.seconds(60))
        #expect(try client.messages().count == 10)
        #expect(office.lines.statistics.missingFrames == 2_990)
        office.pass(milliseconds: 20)
        #expect(try client.messages().count == 1)
        let last = try #require(office.echoes.withLock { $0.first }?.heard.last)
        #expect(last.start.sample == 3_001 * 160)
    }

    @Test func whoSaysNothingIsLeftAfterTheHandshakesTime() throws {
        let office = try Office()
        let client = try office.call()
        office.pass(milliseconds: 4_900)
        #expect(office.lines.connectionCount == 1)
        office.pass(milliseconds: 200)
        #expect(office.lines.connectionCount == 0)
        #expect(try client.waitForClose())
        #expect(office.echoes.withLock { $0.isEmpty })
        #expect(office.lines.statistics.refused == 1)
    }

    @Test func aByteASecondKeepsNobodyWaiting() throws {
        let office = try Office()
        let slow = try office.call()
        let other = try office.call()
        other.send(greeting)
        for byte in greeting.prefix(5) {
            slow.send([byte])
            office.pass(milliseconds: 1_000, reading: other)
        }
        #expect(try slow.waitForClose())
        #expect(try other.messages().count == 250)
    }

    @Test func anUnknownUUIDIsHungUpOn() throws {
        let office = try Office(refuses: true)
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        #expect(try client.messages() == [.hangUp])
        #expect(client.isClosed)
        office.pass(milliseconds: 1_100)
        #expect(office.lines.connectionCount == 0)
    }

    @Test func soundBeforeTheUUIDIsNoCall() throws {
        let office = try Office()
        let client = try office.call()
        client.send(Self.frame(1))
        office.pass(milliseconds: 20)
        #expect(try client.waitForClose())
    }

    @Test func hugeFramesCostTheCallNothingButTheirSound() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        let huge = Message.sound([Int16](repeating: 9, count: 30_000), .telephone)
        for _ in 0..<20 {
            client.send(huge)
            office.pass(milliseconds: 20, reading: client)
        }
        client.send(.dtmf("5"))
        office.pass(milliseconds: 400)
        let echo = try #require(office.echoes.withLock { $0.first })
        #expect(echo.keys == ["5"])
        #expect(echo.heard.count == 41)
        #expect(try client.messages().count == 41)
    }

    @Test func aLengthThatNeverComesLeavesTheCallItsTime() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting + [0x10, 0xFF, 0xFE, 1, 2, 3])
        office.pass(milliseconds: 2_000, reading: client)
        #expect(try client.messages().count == 100)
        let echo = try #require(office.echoes.withLock { $0.first })
        #expect(
            echo.heard.count == 100 && echo.heard.allSatisfy { $0.samples.allSatisfy { $0 == 0 } })
        office.pass(milliseconds: 118_100, reading: client)
        #expect(echo.end == .idle)
        #expect(try client.waitForClose())
    }

    @Test func aResetInAMessageEndsTheCall() throws {
        let office = try Office()
        let client = try office.call()
        let other = try office.call()
        client.send(greeting + Self.frame(1).bytes.prefix(100))
        other.send(greeting)
        office.pass(milliseconds: 40)
        client.reset()
        office.pass(milliseconds: 40)
        #expect(office.echoes.withLock { $0.map(\.end) }.contains(.closed))
        #expect(office.lines.connectionCount == 1)
        #expect(try other.messages().count == 4)
    }

    @Test func aHangUpOfTheCallerEndsTheCall() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        client.send(.hangUp)
        office.pass(milliseconds: 20)
        #expect(office.echoes.withLock { $0.first?.end } == .hungUp)
        #expect(try client.waitForClose())
    }

    @Test func theLinesHangUpIsHeardAlthoughTheCallerSpeaks() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.pass(milliseconds: 20)
        office.echoes.withLock { $0.first }?.finish()
        for _ in 0..<5 {
            client.send(Self.frame(3))
            office.pass(milliseconds: 20)
        }
        #expect(try client.messages().last == .hangUp)
        #expect(try client.waitForClose())
        office.pass(milliseconds: 1_100)
        #expect(office.lines.connectionCount == 0)
    }

    /// A peer that does not read: its frames are left out, then it is left.
    @Test func whoDoesNotReadIsLeft() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        var seconds = 0
        while office.lines.connectionCount > 0, seconds < 600 {
            client.send(Self.frame(0))
            office.pass(milliseconds: 1_000)
            seconds += 1
        }
        #expect(office.lines.connectionCount == 0)
        #expect(office.lines.statistics.missingFrames > 200)
        // What did arrive is whole messages.
        #expect(try client.messages().allSatisfy { $0 == Self.frame(0) })
    }

    @Test func aPeerHasNoMoreConnectionsThanItsShare() throws {
        var limits = SocketLines.Limits()
        limits.connectionsOfPeer = 2
        let office = try Office(limits: limits)
        let first = try office.call()
        let second = try office.call()
        let third = try office.call()
        #expect(try third.waitForClose())
        #expect(office.lines.connectionCount == 2)
        first.send(greeting)
        second.send(greeting)
        office.pass(milliseconds: 40)
        #expect(office.echoes.withLock { $0.count } == 2)
    }

    @Test func aThousandConnectionsAtOnceDoNotDisturbACall() throws {
        var limits = SocketLines.Limits()
        limits.connections = 50
        let office = try Office(limits: limits)
        let caller = try office.call()
        caller.send(greeting)
        office.pass(milliseconds: 100)
        #expect(try caller.messages().count == 5)
        for _ in 0..<20 {
            let crowd = try (0..<50).map { _ in try office.call() }
            office.pass(milliseconds: 20)
            withExtendedLifetime(crowd) {}
        }
        #expect(try caller.messages().count == 20)
        #expect(office.lines.connectionCount <= 50)
        #expect(office.lines.statistics.lateFrames == 0)
        office.pass(milliseconds: 200)
        #expect(office.lines.connectionCount == 1)
    }

    @Test func callsThatComeTogetherAreSpreadOverTheGrid() throws {
        let office = try Office()
        let clients = try (0..<8).map { _ in try office.call() }
        for client in clients { client.send(greeting) }
        var counts: [Int] = []
        for _ in 0..<4 {
            office.pass(milliseconds: 5)
            counts.append(try clients.map { try $0.messages().count }.reduce(0, +))
        }
        #expect(counts == [2, 2, 2, 2])
    }

    @Test func aPortInUseIsNamedWithItsRemedy() throws {
        let office = try Office()
        let port = office.lines.port
        #expect {
            _ = try SocketLines(host: "127.0.0.1", port: port, rate: .telephone) { _, _ in nil }
        } throws: { error in
            guard let error = error as? SocketError else { return false }
            return error.kind == .addressInUse
                && error.description
                    == "127.0.0.1:\(port): another program listens there; remedy: ss -ltnp "
                    + "'sport = :\(port)' names it; end it, or choose another port"
        }
    }

    @Test(arguments: ["localhost", "203.0.113.1", "1.2.3", ""])
    func anAddressThatIsNotThisMachinesIsNamed(host: String) {
        #expect {
            _ = try SocketLines(host: host, port: 0, rate: .telephone) { _, _ in nil }
        } throws: { ($0 as? SocketError)?.kind == .unknownAddress }
    }

    @Test func whoStopsListeningTakesNobodyAndKeepsWhoIsThere() throws {
        let office = try Office()
        let client = try office.call()
        client.send(greeting)
        office.lines.stopListening()
        #expect(throws: (any Error).self) { try Client(port: office.lines.port) }
        office.pass(milliseconds: 100)
        #expect(try client.messages().count == 5)
    }

    /// The one test with a real timer, queue and accept source.
    @Test func aStartedListenerServesByItself() throws {
        let echo = Echo()
        let lines = try SocketLines(host: "127.0.0.1", port: 0, rate: .telephone) { _, _ in echo }
        lines.start()
        let client = try Client(port: lines.port)
        client.send(greeting)
        client.send(.hangUp)
        #expect(try client.waitForClose())
        lines.stop()
    }
}
