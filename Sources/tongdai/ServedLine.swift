import Benchmark
import Foundation
import Knowledge
import Transcript

/// The line that simulated callers call: a server that runs already, or one that is
/// started for them, with a log of its own.
final class ServedLine {
    let address: sockaddr_in
    private let server: ServerProcess?
    private let processID: Int32?
    private let log: URL?

    /// How long after it was dialled a call's transcript may begin, in milliseconds.
    private static let startTime = -100...1_500

    /// - Parameter lines: That are called at once.
    init(_ arguments: Arguments, lines: Int) throws {
        if let place = arguments["--connect"] {
            address = try Self.address(place)
            processID = try arguments.number("--pid", in: 1...4_194_304).map(Int32.init)
            log = arguments["--log"].map { URL(filePath: $0) }
            server = nil
        } else {
            let server = try ServerProcess(EngineOptions.packFolder(arguments), lines: lines)
            address = try Self.address("127.0.0.1:\(server.port)")
            (self.server, processID, log) = (server, server.id, server.log)
        }
    }

    /// What its process has used, where that is known.
    var use: ProcessUse? { processID.flatMap { ProcessUse(of: $0) } }

    /// Ends a server that was started here.
    /// - Returns: What it said at its end.
    @discardableResult
    func stop() -> String? { server?.stop() }

    /// What it answered, by the moments at which calls were dialled: the transcript
    /// names no connection, but calls begin in the order in which they are dialled.
    /// - Returns: Nil without a log.
    func answers(to dialled: [TranscriptTime]) throws -> [TranscriptTime: GivenAnswers]? {
        guard let log else { return nil }
        var records: [String: [TranscriptRecord]] = [:]
        for file in TranscriptFolder(log).files() {
            var reader = try TranscriptReader(file: file)
            while let line = try reader.nextLine() {
                guard let record = line.record else { continue }
                records[record.call, default: []].append(record)
            }
        }
        var begun = records.values.compactMap { call in
            call.first.map { (start: $0.time.milliseconds, call: call) }
        }.sorted { $0.start < $1.start }[...]
        var answers: [TranscriptTime: GivenAnswers] = [:]
        for moment in dialled.sorted() {
            let window = Self.startTime.lowerBound + moment.milliseconds
            begun = begun.drop { $0.start < window }
            guard let next = begun.first,
                next.start <= Self.startTime.upperBound + moment.milliseconds
            else { continue }
            answers[moment] = GivenAnswers(next.call)
            begun = begun.dropFirst()
        }
        return answers
    }

    /// - Parameter place: `HOST:PORT`; the host is an IPv4 address or `localhost`.
    private static func address(_ place: String) throws(UsageError) -> sockaddr_in {
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else {
            throw UsageError("--connect takes HOST:PORT, such as 127.0.0.1:9019, not '\(place)'")
        }
        let host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw UsageError("--connect takes an IPv4 address, not '\(host)'")
        }
        address.sin_port = port.bigEndian
        return address
    }
}
