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
    private var portion = [UInt8](repeating: 0, count: Self.frameLength)
    /// For what the kernel says beside the bytes.
    private var control = [UInt8](repeating: 0, count: 64)

    /// Header and 20 ms at 8 kHz: a frame a look, so that each has a moment of its own.
    private static let frameLength = 3 + 320

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
        setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, size)
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

    /// All that has come, and when: the kernel's moment, so that it does not matter when
    /// this process finds the time to look.
    mutating func receive() -> [(received: Received, arrival: Int)] {
        var all: [(received: Received, arrival: Int)] = []
        while true {
            let (count, arrival) = read()
            guard count > 0 else {
                let isEmpty = count < 0 && [EAGAIN, EINTR].contains(errno)
                if !isEmpty { all.append((.ended("the line closed the connection"), arrival)) }
                return all
            }
            parser.append(portion[..<count])
            do throws(MessageError) {
                while let message = try parser.next() {
                    if let received = Self.meaning(of: message) { all.append((received, arrival)) }
                }
            } catch {
                return all + [(.ended("\(error)"), arrival)]
            }
        }
    }

    private static func meaning(of message: Message) -> Received? {
        switch message {
        case .sound(let samples, _): .sound(samples)
        case .hangUp: .ended("the line hung up")
        case .error: .ended("the line reported a fault")
        case .uuid, .dtmf: nil
        }
    }

    private mutating func read() -> (count: Int, arrival: Int) {
        let descriptor = descriptor
        var controlLength = 0
        let count = portion.withUnsafeMutableBytes { bytes in
            control.withUnsafeMutableBytes { control in
                var piece = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return withUnsafeMutablePointer(to: &piece) { piece in
                    var message = msghdr()
                    (message.msg_iov, message.msg_iovlen) = (piece, 1)
                    message.msg_control = control.baseAddress
                    message.msg_controllen = control.count
                    let count = recvmsg(descriptor, &message, 0)
                    controlLength = message.msg_controllen
                    return count
                }
            }
        }
        return (count, CallerLines.now - age(controlLength))
    }

    /// How long ago the last byte came, in nanoseconds: socket(7), `SO_TIMESTAMPNS`; the
    /// header that is before the time is cmsg(3)'s.
    private func age(_ controlLength: Int) -> Int {
        let header = MemoryLayout<cmsghdr>.size
        guard controlLength >= header + MemoryLayout<timespec>.size else { return 0 }
        let stamp = control.withUnsafeBytes { control -> timespec? in
            let kind = control.loadUnaligned(as: cmsghdr.self)
            guard kind.cmsg_level == SOL_SOCKET, kind.cmsg_type == SO_TIMESTAMPNS else {
                return nil
            }
            return control.loadUnaligned(fromByteOffset: header, as: timespec.self)
        }
        guard let stamp else { return 0 }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let age = (now.tv_sec - stamp.tv_sec) * 1_000_000_000 + now.tv_nsec - stamp.tv_nsec
        return max(0, age)
    }

    private static func failure(_ operation: String, _ address: sockaddr_in) -> CommandFailure {
        let port = UInt16(bigEndian: address.sin_port)
        return CommandFailure(
            "port \(port): \(operation): \(Output.reason(errno)); remedy: see that tongdai serve "
                + "listens there, and how many connections it may have")
    }
}
