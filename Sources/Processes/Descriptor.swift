internal import Foundation

/// A pipe of the system. Foundation has the name.
struct Channel: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    private init(owning ends: [Int32]) {
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }

    /// No child inherits either end, unless it is handed over.
    static func open(_ place: String) throws(ProcessError) -> Channel {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw ProcessError(place, operation: "pipe", errno: errno)
        }
        let channel = Channel(owning: ends)
        for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 {
            throw ProcessError(place, operation: "fcntl", errno: errno)
        }
        return channel
    }

    /// Closes the writing end.
    consuming func end() -> Descriptor { reading }
}

/// One end of a pipe.
struct Descriptor: ~Copyable {
    let number: Int32

    fileprivate init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    borrowing func stopBlocking(_ place: String) throws(ProcessError) {
        guard fcntl(number, F_SETFL, O_NONBLOCK) == 0 else {
            throw ProcessError(place, operation: "fcntl", errno: errno)
        }
    }

    /// Writes all, while this process still has the reading end: nobody can go away, so
    /// there is no SIGPIPE.
    borrowing func fill(_ bytes: [UInt8], _ place: String) throws(ProcessError) {
        try stopBlocking(place)
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(
                    number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                guard errno == EAGAIN else {
                    throw ProcessError(place, operation: "write", errno: errno)
                }
                throw ProcessError(.tooLarge, place, operation: "write")
            }
            written += count
        }
    }

    /// Takes what is there. False at its end.
    borrowing func drain(
        into bytes: inout [UInt8], most: Int, _ place: String
    ) throws(ProcessError) -> Bool {
        var portion = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe portion.withUnsafeMutableBytes { buffer in
                unsafe read(number, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return true }
            guard count > 0 else { return false }
            bytes += portion.prefix(count)
            guard bytes.count <= most else {
                throw ProcessError(.tooLarge, place, operation: "read")
            }
        }
    }

    /// Waits for something to read. Empty at its end.
    borrowing func portion(upTo most: Int, _ place: String) throws(ProcessError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, length in
            var count: Int
            repeat {
                count = unsafe read(number, buffer.baseAddress, most)
            } while count < 0 && errno == EINTR
            failure = count < 0 ? errno : 0
            length = max(0, count)
        }
        guard failure == 0 else {
            throw ProcessError(place, operation: "read", errno: failure)
        }
        return bytes
    }

    /// Until something can be read, when the other end is open, or the time is over.
    borrowing func wait(_ milliseconds: Int32, isOpen: Bool) {
        // The system passes over a negative number.
        var interest = pollfd(fd: isOpen ? number : -1, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&interest, 1, milliseconds)
    }
}
