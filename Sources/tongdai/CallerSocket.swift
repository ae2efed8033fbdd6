import Audio
import AudioSocket
import Foundation

/// A caller's end of an AudioSocket connection: what Asterisk is in a real call.
struct CallerSocket: ~Copyable {
    /// What a look at the connection gave.
    enum Received {
        case sound([Int16])
        /// The other side hung up, broke off, or says nothing that can be read.
        case ended(String)
    }

    let descriptor: Int32
    private var parser = MessageParser()
    private var portion = [UInt8](repeating: 0, count: 4_096)

    /// - Parameter address: IPv4.
    static func connect(to address: sockaddr_in) throws(CommandFailure) -> CallerSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket", address) }
        let socket = CallerSocket(owning: descriptor)
        var place = address
        let code = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw failure("connect", address) }
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { throw failure("fcntl", address) }
        return socket
    }

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Header and payload in one write. A frame for which the other side leaves no room
    /// is lost, as it would be on a telephone.
    /// - Returns: Whether the connection still stands.
    func send(_ message: Message) -> Bool {
        let bytes = message.bytes
        let count = bytes.withUnsafeBytes {
            Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        return count == bytes.count || (count < 0 && [EAGAIN, EINTR].contains(errno))
    }

    /// All that has come.
    mutating func receive() -> [Received] {
        var received: [Received] = []
        while true {
            let count = portion.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            guard count > 0 else {
                let isEmpty = count < 0 && [EAGAIN, EINTR].contains(errno)
                if !isEmpty { received.append(.ended("the line closed the connection")) }
                return received
            }
            parser.append(portion[..<count])
            do throws(MessageError) {
                while let message = try parser.next() {
                    switch message {
                    case .sound(let samples, _): received.append(.sound(samples))
                    case .hangUp: received.append(.ended("the line hung up"))
                    case .error: received.append(.ended("the line reported a fault"))
                    case .uuid, .dtmf: break
                    }
                }
            } catch {
                received.append(.ended("\(error)"))
                return received
            }
        }
    }

    private static func failure(_ operation: String, _ address: sockaddr_in) -> CommandFailure {
        let port = UInt16(bigEndian: address.sin_port)
        return CommandFailure(
            "port \(port): \(operation): \(Output.reason(errno)); remedy: see that tongdai serve "
                + "listens there, and how many connections it may have")
    }
}
