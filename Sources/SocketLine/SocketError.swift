import Glibc

/// A socket that cannot be used: which, what for, and what helps.
public struct SocketError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case addressInUse
        case notPermitted
        /// The machine has no such address, or it is none.
        case unknownAddress
        /// The process, or the machine, has no file descriptors or memory left.
        case exhausted
        case other
    }

    public let kind: Kind
    /// Such as `127.0.0.1:9019`.
    public let address: String
    public let operation: String
    /// Of the system; of the resolver for `getaddrinfo`.
    public let code: Int32

    init(address: String, operation: String, code: Int32) {
        (self.address, self.operation, self.code) = (address, operation, code)
        kind =
            switch code {
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .notPermitted
            case EADDRNOTAVAIL, EAFNOSUPPORT: .unknownAddress
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: .exhausted
            default: operation == "getaddrinfo" ? .unknownAddress : .other
            }
    }

    public var description: String { "\(address): \(problem); remedy: \(remedy)" }

    private var problem: String {
        switch kind {
        case .addressInUse: "another program listens there"
        case .notPermitted: "this process may not listen there"
        case .unknownAddress: "this machine has no such address"
        case .exhausted: "the system has no file descriptors or memory left (\(operation))"
        case .other: "\(operation): \(String(cString: strerror(code)))"
        }
    }

    private var remedy: String {
        let port = address.split(separator: ":").last.map(String.init) ?? "PORT"
        return switch kind {
        case .addressInUse: "ss -ltnp 'sport = :\(port)' names it; end it, or choose another port"
        case .notPermitted: "choose a port from 1024 on, such as 9019"
        case .unknownAddress:
            "write an address that `ip address` shows, such as 127.0.0.1, or [::1] for IPv6"
        case .exhausted: "raise LimitNOFILE= of the service, or ulimit -n"
        case .other: "look at the address and the port in the configuration"
        }
    }
}
