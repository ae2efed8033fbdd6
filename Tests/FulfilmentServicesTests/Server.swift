import Foundation
import Fulfilment
import FulfilmentServices
import Knowledge
import Testing

/// A server on this machine, on a port of its own, for as long as this value lives.
/// Sendable since nothing changes after `init`.
final class Server: @unchecked Sendable {
    /// Ends with the tests: its standard input does.
    static let lying = Result { try Server("Tests/Fixtures/fulfilment/lying-server") }

    private let process = Process()
    private let input = Pipe()
    let port: Int
    let scheme: String

    /// - Parameter arguments: Of a script that prints its port and then serves.
    init(_ script: String, _ arguments: [String] = [], scheme: String = "http") throws {
        let output = Pipe()
        process.executableURL = repository.appending(path: script)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        self.scheme = scheme
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty,
            byte != Data([0x0A])
        { line += byte }
        port = try #require(Int(String(decoding: line, as: UTF8.self)))
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

}

/// One test at a server that others use, too.
struct Visit {
    let server: Server
    let name = UUID().uuidString

    func address(_ path: String, host: String = "127.0.0.1") throws -> WebAddress {
        try #require(WebAddress("\(server.scheme)://\(host):\(server.port)/\(name)\(path)"))
    }

    func fulfilment(
        _ path: String, timeOut: Duration = .seconds(20), attempts: Int = 3,
        connection: WebConnection = .init()
    ) throws -> WebFulfilment {
        let limits = ServiceLimits(timeOut: timeOut, attempts: attempts, pause: .zero)
        return WebFulfilment(try address(path), connection: connection, limits: limits)
    }

    /// What came to a path.
    func seen(at path: String) throws -> [JSONValue] {
        let curl = Process()
        let output = Pipe()
        curl.executableURL = URL(filePath: "/usr/bin/curl")
        curl.arguments = [
            "--silent", "--noproxy", "*", "--max-time", "20", try address("/seen").text,
        ]
        curl.standardOutput = output
        try curl.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        let all = try #require(try JSONParser.parse(Array(data)).value.array)
        return all.filter { $0["path"]?.text == path }
    }
}
