import Foundation
import Knowledge
import Testing
import Transcript

@Suite struct TranscriptReaderTests {
    private func read(_ text: String) throws -> [TranscriptReader.Line] {
        var reader = TranscriptReader(bytes: Array(text.utf8))
        return try reader.allLines()
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let lines = SampleCall.lines()
        let read = try read(lines.map(\.text).joined(separator: "\n") + "\n")
        #expect(read.map(\.damage) == lines.map { _ in nil })
        #expect(read.map(\.number) == Array(1...lines.count))
        // Rounded when written: compare what a reader can know.
        #expect(read.compactMap { $0.record?.json } == lines.map(\.record.json))
        for (line, next) in zip(read, read.dropFirst()) {
            #expect(next.record?.prev == line.digest)
        }
    }

    @Test func everyEventComesBackAsItself() throws {
        for line in SampleCall.lines() {
            let record = try #require(try read(line.text + "\n").first?.record)
            if case .other = record.event { Issue.record("\(record.event.name) is not known") }
            #expect(record.event.name == line.record.event.name)
            #expect(record.json == line.record.json)
        }
    }

    @Test(arguments: [true, false])
    func keptSoundIsSaidOnlyWhereItIsKept(isKept: Bool) throws {
        let event = TranscriptEvent.callStarted(
            .init(
                language: "en-US", source: "alsa", knowledge: "k", version: "1", audioKept: isKept))
        var chain = TranscriptChain(call: "c", line: "l", start: SampleCall.start)
        let text = String(decoding: chain.append(event, ms: 0).bytes, as: UTF8.self)
        #expect(text.contains("\"version\":\"1\",\"audio_kept\":true,") == isKept)
        #expect(text.contains("audio_kept") == isKept)
        #expect(try read(text + "\n").first?.record?.event == event)
    }

    @Test func theExchangesIdOfTheCallIsRead() throws {
        let uuid = "40325ec2-5efd-4bd3-805f-53576e581d13"
        let event = TranscriptEvent.callStarted(
            .init(
                language: "en-US", source: "audiosocket", knowledge: "k", version: "1",
                audioKept: true, uuid: uuid))
        var chain = TranscriptChain(call: "c", line: "l", start: SampleCall.start)
        let text = String(decoding: chain.append(event, ms: 0).bytes, as: UTF8.self)
        #expect(text.contains("\"audio_kept\":true,\"uuid\":\"\(uuid)\","))
        #expect(try read(text + "\n").first?.record?.event == event)
    }

    @Test func damagedLinesAreReportedAndTheRestIsRead() throws {
        let good = SampleCall.lines()
        let text = """
            \(good[0].text)
            not json
            {"v":1,"time":"2026-11-23T18:45:01Z","call":"a","event":"x"}

            {"v":1,"time":"yesterday","call":"a","seq":1,"event":"x"}
            [1,2]
            \(good[1].text)
            {"v":1,"time":"2026-11-23T18:45
            """
        let lines = try read(text)
        #expect(
            lines.map(\.damage) == [
                nil, .notJSON("'not' is not a JSON value"), .missing("seq"), .missing("time"),
                .missing("{"), nil, .unfinished,
            ])
        #expect(lines.map(\.number) == [1, 2, 3, 5, 6, 7, 8])
        #expect(lines[5].record?.event == good[1].record.event)
        #expect(lines.allSatisfy { $0.damage?.description != "" })
    }

    @Test func bytesThatAreNoTextAreReported() throws {
        var reader = TranscriptReader(bytes: [0xFF, 0x00, 0x0A, 0x7B, 0x7D, 0x0A])
        #expect(
            try reader.allLines().map(\.damage) == [
                .notJSON("this byte is not UTF-8"), .missing("v"),
            ])
    }

    @Test func aWholeLastLineWithoutNewlineIsRead() throws {
        let lines = try read(SampleCall.lines()[0].text)
        #expect(lines.map(\.damage) == [nil])
    }

    @Test func aNewerVersionIsReadAsFarAsItIsKnown() throws {
        let text = """
            {"v":2,"time":"2026-11-23T18:45:01.000Z","call":"a","line":"b","seq":0,"ms":5,\
            "event":"caller.smiled","width":3,"prev":"x"}
            {"v":2,"time":"2026-11-23T18:45:01.000Z","call":"a","seq":1,"event":"noinput"}

            """
        let lines = try read(text)
        #expect(lines.map(\.damage) == [.newerVersion(2), .newerVersion(2)])
        #expect(lines[0].record?.event == .other(name: "caller.smiled", fields: ["width": 3]))
        #expect(lines[1].record?.event == .noInput(count: 0))
        #expect(lines[1].record?.line == "")
    }

    @Test func anOutcomeThatIsNotKnownIsKeptAsItIs() throws {
        let text = """
            {"v":1,"time":"2026-11-23T18:45:01.000Z","call":"a","seq":0,"event":"answer.chosen",\
            "outcome":"sing"}
            """
        #expect(
            try read(text).first?.record?.event
                == .other(name: "answer.chosen", fields: ["outcome": "sing"]))
    }

    @Test func aFileIsReadInPieces() throws {
        let temporary = TemporaryFolder()
        let folder = TranscriptFolder(temporary.url)
        try folder.prepare()
        let lines = SampleCall.lines()
        let text = lines.map(\.text).joined(separator: "\n") + "\n"
        let file = temporary.url.appending(path: "long.jsonl")
        try Data(String(repeating: text, count: 60).utf8).write(to: file)
        var reader = try TranscriptReader(file: file)
        let read = try reader.allLines()
        #expect(read.count == lines.count * 60)
        #expect(read.last?.digest == TranscriptChain.digest(of: lines[18].bytes))
        #expect(try reader.nextLine() == nil)
    }

    @Test func aLineWithoutEndIsSkippedWithoutBeingKept() throws {
        let good = SampleCall.lines()[0].text
        let endless = String(repeating: "x", count: 3 * TranscriptReader.lengthLimit)
        let lines = try read("\(good)\n\(endless)\n\(good)\n\(endless)")
        #expect(lines.map(\.damage) == [nil, .tooLong, nil, .tooLong])

        let temporary = TemporaryFolder()
        try TranscriptFolder(temporary.url).prepare()
        let file = temporary.url.appending(path: "long.jsonl")
        try Data("\(good)\n\(endless)\n\(good)\n\(endless)".utf8).write(to: file)
        var reader = try TranscriptReader(file: file)
        #expect(try reader.allLines().map(\.damage) == [nil, .tooLong, nil, .tooLong])
    }

    @Test func emptyFilesHaveNoLines() throws {
        #expect(try read("") == [])
        #expect(try read("\n\n") == [])
    }

    @Test func aFileThatIsNotThereIsATypedError() {
        let error = #expect(throws: TranscriptError.self) {
            try TranscriptReader(file: URL(filePath: "/nowhere/2026-11-23.jsonl"))
        }
        #expect(error?.kind == .missing)
        #expect(error?.description.contains("cannot be read") == true)
    }
}
