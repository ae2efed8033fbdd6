public import Audio
public import AudioSocket
import Foundation
import Pipeline

/// The callers who come over AudioSocket: a listener and its connections, all on one
/// thread, however many there are.
///
/// Each connection has a deadline every 20 ms, counted from its beginning, so that
/// what a late tick costs is not carried on. At its deadline it is drained, gives its
/// caller's frame, and gets the line's. Deadlines lie on a grid of 5 ms, and new calls
/// go to the point of it that has the fewest.
public final class SocketLines: Sendable {
    public struct Limits: Sendable, Equatable {
        public var connections = 512
        public var connectionsOfPeer = 512
        public var exchange = Exchange.Limits()

        public init() {}
    }

    /// Whether a caller is answered, and by whom. On the lines' thread: returns at once.
    public typealias Answer = @Sendable (CallUUID, _ peer: String) -> (any Answerer)?

    fileprivate struct Line {
        let connection: Connection
        var deadline: Duration
    }

    fileprivate struct State {
        var lines: [Line] = []
        /// Until when no connection is taken, after the system had no room for one.
        var pausedUntil: Duration?
        var statistics = SocketStatistics()
    }

    /// What the lines' thread is told to do.
    private struct Commands {
        var pings: [@Sendable () -> Void] = []
        var isClosing = false
        var isStopping = false
    }

    private struct Listening: ~Copyable {
        var socket: Socket?
    }

    private let rate: SampleRate
    private let limits: Limits
    private let answer: Answer
    private let listening: Locked<Listening>
    private let state = Locked(State())
    /// Wakes the lines' thread; nil until there is one.
    private let bell = Locked<Bell?>(nil)
    private let commands = Locked(Commands())
    /// The port that is listened on.
    public let port: Int

    private static let frame = Duration.milliseconds(20)
    fileprivate static let grid = Duration.milliseconds(5)
    fileprivate static let phases = 4
    /// How many frames are made up for when the machine was late; what is more is
    /// left out.
    private static let catchUp = 10
    private static let pause = Duration.seconds(1)

    /// Listens at once; nothing is taken before `start`, or `acceptWaiting`.
    /// - Parameters:
    ///   - host: A numeric address.
    ///   - rate: Of the sound that is sent, and that answerers get.
    public init(
        host: String, port: Int, rate: SampleRate, limits: Limits = Limits(),
        answer: @escaping Answer
    ) throws(SocketError) {
        let socket = try Socket.listen(host: host, port: port)
        self.port = socket.port
        (self.rate, self.limits, self.answer) = (rate, limits, answer)
        listening = Locked(Listening(socket: socket))
    }

    public var connectionCount: Int { state.withLock { $0.lines.count } }
    public var statistics: SocketStatistics { state.withLock { $0.statistics } }

    /// Takes and serves connections from now on, on a thread of its own, until `stop`.
    ///
    /// The thread has real-time priority where the system grants it: what it does in a
    /// tick is little, and a tick that is late is heard. Throws when the system has no
    /// descriptors left.
    public func start() throws(SocketError) {
        let bell = try Bell()
        self.bell.withLock { $0 = bell }
        let thread = Thread { [self] in run(bell) }
        thread.name = "lines"
        thread.start()
    }

    /// Takes no connection any more; those that there are go on.
    public func stopListening() { order { $0.isClosing = true } }

    /// Ends the thread, and leaves every connection as it is.
    public func stop() { order { ($0.isClosing, $0.isStopping) = (true, true) } }

    /// Has the lines' thread answer, as a sign that it is not stuck.
    public func ping(_ answer: @escaping @Sendable () -> Void) {
        order { $0.pings.append(answer) }
    }

    private func order(_ change: @Sendable (inout Commands) -> Void) {
        commands.withLock { commands in change(&commands) }
        let bell = bell.withLock { $0 }
        if let bell { bell.ring() } else { _ = obey() }
    }

    /// - Returns: Whether to go on.
    private func obey() -> Bool {
        let (pings, isClosing, isStopping) = commands.withLock { commands in
            defer { commands.pings = [] }
            return (commands.pings, commands.isClosing, commands.isStopping)
        }
        if isClosing { listening.withLock { $0.socket = nil } }
        if isStopping { state.withLock { $0.lines = [] } }
        // Last: whoever is answered knows that what was ordered before is done.
        for ping in pings { ping() }
        return !isStopping
    }

    private func run(_ bell: Bell) {
        bell.raisePriority()
        while obey() {
            let (moment, isPaused) = state.withLock { ($0.nextMoment, $0.pausedUntil != nil) }
            let door = isPaused ? nil : listening.withLock { $0.socket?.descriptor }
            let isAtDoor = bell.wait(until: moment, orDoor: door)
            if isAtDoor || isPaused { acceptWaiting(now: Bell.now) }
            tick(now: Bell.now)
        }
    }

    /// Takes the connections that wait.
    /// - Parameter now: On the clock of `tick`.
    public func acceptWaiting(now: Duration) {
        let isPaused = state.withLock { state in
            if let until = state.pausedUntil, now < until { return true }
            state.pausedUntil = nil
            return false
        }
        // So many at a time that calls do not wait for them.
        for _ in 0..<64 where !isPaused {
            guard let taken = take(now) else { return }
            let (connection, isWelcome) = taken
            guard isWelcome else { continue }
            state.withLock { state in
                state.lines.append(
                    Line(connection: connection, deadline: state.quietestMoment(from: now)))
            }
        }
    }

    private func take(_ now: Duration) -> (Connection, isWelcome: Bool)? {
        do throws(SocketError) {
            let accepted = try listening.withLock { listening throws(SocketError) in
                try listening.socket?.accept()
            }
            guard let accepted else { return nil }
            let peer = accepted.peer
            let isWelcome = state.withLock { $0.welcomes(peer, limits) }
            let exchange = Exchange(rate: rate, limits: limits.exchange)
            return (
                Connection(accepted.takeSocket(), peer: peer, exchange: exchange), isWelcome
            )
        } catch {
            state.withLock { state in
                state.statistics.exhausted += 1
                state.pausedUntil = now + Self.pause
            }
            return nil
        }
    }

    /// Serves every connection whose deadline has come.
    /// - Parameter now: Monotonic; any beginning.
    public func tick(now: Duration) {
        // Only this thread changes them.
        let lines = state.withLock { $0.lines }
        var statistics = SocketStatistics()
        let remaining = lines.compactMap { line in serve(line, now, &statistics) }
        state.withLock { state in
            state.lines = remaining
            state.statistics.add(statistics)
        }
    }

    private func serve(
        _ line: Line, _ now: Duration, _ statistics: inout SocketStatistics
    ) -> Line? {
        var line = line
        let connection = line.connection
        var count = 0
        var late = 0
        while line.deadline <= now {
            if count == Self.catchUp {
                let missed = Int((now - line.deadline) / Self.frame) + 1
                connection.skip(ticks: missed)
                statistics.missingFrames += missed
                line.deadline += Self.frame * missed
                break
            }
            if now - line.deadline >= Self.frame { late += 1 }
            let goesOn = connection.tick(
                answer: { [answer] in answer($0, connection.peer) }, statistics: &statistics)
            guard goesOn else { return nil }
            line.deadline += Self.frame
            count += 1
        }
        if late > 0 {
            statistics.lateFrames += late
            connection.noteLate(late)
        }
        return line
    }
}

extension SocketLines.State {
    /// When there is something to do next; nil while nobody is there.
    fileprivate var nextMoment: Duration? {
        (lines.map(\.deadline) + [pausedUntil].compactMap(\.self)).min()
    }

    fileprivate mutating func welcomes(_ peer: String, _ limits: SocketLines.Limits) -> Bool {
        let isFull =
            lines.count >= limits.connections
            || lines.count(where: { $0.connection.peer == peer }) >= limits.connectionsOfPeer
        if isFull { statistics.refused += 1 } else { statistics.accepted += 1 }
        return !isFull
    }

    /// The point of the grid within the next 20 ms that has the fewest lines.
    fileprivate func quietestMoment(from now: Duration) -> Duration {
        let current = Int(now / SocketLines.grid)
        var counts = [Int](repeating: 0, count: SocketLines.phases)
        for line in lines {
            counts[Int(line.deadline / SocketLines.grid) % SocketLines.phases] += 1
        }
        let candidates = (1...SocketLines.phases).map { current + $0 }
        let best = candidates.min {
            counts[$0 % SocketLines.phases] < counts[$1 % SocketLines.phases]
        }
        return SocketLines.grid * (best ?? current + 1)
    }
}

extension SocketStatistics {
    fileprivate mutating func add(_ other: SocketStatistics) {
        accepted += other.accepted
        refused += other.refused
        calls += other.calls
        frames += other.frames
        lateFrames += other.lateFrames
        missingFrames += other.missingFrames
        exhausted += other.exhausted
    }
}
