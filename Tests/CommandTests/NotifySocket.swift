import Foundation

/// What systemd listens on: a datagram socket, to which a service sends its state.
final class NotifySocket {
    struct Failure: Error { let code: Int32 }

    let path: String
    private let descriptor: Int32

    /// - Parameter path: Where nothing is yet; at most 107 bytes.
    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length)
            }
        }
        guard bound == 0 else { throw Failure(code: errno) }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Whether a datagram with this line comes.
    func hears(_ line: String, within limit: Duration = .seconds(30)) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while clock.now < end {
            guard let text = next(before: end - clock.now) else { return false }
            if text.split(separator: "\n").contains(where: { $0 == line }) { return true }
        }
        return false
    }

    private func next(before limit: Duration) -> String? {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: Int(limit / .milliseconds(1)))
        guard poll(&waiting, 1, milliseconds) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
