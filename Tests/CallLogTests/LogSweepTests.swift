import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

/// Folders as they are found in the field.
@Suite struct LogSweepTests {
    private func filled() throws -> TemporaryLog {
        let log = try TemporaryLog()
        try log.write(LogSample.lines("a", [.refused("x")], start: "2026-11-23T09:00:00.000Z"))
        try log.write(LogSample.lines("b", [.refused("y")], start: "2026-11-24T09:00:00.000Z"))
        return log
    }

    @Test(arguments: ["gzip", "xz", "zstd"])
    func compressedDaysAreReadLikeOthers(_ tool: String) throws {
        let log = try filled()
        let plain = try log.sweep().calls.map(\.lines)
        try log.pack("2026-11-23.jsonl", with: tool)
        #expect(!log.names.contains("2026-11-23.jsonl"))
        let (calls, failures) = try log.sweep()
        #expect(failures.isEmpty)
        #expect(calls.map(\.lines) == plain)
    }

    @Test func aDamagedArchiveIsToldAndTheRestIsRead() throws {
        let log = try filled()
        try log.pack("2026-11-23.jsonl", with: "gzip")
        try log.put(Array(try log.bytes("2026-11-23.jsonl.gz").dropLast(12)), "2026-11-23.jsonl.gz")
        try log.put("no archive", "2026-11-22.jsonl.gz")
        try log.put("", "2026-11-21.jsonl.gz")
        let (calls, failures) = try log.sweep()
        #expect(calls.contains { $0.call == "b" })
        #expect(failures.map(\.kind).contains(.damagedArchive))
        #expect(failures.allSatisfy { $0.subject.hasSuffix(".gz") })
    }

    @Test func bothFormsOfADayAreOneDay() throws {
        let log = try filled()
        let bytes = try log.bytes("2026-11-23.jsonl")
        try log.pack("2026-11-23.jsonl", with: "gzip")
        try log.put(bytes, "2026-11-23.jsonl")
        #expect(try log.sweep().calls.map(\.call) == ["a", "b"])
    }

    @Test func whatIsAddedToACompressedDayHidesNothing() throws {
        let log = try filled()
        try log.pack("2026-11-23.jsonl", with: "gzip")
        try log.write(LogSample.lines("late", [], start: "2026-11-23T20:00:00.000Z"))
        #expect(log.names.contains("2026-11-23.jsonl"))
        #expect(try log.sweep().calls.map(\.call) == ["a", "late", "b"])
    }

    @Test func emptyFilesGarbageAndUnfinishedLines() throws {
        let log = try filled()
        try log.put("", "2026-11-22.jsonl")
        try log.put([0, 1, 2, 0xFF, 0x0A, 0x7B, 0x0A], "2026-11-21.jsonl")
        let last = LogSample.lines("c", [.refused("z")], start: "2026-11-25T09:00:00.000Z")
        try log.put(
            last.dropLast().flatMap { $0.bytes + [0x0A] } + Array("{\"v\":1,\"time\"".utf8),
            "2026-11-25.jsonl")
        let (calls, failures) = try log.sweep()
        #expect(failures.isEmpty)
        #expect(calls.map(\.call).sorted() == ["a", "b", "c"])
        #expect(try log.sweep(CallScan(calls: ["c"])).calls.first?.records.count == last.count - 1)
    }

    @Test func aNewerVersionIsReadAsFarAsItIsKnown() throws {
        let log = try TemporaryLog()
        let lines = LogSample.lines("a", [.refused("x")]).map(\.bytes).map { line in
            String(decoding: line, as: UTF8.self)
                .replacing("{\"v\":1,", with: "{\"v\":2,")
                .replacing(
                    "\"event\":\"speech.started\"", with: "\"event\":\"speech.felt\",\"new\":{}")
        }
        try log.put(lines.joined(separator: "\n") + "\n", "2026-11-24.jsonl")
        let call = try #require(try log.sweep().calls.first)
        #expect(call.records.count == lines.count)
        #expect(call.records.allSatisfy { $0.version == 2 })
        #expect(call.summary?.turns.map(\.text) == ["x"])
    }

    @Test func absurdNumbersAreBorne() throws {
        let log = try TemporaryLog()
        let numbers = [
            "9223372036854775807", "-9223372036854775808", "1e300", "-1", "99999999999999999",
        ]
        let lines = numbers.flatMap { number in
            LogSample.lines("c\(number)", [.answered("x", "a.b")]).map { line in
                String(decoding: line.bytes, as: UTF8.self)
                    .replacing(/"(seq|ms|start_ms|end_ms|total_ms|duration_ms)":\d+/) {
                        "\"\($0.1)\":\(number)"
                    }
            }
        }
        try log.put(lines.joined(separator: "\n") + "\n", "2026-11-24.jsonl")
        var statistics = CallStatistics(by: .day)
        for call in try log.sweep().calls {
            _ = ChainCheck().check(call)
            _ = VCon(call)?.json(created: LogSample.time("2026-11-28T12:00:00.000Z"), product: "")
            guard let summary = call.summary else { continue }
            for _ in 0..<3 { statistics.add(summary) }
            _ = CallTable.rows(of: summary)
            _ = summary.json().json
            for record in call.records { _ = TranscriptText().lines(for: record) }
        }
        #expect(statistics.total.calls > 0)
    }

    @Test func aLineWithoutEndIsDamagedAndWhatFollowsIsRead() throws {
        let log = try filled()
        let long = [UInt8](repeating: 0x61, count: 40 << 20)
        try log.put(long + [0x0A] + (try log.bytes("2026-11-24.jsonl")), "2026-11-24.jsonl")
        #expect(try log.sweep().calls.map(\.call) == ["a", "b"])
    }

    @Test func linksOutOfTheFolderAndWhatIsNoFileAreRefused() throws {
        let (log, other) = (try filled(), try filled())
        try FileManager.default.createSymbolicLink(
            at: log.url.appending(path: "2026-11-22.jsonl"),
            withDestinationURL: other.url.appending(path: "2026-11-23.jsonl"))
        try FileManager.default.createDirectory(
            at: log.url.appending(path: "2026-11-21.jsonl"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: log.url.appending(path: "2026-11-20.jsonl"),
            withDestinationURL: URL(filePath: "/dev/zero"))
        let (calls, failures) = try log.sweep()
        #expect(calls.map(\.call) == ["a", "b"])
        #expect(
            failures.map(\.subject) == ["2026-11-20.jsonl", "2026-11-21.jsonl", "2026-11-22.jsonl"])
    }

    @Test func aMissingFolderIsAnErrorThatSaysWhatToDo() throws {
        var scan = CallScan()
        let error = #expect(throws: LogError.self) {
            try LogFolder(URL(filePath: "/nonexistent/log")).sweep(&scan) { _ in }
        }
        #expect(error?.kind == .missing)
        #expect(error?.remedy.contains("--log") == true)
    }

    @Test func aFileThatIsPurgedOrCutWhileItIsReadEndsThere() throws {
        let log = try filled()
        let file = log.url.appending(path: "2026-11-23.jsonl")
        let whole = try log.lines("2026-11-23.jsonl").count
        let purged = try PieceReader(file, pieceLength: 1)
        let first = try #require(try purged.next())
        try FileManager.default.removeItem(at: file)
        var rest = first
        while let piece = try purged.next() { rest += piece }
        #expect(rest.count { $0 == 0x0A } == whole)
        let gone = #expect(throws: LogError.self) { try PieceReader(file) }
        #expect(gone?.kind == .missing)
        let other = log.url.appending(path: "2026-11-24.jsonl")
        let cut = try PieceReader(other)
        try FileHandle(forWritingTo: other).truncate(atOffset: 10)
        #expect(try cut.next()?.count == 10)
        #expect(try cut.next() == nil)
    }

    /// A process may have few files open, often 1,024, and a log has a file a day.
    @Test func noPackedDayStaysOpenWhenItHasBeenRead() throws {
        let log = try filled()
        try log.pack("2026-11-23.jsonl", with: "gzip")
        let packed = try log.bytes("2026-11-23.jsonl.gz")
        let days = (10...59).map { "2026-\($0 / 10)-1\($0 % 10).jsonl.gz" }
        for day in days { try log.put(packed, day.replacing("2026-", with: "2026-0")) }
        // Other tests of this process have files open, too, but not as many.
        func open() throws -> Int {
            let (folder, files) = ("/proc/self/fd", FileManager.default)
            return try files.contentsOfDirectory(atPath: folder).count {
                let target = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
                return target.map { $0.hasPrefix("pipe:") || $0.hasSuffix(".gz") } ?? false
            }
        }
        let before = try open()
        let (_, failures) = try log.sweep()
        #expect(failures == [])
        #expect(try open() < before + days.count / 2)
    }

    @Test func readingChangesNothing() throws {
        let log = try filled()
        try log.pack("2026-11-23.jsonl", with: "gzip")
        let names = log.names
        let before = try names.map { try log.bytes($0) }
        for _ in 0..<2 { _ = try log.sweep() }
        #expect(log.names == names)
        #expect(try names.map { try log.bytes($0) } == before)
    }

    @Test func manyOtherFilesAreNoHindrance() throws {
        let log = try filled()
        for number in 0..<2_000 {
            _ = FileManager.default.createFile(
                atPath: log.url.appending(path: "junk-\(number)").path, contents: nil)
        }
        #expect(try log.sweep().calls.count == 2)
    }

    @Test func aRotatedDayIsNamedAndNotRead() throws {
        let log = try filled()
        for name in ["2026-11-23.jsonl.1", "2026-11-23.jsonl.2.gz", "2026-11-22.jsonl.bak"] {
            try log.put(try log.bytes("2026-11-23.jsonl"), name)
        }
        try log.put("none of ours", "notes.jsonl.1")
        let (calls, failures) = try log.sweep()
        #expect(calls.map(\.call) == ["a", "b"])
        #expect(
            failures.map(\.subject)
                == ["2026-11-22.jsonl.bak", "2026-11-23.jsonl.1", "2026-11-23.jsonl.2.gz"])
        // Of other days nothing is told.
        var scan = CallScan()
        #expect(try log.folder.sweep(&scan, from: Day("2026-11-24")) { _ in }.isEmpty)
    }

    @Test func aSmallPieceIsReadInSmallPortions() throws {
        let log = try TemporaryLog()
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 99) + [0x0A]
        try log.put([[UInt8]](repeating: line, count: 10_000).flatMap { $0 }, "2026-11-23.jsonl")
        let reader = try PieceReader(
            log.url.appending(path: "2026-11-23.jsonl"), pieceLength: 4_096)
        var (count, longest) = (0, 0)
        while let piece = try reader.next() {
            count += piece.count
            longest = max(longest, piece.count)
        }
        #expect(count == 1_000_000)
        #expect(longest <= 2 * 4_096)
    }
}
