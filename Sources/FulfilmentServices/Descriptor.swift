internal import Foundation
internal import Fulfilment

/// A pipe of the system. Foundation has the name.
struct Channel: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    private init(owning ends: [Int32]) {
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }

    /// No child inherits either end, unless it is handed over.
    static func open(_ place: String) throws(FulfilmentError) -> Channel {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw FulfilmentError(place: place, operation: "pipe", errno: errno)
        }
        let channel = Channel(owning: ends)
        for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 {
            throw FulfilmentError(place: place, operation: "fcntl", errno: errno)
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

    borrowing func stopBlocking(_ place: String) throws(FulfilmentError) {
        guard fcntl(number, F_SETFL, O_NONBLOCK) == 0 else {
            throw FulfilmentError(place: place, operation: "fcntl", errno: errno)
        }
    }

    /// Writes all, while this process still has the reading end: nobody can go away, so
    /// there is no SIGPIPE.
    borrowing func fill(_ bytes: [UInt8], _ place: String) throws(FulfilmentError) {
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
                    throw FulfilmentError(place: place, operation: "write", errno: errno)
                }
                throw FulfilmentError(.tooLarge, place: place, operation: "write")
            }
            written += count
        }
    }

    /// Takes what is there. False at its end.
    borrowing func drain(
        into bytes: inout [UInt8], most: Int, _ place: String
    ) throws(FulfilmentError) -> Bool {
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
                throw FulfilmentError(.tooLarge, place: place, operation: "read")
            }
        }
    }

    /// Until something can be read, when the other end is open, or the time is over.
    borrowing func wait(_ milliseconds: Int32, isOpen: Bool) {
        // The system passes over a negative number.
        var interest = pollfd(fd: isOpen ? number : -1, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&interest, 1, milliseconds)
    }
}

extension FulfilmentError {
    /// A system call that failed.
    init(place: String, operation: String, errno code: Int32) {
        let kind: Kind =
            switch code {
            case EACCES, EPERM: .notPermitted
            case ENOENT, ENOTDIR, ELOOP: .missing
            case ENOEXEC: .notExecutable
            default: .other
            }
        self.init(kind, place: place, operation: operation, code: code)
    }
}
