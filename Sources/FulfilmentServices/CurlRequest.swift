internal import Fulfilment
internal import Knowledge

/// One POST as curl's own configuration, and what curl says about it. Pure.
struct CurlRequest {
    let address: WebAddress
    let connection: WebConnection
    let request: FulfilmentRequest

    /// Read by curl from its standard input: on a command line, everybody on the machine
    /// could see it.
    func configuration(timeOut: Duration) -> [UInt8] {
        let seconds = Double(max(1, timeOut.milliseconds)) / 1_000
        var lines = [
            "silent", "globoff", "http1.1", "max-redirs = 0",
            Self.line("url", address.text), Self.line("proto", "=\(address.scheme)"),
            Self.line("max-time", "\(seconds)"), Self.line("write-out", #"\n%{http_code}"#),
            // The environment decides nothing.
            connection.proxy.map { Self.line("proxy", $0) } ?? Self.line("noproxy", "*"),
            Self.header("Content-Type", "application/json"),
            Self.header("Accept", "application/json"),
            Self.header("Idempotency-Key", Self.visible(request.key)),
            // Without it curl asks first whether it may send more than a kilobyte.
            Self.line("header", "Expect:"), Self.header("User-Agent", "tongdai"),
        ]
        lines += connection.headers.map { Self.header($0.name, $0.value) }
        lines += [
            connection.authority.map { Self.line("cacert", $0) },
            connection.certificate.map { Self.line("cert", $0) },
            connection.certificateKey.map { Self.line("key", $0) },
        ].compactMap { $0 }
        lines.append(Self.line("data-raw", request.json.json))
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// What came back: the body, and after it the status on a line of its own.
    static func answer(in output: [UInt8]) -> (status: Int32, body: [UInt8])? {
        guard let end = output.lastIndex(of: UInt8(ascii: "\n")),
            let status = Int32(String(decoding: output[(end + 1)...], as: UTF8.self))
        else { return nil }
        return (status, Array(output[..<end]))
    }

    /// Curl's exit statuses, as its manual page lists them.
    static func kind(ofExit status: Int32) -> FulfilmentError.Kind {
        switch status {
        case 5, 6, 7: .unreachable
        case 28: .timedOut
        case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: .untrusted
        case 63: .tooLarge
        default: .failed
        }
    }

    /// Something that may be better in a moment: the network, a server that restarts.
    static func mayPass(exit status: Int32) -> Bool {
        [5, 6, 7, 16, 18, 28, 52, 55, 56, 92].contains(status)
    }

    static func mayPass(status: Int32) -> Bool {
        [408, 425, 429].contains(status) || (500...599).contains(status)
    }

    static func kind(ofStatus status: Int32) -> FulfilmentError.Kind {
        switch status {
        case 300...399: .redirected
        case 401, 403, 407: .notPermitted
        case 404, 410: .missing
        default: .failed
        }
    }

    private static func header(_ name: String, _ value: String) -> String {
        line("header", "\(name): \(value)")
    }

    /// A value in quotes: curl takes a backslash as an escape there.
    private static func line(_ name: String, _ value: String) -> String {
        let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\(name) = \"\(quoted)\""
    }

    /// Nothing that ends a header, or a line of the configuration.
    static func visible(_ key: String) -> String {
        key.utf8.map { byte in
            (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%")
                ? String(Unicode.Scalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
