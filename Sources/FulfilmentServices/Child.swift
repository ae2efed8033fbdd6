internal import Foundation
internal import Fulfilment
internal import Pipeline

/// A program that is given some bytes on its standard input, and whose standard output
/// is read. It leads a process group of its own, which ends with this value: nothing
/// that it started outlives it, unless it left the group.
///
/// Standard error goes nowhere: what a program writes there may hold what a caller
/// said. All calls into the system of this target are here.
struct Child: ~Copyable {
    private let path: String
    private let process: pid_t
    private let output: Descriptor
    private var isReaped = false

    /// How a program came to its end.
    enum Ending: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    private init(owning process: pid_t, path: String, output: consuming Descriptor) {
        self.path = path
        self.process = process
        self.output = output
    }

    deinit {
        if !isReaped { _ = end() }
    }

    /// Starts a program, without a shell between.
    ///
    /// - Parameter input: Stands in the pipe before the program starts, so it is limited
    ///   by what a pipe holds: 64 KB, on a busy machine 4 KB.
    static func start(
        _ path: String, _ arguments: [String], input: [UInt8]
    ) throws(FulfilmentError) -> Child {
        // Two at once could inherit each other's pipes before these are marked.
        try Spawning.oneAtATime.withLock { spawning throws(FulfilmentError) in
            let request = try Channel.open(path)
            try request.writing.fill(input, path)
            // The program sees the end of what it reads.
            let reading = request.end()
            let result = try Channel.open(path)
            try result.reading.stopBlocking(path)
            let process = try spawning.spawn(
                path, arguments, input: reading.number, output: result.writing.number)
            return Child(owning: process, path: path, output: result.end())
        }
    }

    /// What the program writes until it ends. Called once.
    ///
    /// - Throws: `timedOut`, and `tooLarge` when it writes more than `most` bytes; the
    ///   program is killed then.
    mutating func read(
        most: Int, until deadline: ContinuousClock.Instant
    ) throws(FulfilmentError) -> (output: [UInt8], ending: Ending) {
        var bytes: [UInt8] = []
        var isOpen = true
        // Nothing tells at the same time of what is written and of the end of a process.
        // So it is looked for, ever less often, until 16 ms lie between.
        var pause: Int32 = 1
        while true {
            let hasEnded = hasEnded
            if isOpen { isOpen = try output.drain(into: &bytes, most: most, path) }
            if hasEnded { return (bytes, reap()) }
            let left = ContinuousClock.now.duration(to: deadline).milliseconds
            guard left > 0 else {
                throw FulfilmentError(.timedOut, place: path, operation: "wait")
            }
            output.wait(min(pause, Int32(clamping: left)), isOpen: isOpen)
            pause = min(pause * 2, 16)
        }
    }

    /// Looks, and leaves it to be reaped.
    private var hasEnded: Bool {
        var information = siginfo_t()
        let result = unsafe waitid(
            P_PID, id_t(process), &information, WEXITED | WNOWAIT | WNOHANG)
        return result == 0 && information.si_signo != 0
    }

    private mutating func reap() -> Ending {
        let status = end()
        isReaped = true
        // The macros WIFEXITED and so on, which Swift does not see.
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// Before the leader is reaped its number, and so the group's, is nobody else's.
    private borrowing func end() -> Int32 {
        kill(-process, SIGKILL)
        // It may have gone into another group.
        kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}

extension Duration {
    /// Rounded up: what is left of a time is not nothing before it is over.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let part = attoseconds / 1_000_000_000_000_000
        let rest = attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0
        return seconds * 1_000 + part + Int64(rest)
    }
}
