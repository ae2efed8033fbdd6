/// An `http` or `https` address that can be posted to.
public struct WebAddress: Sendable, Equatable {
    public let text: String
    public let scheme: String
    /// In lower case, an IPv6 address without its brackets.
    public let host: String

    /// Nil when it is none, or holds a user or a password: those do not belong on a
    /// command line.
    public init?(_ text: String) {
        let marks = #""\<>^`{|}"#.utf8
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !marks.contains($0) }),
            let colon = text.firstRange(of: "://")
        else { return nil }
        scheme = text[..<colon.lowerBound].lowercased()
        guard ["http", "https"].contains(scheme) else { return nil }
        let authority = text[colon.upperBound...].prefix { !"/?#".contains($0) }
        guard !authority.contains("@"), let host = Self.host(of: authority), !host.isEmpty else {
            return nil
        }
        (self.text, self.host) = (text, host.lowercased())
    }

    /// A proxy's address may hold a user and a password: it comes from a file.
    init?(proxy text: String) {
        guard let start = text.firstRange(of: "://") else { return nil }
        let rest = text[start.upperBound...]
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.init("\(text[..<start.upperBound])\(host)")
    }

    /// Whether it leads to this machine itself, by its name.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func host(of authority: Substring) -> String? {
        let host: Substring
        let rest: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[..<end].dropFirst()
            rest = authority[end...].dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority[host.endIndex...]
        }
        guard rest.isEmpty || rest.first == ":" && UInt16(rest.dropFirst()) != nil else {
            return nil
        }
        return String(host)
    }
}
