import AudioSocket
import Foundation
import Testing

/// The calling side of a connection on loopback. It waits for what it wants to read,
/// up to a limit, and for nothing else.
final class Client {
    struct NotConnected: Error {
        let code: Int32
    }

    private let descriptor: Int32
    private var parser = MessageParser()
    private(set) var isClosed = false

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw NotConnected(code: errno) }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #expect(count == bytes.count)
    }

    func send(_ message: Message) { send(message.bytes) }

    /// Ends the connection as a machine that has crashed would: with a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        var null = sockaddr()
        null.sa_family = sa_family_t(AF_UNSPEC)
        // On Linux this resets, and leaves the descriptor to the deinit.
        connect(descriptor, &null, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// What has come by now: on loopback, all that was sent.
    func messages() throws -> [Message] {
        var messages: [Message] = []
        try collect()
        while let message = try parser.next() { messages.append(message) }
        return messages
    }

    /// Makes room for more.
    func collect() throws {
        // An acknowledgement that waits for its 40 ms would wait for ever in a test.
        var isQuick: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &isQuick,
            socklen_t(MemoryLayout<Int32>.size))
        while isReadable(atMost: 0), try read() {}
    }

    /// Waits until the other side has closed the connection.
    func waitForClose() throws -> Bool {
        while !isClosed, isReadable(atMost: 5_000) { try read() }
        return isClosed
    }

    private func isReadable(atMost milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, milliseconds) == 1
    }

    @discardableResult private func read() throws -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else {
            isClosed = true
            return false
        }
        parser.append(bytes[..<count])
        return true
    }
}
