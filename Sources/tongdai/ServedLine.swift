import AudioSocket
import Benchmark
import Foundation
import Transcript

/// The line that simulated callers call: a server that runs already, or one that is
/// started for them.
final class ServedLine {
    let address: sockaddr_in
    private let process: Process?
    private let processID: Int32?
    private let log: URL?
    private let folder: URL?

    init(_ arguments: Arguments) throws {
        guard let place = arguments["--connect"] else {
            throw CommandFailure("no server to start yet; remedy: name one with --connect")
        }
        address = try Self.address(place)
        processID = try arguments.number("--pid", in: 1...4_194_304).map(Int32.init)
        log = arguments["--log"].map { URL(filePath: $0) }
        (process, folder) = (nil, nil)
    }

    /// What its process has used, where that is known.
    var use: ProcessUse? { processID.flatMap { ProcessUse(of: $0) } }

    /// What it answered in each call, by its log; nothing without one.
    func answers() throws -> (CallUUID) -> GivenAnswers? {
        guard let log else { return { _ in nil } }
        var records: [String: [TranscriptRecord]] = [:]
        for file in TranscriptFolder(log).files() {
            var reader = try TranscriptReader(file: file)
            while let line = try reader.nextLine() {
                guard let record = line.record else { continue }
                records[record.call, default: []].append(record)
            }
        }
        return { uuid in records["\(uuid)"].map { GivenAnswers($0) } }
    }

    func stop() {
        guard let process else { return }
        process.terminate()
        process.waitUntilExit()
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }

    /// - Parameter place: `HOST:PORT`; the host is an IPv4 address or `localhost`.
    private static func address(_ place: String) throws(UsageError) -> sockaddr_in {
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else {
            throw UsageError("--connect takes HOST:PORT, such as 127.0.0.1:9092, not '\(place)'")
        }
        let host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw UsageError("--connect takes an IPv4 address, not '\(host)'")
        }
        address.sin_port = port.bigEndian
        return address
    }
}
