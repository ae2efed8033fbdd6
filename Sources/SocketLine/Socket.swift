import Glibc

/// A TCP socket that never waits. Closed when it goes.
struct Socket: ~Copyable {
    /// What a read or a write came to.
    enum Transfer: Equatable {
        case bytes(Int)
        /// Nothing can be transferred now.
        case nothing
        /// The other side is gone.
        case closed
    }

    /// To be waited for; it goes with the socket.
    let descriptor: Int32

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Listens, so that `accept` has something to take.
    /// - Parameters:
    ///   - host: A numeric address; names are not looked up.
    ///   - port: 0 for one that the system chooses.
    static func listen(host: String, port: Int) throws(SocketError) -> Socket {
        let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let first = found?.pointee else {
            throw SocketError(address: address, operation: "getaddrinfo", code: code)
        }
        defer { freeaddrinfo(found) }
        let flags =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
            | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(first.ai_family, flags, 0)
        guard descriptor >= 0 else {
            throw SocketError(address: address, operation: "socket", code: errno)
        }
        let listening = Socket(owning: descriptor)
        // Connections of a process that has just ended do not keep the port.
        listening.set(SOL_SOCKET, SO_REUSEADDR, 1)
        guard bind(descriptor, first.ai_addr, first.ai_addrlen) == 0 else {
            throw SocketError(address: address, operation: "bind", code: errno)
        }
        guard Glibc.listen(descriptor, 1_024) == 0 else {
            throw SocketError(address: address, operation: "listen", code: errno)
        }
        return listening
    }

    /// The next connection that waits, with the address that it comes from; nil when
    /// there is none. Throws for a system that has nothing left.
    func accept() throws(SocketError) -> Accepted? {
        while true {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let descriptor = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    Glibc.accept(self.descriptor, address, &length)
                }
            }
            if descriptor >= 0 {
                // Glibc's accept4 is not imported; no other thread forks here.
                _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                let socket = Socket(owning: descriptor)
                socket.prepare()
                return Accepted(socket: socket, peer: Self.host(of: storage, length))
            }
            let error = SocketError(address: "listener", operation: "accept", code: errno)
            if error.kind == .exhausted { throw error }
            // A connection that broke while it waited is nobody's error.
            guard error.code == ECONNABORTED || error.code == EINTR else { return nil }
        }
    }

    struct Accepted: ~Copyable {
        let socket: Socket
        let peer: String

        consuming func takeSocket() -> Socket { socket }
    }

    private func prepare() {
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        // A peer whose machine is gone is given up, although it closes nothing.
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 10_000)
        set(SOL_SOCKET, SO_KEEPALIVE, 1)
        // About two seconds of frames: what waits longer is worth nothing.
        set(SOL_SOCKET, SO_SNDBUF, 65_536)
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(
            descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The port that a listening socket has.
    var port: Int {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getsockname(descriptor, address, &length)
            }
        }
        guard result == 0 else { return 0 }
        return Int(Self.name(of: storage, length).port) ?? 0
    }

    /// Appends what has come, at most `limit` bytes.
    func read(into bytes: inout [UInt8], atMost limit: Int) -> Transfer {
        var total = 0
        while total < limit {
            let size = min(16_384, limit - total)
            let (count, code) = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) {
                buffer in
                let count = recv(descriptor, buffer.baseAddress, size, 0)
                if count > 0 { bytes += UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
                return (count, errno)
            }
            if count > 0 {
                total += count
                // Less than there was room for: there is no more.
                if count < size { break }
            } else if count < 0, code == EINTR {
                continue
            } else {
                let isOver = count == 0 || code != EAGAIN
                return total > 0 ? .bytes(total) : isOver ? .closed : .nothing
            }
        }
        return .bytes(total)
    }

    /// Writes what there is room for.
    func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
        while true {
            let count = bytes.withUnsafeBytes { buffer in
                send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .nothing : .closed
        }
    }

    /// Says that nothing more comes; the other side may go on.
    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    private static func host(of storage: sockaddr_storage, _ length: socklen_t) -> String {
        name(of: storage, length).host
    }

    private static func name(
        of storage: sockaddr_storage, _ length: socklen_t
    ) -> (host: String, port: String) {
        var storage = storage
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let code = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getnameinfo(
                    address, length, &host, socklen_t(host.count), &port, socklen_t(port.count),
                    NI_NUMERICHOST | NI_NUMERICSERV)
            }
        }
        guard code == 0 else { return ("", "") }
        return (text(host), text(port))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
