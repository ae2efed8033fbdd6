import Foundation

/// Signals as bytes that `poll` can wait for: a handler does no more than write
/// the number into a pipe (D. J. Bernstein's self-pipe).
final class SignalPipe {
    // A handler can reach nothing but globals. Set before the handlers are.
    nonisolated(unsafe) private static var writing: Int32 = -1

    let descriptor: Int32

    init(_ numbers: [Int32]) throws(CommandFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw CommandFailure("no pipe can be made: \(Output.reason(errno))")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        Self.writing = ends[1]
        for number in numbers { watch(number) }
    }

    /// Also sets the handler again after it was taken away.
    func watch(_ number: Int32) {
        signal(number) { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalPipe.writing, &byte, 1)
            errno = before
        }
    }

    /// The signals that have come since the last time.
    func arrived() -> Set<Int32> {
        var bytes = [UInt8](repeating: 0, count: 256)
        var numbers: Set<Int32> = []
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return numbers }
            numbers.formUnion(bytes.prefix(count).map(Int32.init))
        }
    }
}
