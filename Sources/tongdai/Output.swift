import Foundation

/// Writing to a descriptor, and what the system said when it failed.
enum Output {
    /// A standard stream that the caller has closed would be the next file that is
    /// opened, and what is printed would go there. It is kept open, for reading
    /// only, so that writing to it fails.
    static func holdStandardStreams() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free descriptor, which is this one.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// - Returns: `errno`; 0 when all is written, or when the reader has gone away
    ///   (a closed pipe), which is no error.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody has made the terminal or pipe non-blocking.
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            case EPIPE: return 0
            case let code: return code
            }
        }
        return 0
    }

    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: "no space is left"
        case EBADF: "it is closed"
        default: String(cString: strerror(code))
        }
    }
}
