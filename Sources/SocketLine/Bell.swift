import Glibc

/// What the lines' thread waits with: for a moment, for somebody at the door, or for
/// somebody who rings.
///
/// Waiting for an absolute moment on the thread that then works is one wake-up. A
/// Dispatch timer is three, from thread to thread, and on a busy machine each of them
/// was seen to take up to 60 ms.
final class Bell: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() throws(SocketError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SocketError(address: "listener", operation: "pipe", code: errno)
        }
        (reading, writing) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// The monotonic clock, which no change of the date moves.
    static var now: Duration {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }

    /// From any thread.
    func ring() {
        var byte: UInt8 = 1
        // A pipe that is full rings already.
        _ = write(writing, &byte, 1)
    }

    /// - Parameters:
    ///   - moment: On the clock of `now`; nil to wait for somebody only.
    ///   - door: A descriptor that may become readable.
    /// - Returns: Whether it has.
    func wait(until moment: Duration?, orDoor door: Int32?) -> Bool {
        var descriptors = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let door { descriptors.append(pollfd(fd: door, events: Int16(POLLIN), revents: 0)) }
        // Whole milliseconds, rounded up: not early, and at most one late.
        let limit = moment.map { moment in
            Int32(clamping: Int((max(.zero, moment - Self.now) / .milliseconds(1)).rounded(.up)))
        }
        let count = poll(&descriptors, nfds_t(descriptors.count), limit ?? -1)
        guard count > 0 else { return false }
        if descriptors[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            _ = read(reading, &bytes, bytes.count)
        }
        return descriptors.count > 1 && descriptors[1].revents != 0
    }

    /// Before everything else on the machine, or before what this process does
    /// otherwise, as far as the system allows.
    func raisePriority() {
        var parameter = sched_param(sched_priority: 1)
        guard pthread_setschedparam(pthread_self(), SCHED_RR, &parameter) != 0 else { return }
        // On Linux this is the thread's own.
        setpriority(Int32(PRIO_PROCESS.rawValue), 0, -10)
    }
}
