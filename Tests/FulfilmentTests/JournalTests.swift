import Foundation
import Fulfilment
import Knowledge
import Testing

@Suite struct JournalTests {
    private let temporary = TemporaryFolder()
    private let today = "2026-11-23.jsonl"

    private func journal() throws -> Journal { try Journal(temporary.url) }

    @Test func whatWasDoneIsKnownToTheNextProcess() throws {
        #expect(try journal().fulfil(Samples.ticket("a")) == .ticket(number: "1"))
        #expect(try journal().fulfil(Samples.ticket("b")) == .ticket(number: "2"))
        #expect(try journal().fulfil(Samples.ticket("a")) == .ticket(number: "1"))
        #expect(
            try journal().fulfil(Samples.ticket("c", caller: "a")) == .refused(.sameService))
    }

    @Test func twoWritersTakeTurns() throws {
        let (one, other) = (try journal(), try journal())
        var numbers: [FulfilmentResponse] = []
        for turn in 0..<10 {
            numbers.append(try one.fulfil(Samples.ticket("one \(turn)")))
            numbers.append(try other.fulfil(Samples.ticket("other \(turn)")))
        }
        #expect(numbers == (1...20).map { .ticket(number: String($0)) })
    }

    @Test func turnsOfOneDayAreBookedOnSeveral() throws {
        let friday = Samples.day(after: 4)
        for (index, today) in [0, 4, 2, -2].enumerated() {
            let request = Samples.ticket(
                "\(index)", day: friday, today: Samples.day(after: today))
            #expect(try journal().fulfil(request) == .ticket(number: "\(index + 1)"))
        }
    }

    @Test func aRecordIsOneLineWithItsRequestAndItsResponse() throws {
        let request = Samples.ticket("a")
        _ = try journal().fulfil(request)
        let bytes = try temporary.bytes(today)
        #expect(bytes.last == 0x0A)
        #expect(bytes.count { $0 == 0x0A } == 1)
        let record = try JSONParser.parse(Array(bytes.dropLast())).value
        #expect(record["request"] == request.json)
        #expect(record["response"] == ["result": "ticket", "number": "1"])
    }

    @Test func fileAndFolderAreTheirOwnersOnly() throws {
        let folder = temporary.url.appending(path: "state/journal")
        _ = try Journal(folder).fulfil(Samples.ticket("a"))
        for (url, expected) in [(folder, 0o700), (folder.appending(path: today), 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            #expect(attributes[.posixPermissions] as? Int == expected)
        }
    }

    @Test func aLineThatEndsAnywhereIsLeftBehind() throws {
        _ = try journal().fulfil(Samples.ticket("a"))
        let first = try temporary.bytes(today).count
        _ = try journal().fulfil(Samples.ticket("b"))
        let whole = try temporary.bytes(today)
        for end in first..<whole.count {
            try temporary.write(Array(whole[..<end]), to: today)
            // Without its newline the record is whole: it counts.
            let next = end == whole.count - 1 ? 3 : 2
            #expect(try journal().fulfil(Samples.ticket("c")) == .ticket(number: "\(next)"))
            #expect(
                try journal().fulfil(Samples.ticket("d")) == .ticket(number: "\(next + 1)"))
            #expect(try temporary.bytes(today).starts(with: whole[..<end]))
        }
    }

    @Test func aTornLineIsSeenByAProcessThatGoesOn() throws {
        let journal = try journal()
        _ = try journal.fulfil(Samples.ticket("a"))
        let whole = try temporary.bytes(today)
        try temporary.write(whole + Array(whole.dropLast(20)), to: today)
        #expect(try journal.fulfil(Samples.ticket("b")) == .ticket(number: "2"))
        #expect(try journal.fulfil(Samples.ticket("c")) == .ticket(number: "3"))
    }

    @Test(arguments: ["", "{}", "\u{0}\u{0}", "[[[[", #"{"request":{},"response":{}}"#])
    func aLineOfSomethingElseIsNotRead(_ line: String) throws {
        try temporary.write(Array((line + "\n").utf8), to: today)
        #expect(try journal().fulfil(Samples.ticket("a")) == .ticket(number: "1"))
    }

    @Test func whatACallerSaysIsOneLineOfJSON() throws {
        let comment = "\"}\n{\"result\":\"ticket\"} $(reboot) `id`; \u{0}\u{202E}"
        let request = Samples.request("a", .feedback(rating: 1, comment: comment))
        #expect(try journal().fulfil(request) == .accepted)
        #expect(try temporary.bytes(today).count { $0 == 0x0A } == 1)
        #expect(try journal().fulfil(request) == .accepted)
    }

    @Test func aKeyForAnotherWishIsRefused() throws {
        _ = try journal().fulfil(Samples.ticket("a"))
        #expect {
            _ = try journal().fulfil(Samples.ticket("a", service: "vehicle"))
        } throws: { ($0 as? FulfilmentError)?.kind == .keyReused }
    }

    @Test func aFolderThatIsNoneIsTold() throws {
        try temporary.write([], to: "file")
        #expect {
            _ = try Journal(temporary.url.appending(path: "file/journal"))
        } throws: { ($0 as? FulfilmentError)?.kind == .missing }
        #expect {
            _ = try Journal(temporary.url.appending(path: "file"))
        } throws: { ($0 as? FulfilmentError)?.kind == .missing }
    }

    @Test func theStateOfAFileStandsBesideTheJournal() throws {
        let states = #"{"H29.24-0117":{"state":"ready","day":"2026-11-20"},"B2":{"state":"?"}}"#
        try temporary.write(Array(states.utf8), to: Journal.applicationsFile)
        func state(_ code: String) throws -> FulfilmentResponse {
            try journal().fulfil(Samples.request(code, .applicationStatus(code: code)))
        }
        #expect(try state("H29240117") == .status(.ready, day: Day("2026-11-20")))
        #expect(try state("B2") == .refused(.unknownCode))
        #expect(try state("C3") == .refused(.unknownCode))
    }
}
