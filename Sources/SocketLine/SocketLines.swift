public import Audio
public import AudioSocket
import Dispatch
import Pipeline

/// The callers who come over AudioSocket: a listener and its connections, all on one
/// queue and one timer, without a thread for any of them.
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

    /// Whether a caller is answered, and by whom. On the lines' queue: returns at once.
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

    /// What a started listener needs to be woken; touched on the queue only.
    private struct Waking {
        var timer: (any DispatchSourceTimer)?
        var doorbell: (any DispatchSourceRead)?
        var isTicking = false
        var isPaused = false

        mutating func resumeDoorbell() {
            if isPaused { doorbell?.resume() }
            isPaused = false
        }
    }

    private struct Listening: ~Copyable {
        var socket: Socket?
    }

    private let rate: SampleRate
    private let limits: Limits
    private let answer: Answer
    private let listening: Locked<Listening>
    private let state = Locked(State())
    private let waking = Locked(Waking())
    private let queue = DispatchQueue(label: "tongdai.lines", qos: .userInteractive)
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

    /// Takes and serves connections from now on, by itself. The lines live until
    /// `stop`.
    public func start() {
        let descriptor = listening.withLock { $0.socket?.descriptorForSource }
        waking.withLock { waking in
            let timer = DispatchSource.makeTimerSource(flags: .strict, queue: queue)
            timer.setEventHandler { [self] in wake() }
            timer.schedule(deadline: .distantFuture)
            timer.resume()
            waking.timer = timer
            guard let descriptor else { return }
            let doorbell = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            doorbell.setEventHandler { [self] in answerDoor() }
            doorbell.setCancelHandler { [self] in listening.withLock { $0.socket = nil } }
            doorbell.resume()
            waking.doorbell = doorbell
        }
    }

    /// Takes no connection any more; those that there are go on.
    public func stopListening() {
        let isWatched = waking.withLock { waking in
            // A source that is let go while it is suspended traps.
            waking.resumeDoorbell()
            waking.doorbell?.cancel()
            defer { waking.doorbell = nil }
            return waking.doorbell != nil
        }
        // The socket must outlive the source, whose cancel handler closes it.
        if !isWatched { listening.withLock { $0.socket = nil } }
    }

    /// Has the lines' queue answer, as a sign that it is not stuck.
    public func ping(_ answer: @escaping @Sendable () -> Void) { queue.async(execute: answer) }

    /// Leaves every connection as it is.
    public func stop() {
        stopListening()
        waking.withLock { waking in
            waking.timer?.cancel()
            waking.timer = nil
        }
        state.withLock { $0.lines = [] }
    }

    private static var now: Duration {
        .nanoseconds(Int64(DispatchTime.now().uptimeNanoseconds))
    }

    private func answerDoor() {
        acceptWaiting(now: Self.now)
        let isPaused = state.withLock { $0.pausedUntil != nil }
        if isPaused { pauseDoorbell() }
        setTicking(connectionCount > 0)
    }

    /// A doorbell that rings while nobody can be let in would ring without end.
    private func pauseDoorbell() {
        waking.withLock { waking in
            guard !waking.isPaused else { return }
            waking.doorbell?.suspend()
            waking.isPaused = waking.doorbell != nil
        }
        queue.asyncAfter(deadline: .now() + Self.pause / .seconds(1)) { [self] in
            waking.withLock { $0.resumeDoorbell() }
        }
    }

    private func wake() {
        tick(now: Self.now)
        setTicking(connectionCount > 0)
    }

    /// With nobody on the lines the timer rests.
    private func setTicking(_ shouldTick: Bool) {
        waking.withLock { waking in
            guard shouldTick != waking.isTicking else { return }
            waking.isTicking = shouldTick
            waking.timer?.schedule(
                deadline: shouldTick ? .now() : .distantFuture,
                repeating: shouldTick ? .milliseconds(5) : .never, leeway: .nanoseconds(0))
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
        var lines = state.withLock { state in
            defer { state.lines = [] }
            return state.lines
        }
        var statistics = SocketStatistics()
        lines = lines.compactMap { line in serve(line, now, &statistics) }
        state.withLock { state in
            state.lines = lines + state.lines
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
