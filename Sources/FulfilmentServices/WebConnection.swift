/// How a web address is spoken to, apart from the address. Read from a file: a command
/// line is seen by everybody on the machine.
public struct WebConnection: Sendable, Equatable {
    public struct Header: Sendable, Equatable {
        public let name: String
        public let value: String

        /// Nil when it could end a line, or is one that the program sets by itself.
        public init?(name: String, value: String) {
            let marks = "!#$%&'*+-.^_`|~".utf8
            guard !name.isEmpty, !value.isEmpty,
                name.utf8.allSatisfy({ byte in
                    marks.contains(byte) || Character(Unicode.Scalar(byte)).isASCIIWord
                }),
                value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
                !Self.own.contains(name.lowercased())
            else { return nil }
            (self.name, self.value) = (name, value)
        }

        private static let own = [
            "content-type", "content-length", "transfer-encoding", "idempotency-key", "expect",
            "host",
        ]
    }

    public var headers: [Header] = []
    /// Path of a PEM file with the authorities that are trusted, instead of the system's.
    public var authority: String?
    /// Paths of PEM files by which this side proves who it is.
    public var certificate: String?
    public var certificateKey: String?
    /// An address, as curl takes it. Proxies that the environment names are not used.
    public var proxy: String?

    public init() {}
}

extension Character {
    fileprivate var isASCIIWord: Bool { isASCII && (isLetter || isNumber) }
}
