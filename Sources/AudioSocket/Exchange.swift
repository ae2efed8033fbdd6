public import Audio

/// One connection, as the answering side sees it: a value that bytes and ticks move.
///
/// It knows no socket and no clock; a tick is 20 ms. Before the caller's UUID nothing
/// is answered; after it a frame goes out and a frame comes in at each tick.
public struct Exchange: Sendable {
    public struct Limits: Sendable, Equatable {
        /// For the UUID, from the connection's beginning.
        public var handshake = Duration.seconds(5)
        /// Without a byte of the other side, which sends nothing while its caller's
        /// leg is silent.
        public var idle = Duration.seconds(120)
        /// Of messages that are none, in a connection.
        public var wrongMessages = 20

        public init() {}
    }

    /// What the other side did.
    public enum Event: Sendable, Equatable {
        case called(CallUUID)
        case key(Character)
        case ended(End)
    }

    /// How a connection ends without this side's doing.
    public enum End: Error, Sendable, Equatable {
        case hungUp
        /// The other side closed the connection, or it broke.
        case closed
        /// The other side reported a fault of its own.
        case failed(code: UInt8?)
        /// No UUID in time.
        case handshakeTimedOut
        case idle
        /// Something else than a UUID came first.
        case noUUID
        case wrongMessage(MessageError)
    }

    public let rate: SampleRate
    public private(set) var uuid: CallUUID?
    public private(set) var end: End?
    private let limits: Limits
    private var parser = MessageParser()
    private var buffer: JitterBuffer
    private var resampler: Resampler?
    private var age = Duration.zero
    private var quiet = Duration.zero
    private var wrongMessageCount = 0

    private static let tick = Duration.milliseconds(20)

    /// - Parameter rate: Of the line. Sound of the caller at another rate is brought
    ///   to it.
    public init(rate: SampleRate, limits: Limits = Limits()) {
        self.rate = rate
        self.limits = limits
        buffer = JitterBuffer(rate: rate)
    }

    /// What became of the caller's sound.
    public var counts: JitterBuffer.Counts { buffer.counts }

    public var hasEnded: Bool { end != nil }

    /// Takes bytes as they come.
    /// - Returns: What they say, in order; the sound waits for the ticks.
    public mutating func receive(_ bytes: [UInt8]) -> [Event] {
        guard end == nil, !bytes.isEmpty else { return [] }
        quiet = .zero
        parser.append(bytes)
        var events: [Event] = []
        while end == nil {
            do throws(MessageError) {
                guard let message = try parser.next() else { break }
                if let event = take(message) { events.append(event) }
            } catch {
                wrongMessageCount += 1
                if uuid == nil || wrongMessageCount > limits.wrongMessages {
                    events.append(finish(.wrongMessage(error)))
                }
            }
        }
        return events
    }

    /// The other side closed the connection.
    public mutating func close() -> Event? { end == nil ? finish(.closed) : nil }

    /// The caller's 20 ms of this tick; nil before the call and after it.
    public mutating func tick() throws(End) -> [Int16]? {
        guard end == nil else { return nil }
        age += Self.tick
        quiet += Self.tick
        if uuid == nil, age >= limits.handshake { throw fail(.handshakeTimedOut) }
        if quiet >= limits.idle { throw fail(.idle) }
        return uuid == nil ? nil : buffer.next()
    }

    private mutating func take(_ message: Message) -> Event? {
        switch (message, uuid) {
        case (.uuid(let uuid), nil):
            self.uuid = uuid
            return .called(uuid)
        case (.hangUp, _): return finish(.hungUp)
        case (.error(let code), _): return finish(.failed(code: code))
        case (_, nil): return finish(.noUUID)
        case (.dtmf(let key), _): return .key(key)
        case (.sound(let samples, let rate), _):
            hear(samples, at: rate)
            return nil
        // Said once more: nothing new.
        case (.uuid, _): return nil
        }
    }

    private mutating func hear(_ samples: [Int16], at rate: SampleRate) {
        guard rate != self.rate else { return buffer.append(samples) }
        if resampler?.source != rate { resampler = Resampler(from: rate, to: self.rate) }
        buffer.append(resampler?.process(samples) ?? [])
    }

    private mutating func finish(_ end: End) -> Event {
        self.end = end
        return .ended(end)
    }

    private mutating func fail(_ end: End) -> End {
        self.end = end
        return end
    }
}

extension Exchange.End: CustomStringConvertible {
    public var description: String {
        switch self {
        case .hungUp: "the caller hung up"
        case .closed: "the connection was closed"
        case .failed(let code):
            "the other side reported a fault" + (code.map { " (code \($0))" } ?? "")
        case .handshakeTimedOut: "no UUID came in time"
        case .idle: "nothing came any more"
        case .noUUID: "something else than a UUID came first"
        case .wrongMessage(let error): error.description
        }
    }
}
