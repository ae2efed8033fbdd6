import Foundation
import Fulfilment
import Knowledge
import Testing

/// Kills processes in the middle of writing: no number that anybody was told is ever
/// told again.
@Suite struct KilledWriterTests {
    private let temporary = TemporaryFolder()
    private static let rounds = 100

    /// Beside the program that runs these tests.
    private static let probe = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "JournalProbe")

    /// A process that takes turns until it kills itself after some bytes.
    private func start(_ name: String, dyingAfter bytes: Int, most: Int = 1_000) throws -> Writer {
        try Writer(
            Self.probe,
            [temporary.url.path, Samples.day.description, name, "\(bytes)", "\(most)"])
    }

    @Test func aHundredWritersKilledInTheMiddleOfARecordRepeatNoNumber() throws {
        var told: [Int] = []
        var tornCount = 0
        var offset = 17
        for round in 0..<Self.rounds {
            // A record has about 300 bytes: each place in it comes, of one record or a later.
            offset = (offset * 61 + 7) % 997
            let writer = try start("w\(round)", dyingAfter: 1 + offset)
            let ending = writer.finish()
            #expect(ending.signal == SIGKILL)
            told += ending.numbers
            if try temporary.bytes("2026-11-23.jsonl").last != 0x0A { tornCount += 1 }
        }
        #expect(tornCount > Self.rounds * 9 / 10)
        try expectConsistent(told)
    }

    @Test func writersThatDieBesideEachOtherRepeatNoNumber() throws {
        var told: [Int] = []
        for round in 0..<10 {
            let writers = try (0..<4).map { index in
                try start("r\(round)-\(index)", dyingAfter: 400 + 331 * index + round)
            }
            for writer in writers { told += writer.finish().numbers }
        }
        let survivor = try start("survivor", dyingAfter: .max, most: 5).finish()
        #expect(survivor.signal == nil)
        told += survivor.numbers
        #expect(told.count > 20)
        try expectConsistent(told)
    }

    /// Each number was told once and stands in the journal, which a fresh reader
    /// continues.
    private func expectConsistent(_ told: [Int]) throws {
        #expect(Set(told).count == told.count)
        let lines = try temporary.bytes("2026-11-23.jsonl").split(separator: 0x0A)
        let written = lines.compactMap { line -> Int? in
            let record = try? JSONParser.parse(Array(line)).value
            return record?["response"]?["number"]?.text.flatMap { Int($0) }
        }
        #expect(Set(written).count == written.count)
        #expect(Set(told).isSubset(of: written))
        let next = try Journal(temporary.url).fulfil(Samples.ticket("afterwards"))
        #expect(next == .ticket(number: String((written.max() ?? 0) + 1)))
    }
}

/// A process that tells numbers, a line each.
private final class Writer {
    struct Ending {
        let numbers: [Int]
        let signal: Int32?
    }

    private let process = Process()
    private let output = Pipe()

    init(_ executable: URL, _ arguments: [String]) throws {
        process.executableURL = executable
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    func finish() -> Ending {
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let numbers = String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap {
            Int($0)
        }
        let signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
        return Ending(numbers: numbers, signal: signal)
    }
}
