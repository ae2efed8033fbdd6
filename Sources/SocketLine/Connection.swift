import Audio
import AudioSocket
import Pipeline

/// One connection and its caller: bytes on one side, frames on the other.
final class Connection: Sendable {
    fileprivate struct State: ~Copyable {
        let socket: Socket
        var exchange: Exchange
        /// The rest of a message that the other side had no room for.
        var unsent: ArraySlice<UInt8> = []
        var stalled = 0
        /// Ticks that are left to wait for the other side's end; nil before that.
        var lingering: Int?
        var position: MediaTime
    }

    /// What a tick found, to be acted on without the lock.
    fileprivate struct Found {
        var events: [Exchange.Event] = []
        var frame: AudioFrame?
    }

    let peer: String
    private let state: Locked<State>
    private let answerer = Locked<(any Answerer)?>(nil)

    /// In bytes a tick: forty times what the best line sends.
    fileprivate static let readLimit = 65_536
    /// In ticks. Asterisk reads at once; who does not for this long is gone.
    fileprivate static let stallLimit = 250
    fileprivate static let lingerTicks = 50

    init(_ socket: consuming sending Socket, peer: String, exchange: Exchange) {
        self.peer = peer
        state = Locked(
            State(socket: socket, exchange: exchange, position: .zero(exchange.rate)))
    }

    var uuid: CallUUID? { state.withLock { $0.exchange.uuid } }

    /// Lives through 20 ms.
    /// - Parameter answer: Who answers a caller; nil turns him away.
    /// - Returns: Whether the connection goes on.
    func tick(
        answer: (CallUUID) -> (any Answerer)?, statistics: inout SocketStatistics
    ) -> Bool {
        let found = state.withLock { $0.hear() }
        guard let found else { return false }
        for event in found.events where !handle(event, answer, &statistics) { return false }
        guard let frame = found.frame, let user = answerer.withLock({ $0 }) else {
            return state.withLock { !$0.exchange.hasEnded }
        }
        guard let samples = user.tick(frame) else {
            answerer.withLock { $0 = nil }
            return state.withLock { $0.hangUp() }
        }
        let outcome = state.withLock { $0.send(.sound(samples, frame.rate)) }
        if outcome == .sent { statistics.frames += 1 } else { statistics.missingFrames += 1 }
        guard outcome == .lost else { return true }
        leave(.closed)
        return false
    }

    /// Lets time go by in which the machine did nothing: the caller's goes on too.
    func skip(ticks: Int) {
        state.withLock { state in
            let length = state.position.rate.samples(inMilliseconds: 20)
            state.position = state.position.advanced(bySamples: ticks * length)
        }
    }

    func noteLate(_ count: Int) { answerer.withLock { $0 }?.noteLate(count) }

    private func handle(
        _ event: Exchange.Event, _ answer: (CallUUID) -> (any Answerer)?,
        _ statistics: inout SocketStatistics
    ) -> Bool {
        switch event {
        case .called(let uuid):
            guard let user = answer(uuid) else {
                statistics.refused += 1
                return state.withLock { $0.hangUp() }
            }
            statistics.calls += 1
            answerer.withLock { $0 = user }
        case .key(let key): answerer.withLock { $0 }?.press(key)
        case .ended(let end):
            if !leave(end) { statistics.refused += 1 }
            return false
        }
        return true
    }

    /// - Returns: Whether there was a call.
    @discardableResult private func leave(_ end: Exchange.End) -> Bool {
        let user = answerer.withLock { user in
            defer { user = nil }
            return user
        }
        user?.ended(end)
        return user != nil
    }
}

private enum Sending {
    case sent
    /// The other side reads too slowly: the frame is left out.
    case leftOut
    /// It does not read any more.
    case lost
}

extension Connection.State {
    /// Takes what has come and the caller's frame of this tick; nil after the end.
    fileprivate mutating func hear() -> Connection.Found? {
        var bytes: [UInt8] = []
        let transfer = socket.read(into: &bytes, atMost: Connection.readLimit)
        if let left = lingering {
            // Whoever is told to hang up may still have something to say.
            lingering = left - 1
            return transfer == .closed || left <= 1 ? nil : Connection.Found()
        }
        var found = Connection.Found(events: exchange.receive(bytes))
        if transfer == .closed, let event = exchange.close() { found.events.append(event) }
        do throws(Exchange.End) {
            guard let samples = try exchange.tick() else { return found }
            let frame = AudioFrame(start: position, samples: samples)
            position = frame.end
            found.frame = frame
        } catch {
            found.events.append(.ended(error))
        }
        return found
    }

    /// Sends a message in one write. A rest that the other side had no room for goes
    /// first: a message is never cut.
    fileprivate mutating func send(_ message: Message) -> Sending {
        if !unsent.isEmpty {
            switch socket.write(unsent) {
            case .bytes(let count): unsent = unsent.dropFirst(count)
            case .nothing: break
            case .closed: return .lost
            }
        }
        guard unsent.isEmpty else {
            stalled += 1
            return stalled > Connection.stallLimit ? .lost : .leftOut
        }
        stalled = 0
        let bytes = message.bytes
        switch socket.write(bytes[...]) {
        case .bytes(let count):
            unsent = bytes.dropFirst(count)
            return .sent
        case .nothing:
            stalled = 1
            return .leftOut
        case .closed: return .lost
        }
    }

    /// Tells the other side, and leaves the socket open until it has heard it: a
    /// socket that is closed with bytes unread takes back what was written last.
    fileprivate mutating func hangUp() -> Bool {
        let outcome = send(.hangUp)
        socket.endWriting()
        lingering = Connection.lingerTicks
        return outcome != .lost
    }
}
