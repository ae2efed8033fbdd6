import Audio
import AudioSocket
import Benchmark
import Foundation
import Transcript

/// Simulated callers on as many lines, in real time, on one thread: each sends a frame
/// every 20 ms by absolute deadlines and listens to what comes.
///
/// Two lines in a row have their frames at other moments, as they would on a telephone
/// exchange; ten moments for all, so that one waking serves several lines.
struct CallerLines {
    struct Finished {
        /// When the line was called.
        let dialled: TranscriptTime
        let call: CallsReport.Call
    }

    /// A call that is on. A class, because its socket cannot be copied.
    private final class Line {
        let number: Int
        var socket: CallerSocket
        let dialled: TranscriptTime
        var caller: SimulatedCaller
        var arrivals = FrameArrivals()
        var due: Int
        var failure: String?
        var isOver = false

        init(
            number: Int, socket: consuming CallerSocket, dialled: TranscriptTime,
            caller: SimulatedCaller, due: Int
        ) {
            (self.number, self.dialled, self.caller, self.due) = (number, dialled, caller, due)
            self.socket = socket
        }
    }

    private static let frame = 20_000_000
    private static let phases = 10

    private let address: sockaddr_in
    private let rate = SampleRate.telephone
    private var lines: [Line] = []
    private(set) var finished: [Finished] = []
    private(set) var lateness: [Double] = []
    /// Seconds that lines were in a call.
    private(set) var callSeconds = 0.0

    init(_ address: sockaddr_in) { self.address = address }

    var count: Int { lines.count }

    /// Nanoseconds of the clock of all deadlines.
    static var now: Int { Int(DispatchTime.now().uptimeNanoseconds) }

    /// Calls the line.
    mutating func dial(_ plan: CallerPlan, number: Int) throws(CommandFailure) {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        guard let uuid = CallUUID(bytes: bytes) else { return }
        let dialled = TranscriptTime.now
        let socket = try CallerSocket.connect(to: address)
        guard socket.send(.uuid(uuid)) else {
            throw CommandFailure("the line closed the connection before the call began")
        }
        let phase = number % Self.phases * Self.frame / Self.phases
        let due = (Self.now / Self.frame + 1) * Self.frame + phase
        lines.append(
            Line(
                number: number, socket: socket, dialled: dialled,
                caller: SimulatedCaller(plan, rate: rate), due: due))
    }

    /// Runs until a moment, or until a call is over.
    /// - Returns: The numbers of the lines whose calls are over.
    mutating func run(until end: Int) -> [Int] {
        while true {
            let now = Self.now
            for line in lines { send(line, now) }
            let over = collect()
            guard over.isEmpty, now < end else { return over }
            wait(until: min(end, lines.map(\.due).min() ?? end))
        }
    }

    /// All hang up. What they are in the middle of does not count.
    mutating func hangUp() {
        for line in lines {
            _ = line.socket.send(.hangUp)
            line.isOver = true
        }
        _ = collect()
    }

    private mutating func send(_ line: Line, _ now: Int) {
        while line.due <= now, !line.isOver {
            let due = line.due
            lateness.append(Double(now - due))
            line.due += Self.frame
            callSeconds += 0.02
            let isStanding =
                switch line.caller.next(due: due) {
                case .sound(let samples): line.socket.send(.sound(samples, rate))
                case .hangUp: end(line)
                }
            if !isStanding { fail(line, "the line closed the connection") }
        }
    }

    private func end(_ line: Line) -> Bool {
        line.isOver = true
        _ = line.socket.send(.hangUp)
        return true
    }

    private func fail(_ line: Line, _ reason: String) {
        guard !line.isOver else { return }
        line.isOver = true
        line.failure = reason
    }

    /// Takes the calls that are over from the list.
    private mutating func collect() -> [Int] {
        let over = lines.filter { $0.isOver }
        guard !over.isEmpty else { return [] }
        lines.removeAll { $0.isOver }
        for line in over {
            finished.append(
                Finished(
                    dialled: line.dialled,
                    call: .init(
                        plan: line.caller.plan, turns: line.caller.turns,
                        arrivals: line.arrivals, answers: nil, failure: line.failure)))
        }
        return over.map(\.number)
    }

    /// Listens until a moment. `poll` counts milliseconds; the rest is slept.
    private func wait(until moment: Int) {
        let left = moment - Self.now
        var wanted = lines.map {
            pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0)
        }
        let ready = poll(&wanted, nfds_t(wanted.count), Int32(max(0, left / 1_000_000)))
        if ready > 0 {
            for (line, state) in zip(lines, wanted) where state.revents != 0 {
                receive(line)
            }
        } else if case let rest = moment - Self.now, rest > 0 {
            var pause = timespec(tv_sec: 0, tv_nsec: min(rest, 999_999))
            nanosleep(&pause, nil)
        }
    }

    private func receive(_ line: Line) {
        for (received, arrival) in line.socket.receive() {
            switch received {
            case .sound(let samples):
                line.arrivals.note(arrival)
                line.caller.hear(samples, at: arrival)
            case .ended(let reason): fail(line, reason)
            }
        }
    }
}
