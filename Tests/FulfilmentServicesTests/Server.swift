import Foundation
import Fulfilment
import FulfilmentServices
import Knowledge
import Testing

/// A server on this machine, on a port of its own, for as long as this value lives.
final class Server {
    private let process = Process()
    let port: Int
    private let scheme: String

    /// - Parameter arguments: Of a script that prints its port and then serves.
    init(_ script: String, _ arguments: [String] = [], scheme: String = "http") throws {
        let output = Pipe()
        process.executableURL = repository.appending(path: script)
        process.arguments = arguments
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

    static func lying() throws -> Server { try Server("Tests/Fixtures/fulfilment/lying-server") }

    func address(_ path: String) throws -> WebAddress {
        try #require(WebAddress("\(scheme)://127.0.0.1:\(port)\(path)"))
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
            "--silent", "--noproxy", "*", "--max-time", "20", "http://127.0.0.1:\(port)/seen",
        ]
        curl.standardOutput = output
        try curl.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        let all = try #require(try JSONParser.parse(Array(data)).value.array)
        return all.filter { $0["path"]?.text == path }
    }
}
