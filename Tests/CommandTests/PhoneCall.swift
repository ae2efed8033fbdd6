import Audio
import AudioSocket
import Foundation

/// A telephone call over AudioSocket, as Asterisk makes it: a frame every 20 ms, in
/// real time, on the thread of the test.
final class PhoneCall {
    enum Failure: Error { case notConnected(Int32) }

    let uuid: CallUUID
    /// What the line has said.
    private(set) var heard: [Int16] = []
    private(set) var isHungUp = false
    private let descriptor: Int32
    private var parser = MessageParser()
    private var next = ContinuousClock.now

    init(port: Int, uuid: CallUUID? = nil) throws {
        self.uuid = uuid ?? CallUUID(UUID().uuidString) ?? Self.none
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
        guard result == 0 else { throw Failure.notConnected(errno) }
        send(.uuid(self.uuid))
    }

    deinit { close(descriptor) }

    private static let none: CallUUID = {
        guard let uuid = CallUUID(bytes: [UInt8](repeating: 0, count: 16)) else {
            preconditionFailure("sixteen bytes")
        }
        return uuid
    }()

    func send(_ message: Message) {
        let bytes = message.bytes
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Says these samples, or nothing, for as long as they last.
    func say(_ samples: [Int16]) throws {
        for start in stride(from: 0, to: samples.count, by: 160) {
            let frame = Array(samples[start..<min(start + 160, samples.count)])
            try tick(frame + [Int16](repeating: 0, count: 160 - frame.count))
        }
    }

    /// Listens until it holds, or for so long.
    /// - Returns: Whether it held.
    @discardableResult func listen(
        atMost limit: Duration = .seconds(30), until holds: () -> Bool = { false }
    ) throws -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end, !isHungUp {
            if holds() { return true }
            try tick([Int16](repeating: 0, count: 160))
        }
        return holds()
    }

    /// Whether the line spoke in its last so many milliseconds.
    func hasHeardVoice(inLast milliseconds: Int) -> Bool {
        heard.suffix(8 * milliseconds).contains { abs(Int($0)) > 500 }
    }

    func hangUp() { send(.hangUp) }

    private func tick(_ samples: [Int16]) throws {
        send(.sound(samples, .telephone))
        next += .milliseconds(20)
        repeat {
            let left = max(.zero, next - .now) / .milliseconds(1)
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Glibc.poll(&poll, 1, Int32(left.rounded(.up))) == 1 else { return }
            try read()
        } while !isHungUp
    }

    private func read() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else {
            isHungUp = true
            return
        }
        parser.append(bytes[..<count])
        while let message = try parser.next() {
            switch message {
            case .sound(let samples, _): heard += samples
            case .hangUp: isHungUp = true
            default: break
            }
        }
    }
}
