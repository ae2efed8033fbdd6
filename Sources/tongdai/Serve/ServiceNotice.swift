import Glibc

/// What systemd is told of the service: `sd_notify(3)`, without the library. Silent
/// where nobody listens.
struct ServiceNotice: Sendable {
    private let path: String?

    /// - Parameter environment: With `NOTIFY_SOCKET`, if systemd wants to be told.
    init(environment: [String: String]) {
        let path = environment["NOTIFY_SOCKET"] ?? ""
        self.path = path.hasPrefix("/") || path.hasPrefix("@") ? path : nil
    }

    func send(_ lines: String...) {
        guard let path else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: bytes)
            // An abstract socket: its name begins with a zero.
            if bytes.first == UInt8(ascii: "@") { place[0] = 0 }
        }
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + bytes.count } ?? 0
        let text = Array(lines.joined(separator: "\n").utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(
                    descriptor, text, text.count, Int32(MSG_NOSIGNAL), address, socklen_t(length))
            }
        }
    }

    /// The time that a reload is to be told with, in microseconds.
    static var monotonicMicroseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int(now.tv_sec) * 1_000_000 + Int(now.tv_nsec) / 1_000
    }
}
