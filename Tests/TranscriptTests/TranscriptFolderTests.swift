import Dispatch
import Foundation
import Knowledge
import Pipeline
import Testing
import Transcript

@Suite struct TranscriptFolderTests {
    private let temporary = TemporaryFolder()
    private var folder: TranscriptFolder { TranscriptFolder(temporary.url) }

    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func linesAreInTheFileOfTheirDayAsSoonAsTheyAreWritten() throws {
        let lines = SampleCall.lines()
        for (index, line) in lines.enumerated() {
            try folder.write(line)
            let bytes = try temporary.bytes("2026-11-23.jsonl")
            #expect(bytes.suffix(line.bytes.count + 1) == line.bytes + [0x0A])
            #expect(bytes.count { $0 == 0x0A } == index + 1)
        }
    }

    @Test func fileAndFolderAreTheirOwnersOnly() throws {
        let deep = TranscriptFolder(temporary.url.appending(path: "state/log"))
        try deep.write(SampleCall.lines()[0])
        #expect(try permissions(deep.file(of: SampleCall.start.day)) == 0o600)
        #expect(try permissions(deep.url) == 0o700)
        #expect(try permissions(temporary.url) == 0o700)
    }

    @Test func aCallOverMidnightIsInTwoFiles() throws {
        let evening = try #require(TranscriptTime("2026-12-31T23:59:59.900Z"))
        var chain = TranscriptChain(call: "a", line: "b", start: evening)
        for ms in [0, 99, 100, 200] { try folder.write(chain.append(.speechStarted, ms: ms)) }
        #expect(
            folder.files().map(\.lastPathComponent) == ["2026-12-31.jsonl", "2027-01-01.jsonl"])
        for file in folder.files() {
            var reader = try TranscriptReader(file: file)
            #expect(try reader.allLines().count == 2)
        }
    }

    @Test func anIdIsKnownOnItsDayAndThoseBesideIt() throws {
        try SampleCall.lines(call: "rate-8000").forEach { try folder.write($0) }
        let known = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"].map {
            Day($0).map { folder.has(call: "rate-8000", on: $0) }
        }
        #expect(known == [false, true, true, true, false])
    }

    @Test func onlyAWholeIdIsAnId() throws {
        let day = SampleCall.start.day
        let quoted = #"x","call":"y","#
        var chain = TranscriptChain(call: "rate-8000", line: quoted, start: SampleCall.start)
        try folder.write(chain.append(.speechStarted, ms: 0))
        #expect(folder.has(call: "rate-8000", on: day))
        for other in ["rate-800", "ate-8000", "rate-8000-2", "y", ""] {
            #expect(!folder.has(call: other, on: day), "\(other)")
        }
    }

    @Test func whatIsNoRegularFileHasNoCalls() throws {
        let day = SampleCall.start.day
        try folder.prepare()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file(of: day).path, withDestinationPath: "/dev/zero")
        #expect(!folder.has(call: "x", on: day))
    }

    @Test func aClaimIsForOneAtATimeAndEndsWithItsLastReference() throws {
        let folder = folder
        let first = try folder.claim()
        let order = Locked<[String]>([])
        let isDone = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let second = try? folder.claim()
            order.withLock { $0.append(second == nil ? "none" : "second") }
            isDone.signal()
        }
        withExtendedLifetime(first) { order.withLock { $0.append("first") } }
        _ = consume first
        #expect(isDone.wait(timeout: .now() + 10) == .success)
        #expect(order.withLock { $0 } == ["first", "second"])
    }

    @Test func aLineThatWasCutByADyingWriterKeepsItsOwnLine() throws {
        try folder.prepare()
        let torn = Array(#"{"v":1,"time":"2026-11-23T18:4"#.utf8)
        try Data(torn).write(to: folder.file(of: SampleCall.start.day))
        let lines = SampleCall.lines()
        try folder.write(lines[0])
        try folder.write(lines[1])
        #expect(
            try temporary.bytes("2026-11-23.jsonl")
                == torn + [0x0A] + lines[0].bytes + [0x0A] + lines[1].bytes + [0x0A])
    }

    @Test func manyWritersAtOnceNeverMixTheirLines() throws {
        let folder = folder
        let calls = (0..<16).map { SampleCall.lines(call: "call-\($0)") }
        let failures = Locked<[TranscriptError]>([])
        DispatchQueue.concurrentPerform(iterations: calls.count) { index in
            for line in calls[index] {
                do throws(TranscriptError) {
                    try folder.write(line)
                } catch {
                    failures.withLock { $0.append(error) }
                }
            }
        }
        #expect(failures.withLock { $0 } == [])
        var reader = try TranscriptReader(file: folder.file(of: SampleCall.start.day))
        let read = try reader.allLines()
        #expect(read.count == calls.count * SampleCall.events.count)
        #expect(read.allSatisfy { $0.damage == nil })
        for (index, call) in calls.enumerated() {
            let own = read.compactMap(\.record).filter { $0.call == "call-\(index)" }
            #expect(own.map(\.json.json) == call.map(\.text))
        }
    }

    @Test func anotherProcessThatAppendsIsNotDisturbed() throws {
        try folder.prepare()
        let file = folder.file(of: SampleCall.start.day)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = [
            "-c",
            "i=0; while [ $i -lt 300 ]; do echo '{\"other\":'$i'}' >> \"$0\"; i=$((i+1)); done",
            file.path,
        ]
        try shell.run()
        let lines = SampleCall.lines()
        var written = 0
        while shell.isRunning || written < lines.count {
            if written < 2000 { try folder.write(lines[written % lines.count]) }
            written += 1
        }
        shell.waitUntilExit()
        var reader = try TranscriptReader(file: file)
        let read = try reader.allLines()
        #expect(read.count { $0.damage == nil } == min(written, 2000))
        #expect(read.count { $0.damage == .missing("v") } == 300)
        #expect(read.count == min(written, 2000) + 300)
    }

    @Test func aFolderThatIsAFileIsATypedError() throws {
        try folder.prepare()
        let file = temporary.url.appending(path: "file")
        try Data().write(to: file)
        let blocked = TranscriptFolder(file.appending(path: "log"))
        let error = #expect(throws: TranscriptError.self) {
            try blocked.write(SampleCall.lines()[0])
        }
        #expect(error?.kind == .noSuchFolder)
        #expect(error?.remedy == "name a folder, and no file, with --log")
        let prepared = #expect(throws: TranscriptError.self) {
            try TranscriptFolder(file).prepare()
        }
        #expect(prepared?.kind == .noSuchFolder)
    }

    @Test func aFolderThatMayNotBeWrittenToIsATypedError() throws {
        try folder.prepare()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o500], ofItemAtPath: temporary.url.path)
        let written = Result { try folder.write(SampleCall.lines()[0]) }
        let prepared = Result { try folder.prepare() }
        // Root may write everywhere.
        let code: Int32? = getuid() == 0 ? nil : EACCES
        #expect(written.error?.code == code)
        #expect(prepared.error?.code == code)
        #expect(written.error?.kind == code.map { _ in .notPermitted })
    }

    @Test func aFolderThatTheSystemOwnsIsATypedError() throws {
        // Nobody, root included, makes folders there.
        for place in ["/proc", "/sys"] {
            let log = TranscriptFolder(URL(filePath: "\(place)/tongdai/log"))
            let error = #expect(throws: TranscriptError.self) {
                try log.write(SampleCall.lines()[0])
            }
            #expect(error?.operation == "mkdir")
            #expect(error?.file == "\(place)/tongdai")
        }
    }

    @Test func aFullDiskIsATypedErrorAndTheNextLineIsTriedAgain() throws {
        try folder.prepare()
        let lines = SampleCall.lines()
        let file = folder.file(of: SampleCall.start.day)
        try FileManager.default.createSymbolicLink(
            at: file, withDestinationURL: URL(filePath: "/dev/full"))
        for line in lines[0...1] {
            let error = #expect(throws: TranscriptError.self) { try folder.write(line) }
            #expect(
                error == TranscriptError(file: file.path, operation: "write", code: ENOSPC))
            #expect(error?.kind == .diskFull)
            #expect(
                error?.description
                    == "\(file.path): the transcript cannot be written: no space is left (write, "
                    + "errno 28); remedy: make room on the disk, or name another folder with --log")
        }
        try FileManager.default.removeItem(at: file)
        try folder.write(lines[2])
        #expect(try temporary.bytes("2026-11-23.jsonl") == lines[2].bytes + [0x0A])
    }

    @Test func aFileThatIsTakenAwayIsBegunAgain() throws {
        let lines = SampleCall.lines()
        try folder.write(lines[0])
        try FileManager.default.removeItem(at: temporary.url)
        try folder.write(lines[1])
        #expect(try temporary.bytes("2026-11-23.jsonl") == lines[1].bytes + [0x0A])
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/var/state", "HOME": "/home/lan"], "/var/state/tongdai/log"),
        (["XDG_STATE_HOME": "", "HOME": "/home/lan"], "/home/lan/.local/state/tongdai/log"),
        (["XDG_STATE_HOME": "state", "HOME": "/home/lan"], "/home/lan/.local/state/tongdai/log"),
        (["HOME": "/home/lan"], "/home/lan/.local/state/tongdai/log"),
    ])
    func theStandardFolderFollowsXDG(environment: [String: String], path: String) {
        #expect(TranscriptFolder.standard(environment: environment).url.path == path)
    }

    @Test func onlyDaysAreListed() throws {
        try folder.prepare()
        for name in ["2026-11-24.jsonl", "2026-11-23.jsonl", "2026-11-31.jsonl", "a.jsonl", "b"] {
            try Data().write(to: temporary.url.appending(path: name))
        }
        #expect(
            folder.files().map(\.lastPathComponent) == ["2026-11-23.jsonl", "2026-11-24.jsonl"])
        #expect(TranscriptFolder(temporary.url.appending(path: "none")).files() == [])
    }
}

extension Result {
    fileprivate var error: TranscriptError? {
        if case .failure(let error) = self { error as? TranscriptError } else { nil }
    }
}
