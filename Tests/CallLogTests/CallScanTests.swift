import CallLog
import Knowledge
import Testing
import Transcript

@Suite struct CallScanTests {
    private func calls(_ pieces: [[UInt8]], _ scan: CallScan = CallScan()) -> (
        [ScannedCall], CallScan
    ) {
        var scan = scan
        var found: [ScannedCall] = []
        scan.beginFile("day")
        for piece in pieces { scan.add(piece) { found.append($0) } }
        scan.finish { found.append($0) }
        return (found, scan)
    }

    private func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [0x0A] } }

    private let one = LogSample.lines("one", [.answered("how much is it", "passport.fee")])
    private let two = LogSample.lines("two", [.refused("do you speak french")])

    private var mixed: [[UInt8]] {
        var lines: [[UInt8]] = []
        for index in 0..<max(one.count, two.count) {
            if index < one.count { lines.append(one[index].bytes) }
            if index < two.count { lines.append(two[index].bytes) }
        }
        return lines
    }

    @Test func callsThatStandMixedAreGathered() {
        let (found, scan) = calls([joined(mixed)])
        #expect(found.map(\.call) == ["one", "two"])
        #expect(found[0].lines.map(\.bytes) == one.map(\.bytes))
        #expect(found[1].lines.map(\.bytes) == two.map(\.bytes))
        #expect(found[1].lines.map(\.number) == [2, 4, 6, 8, 10, 12, 14, 16])
        #expect(scan.lineCount == 16)
        #expect(scan.callCount == 2)
    }

    @Test func aCallMayLieInAnyNumberOfPieces() {
        let whole = calls([joined(mixed)]).0
        let (found, scan) = calls(mixed.map { $0 + [0x0A] })
        #expect(found.map(\.lines) == whole.map(\.lines))
        #expect(scan.callCount == 2)
    }

    @Test func aCallWithoutAnEndIsGivenOutOnceItsDayAndTheNextAreOver() {
        var scan = CallScan()
        var found: [String] = []
        scan.beginFile("day")
        scan.add(joined(one.dropLast().map(\.bytes))) { found.append($0.call) }
        scan.endDay { found.append($0.call) }
        #expect(found.isEmpty)
        scan.endDay { found.append($0.call) }
        #expect(found == ["one"])
        scan.finish { found.append($0.call) }
        #expect(found == ["one"])
    }

    @Test func whatIsNoLineIsToldAndTheRestIsRead() {
        var lines = mixed
        lines.insert(Array("garbage".utf8), at: 1)
        lines.insert([0xFF, 0xFE, 0x00], at: 3)
        lines.insert([], at: 4)
        let (found, scan) = calls([joined(lines)])
        #expect(found.count == 2)
        #expect(found[0].records.count == one.count)
        #expect(scan.damaged.map(\.number) == [2, 4])
    }

    @Test func everyLineThatCannotBeReadIsCountedAndAThousandAreKept() {
        var scan = CallScan()
        scan.beginFile("one")
        scan.add([UInt8](repeating: UInt8(ascii: "x"), count: 1) + [0x0A]) { _ in }
        scan.beginFile("two")
        scan.add(joined(Array(repeating: Array("x".utf8), count: 1_500))) { _ in }
        #expect(scan.damagedCount == 1_501)
        #expect(scan.damaged.count == 1_000)
        #expect(scan.tornCount == 0)
        #expect(scan.unread.map(\.count) == [1, 1_500])
        #expect(scan.unread.map(\.file) == ["one", "two"])
        #expect(scan.unread.first?.description.hasPrefix("one: 1 line could not") == true)
    }

    @Test func aLineIsTornWhereverItIsCut() {
        let line = one[1].bytes
        for length in 1..<line.count {
            let (_, scan) = calls([joined([Array(line[..<length]), two[0].bytes])])
            #expect(
                scan.damagedCount
                    + (calls([joined([Array(line[..<length])])]).0.first?
                        .read().unread.count ?? 0) == 1, "\(length)")
            #expect(UnreadLine(.init(bytes: Array(line[..<length]), number: 1)).isTorn, "\(length)")
        }
        #expect(!UnreadLine(.init(bytes: line + [UInt8(ascii: "x")], number: 1)).isTorn)
        let spaced = calls([joined([line + Array(" \r".utf8)])])
        #expect(spaced.1.damagedCount == 0 && spaced.0.first?.records.count == 1)
        #expect(!UnreadLine(.init(bytes: Array("garbage".utf8), number: 1)).isTorn)
    }

    @Test func linesInAnotherFormKeepTheirPlace() {
        var lines = one.map(\.bytes)
        let text = String(decoding: lines[2], as: UTF8.self).replacing("\":", with: "\": ")
        lines[2] = Array(text.utf8)
        let (found, _) = calls([joined(lines)])
        #expect(found.count == 1)
        #expect(found.first?.lines.map(\.bytes) == lines)
    }

    @Test func aCallWhoseNameNeedsEscapesIsOneCall() {
        let odd = LogSample.lines("a\"b\\c\u{1B}", [.refused("x")])
        let (found, _) = calls([joined(odd.map(\.bytes))])
        #expect(found.map(\.call) == ["a\"b\\c\u{1B}"])
        #expect(found.first?.lines.count == odd.count)
        let (one, _) = calls([joined(odd.map(\.bytes))], CallScan(calls: ["a\"b\\c\u{1B}"]))
        #expect(one.count == 1)
        let (none, _) = calls([joined(odd.map(\.bytes))], CallScan(calls: ["a"]))
        #expect(none.isEmpty)
    }

    @Test func onlyTheCallsThatAreWantedAreGivenOut() {
        #expect(calls([joined(mixed)], CallScan(calls: ["two"])).0.map(\.call) == ["two"])
        #expect(calls([joined(mixed)], CallScan(callsBeginningWith: "on")).0.map(\.call) == ["one"])
        #expect(calls([joined(mixed)], CallScan(calls: ["three"])).0.isEmpty)
    }

    @Test func nothingIsNothing() {
        #expect(calls([]).0.isEmpty)
        #expect(calls([[]]).0.isEmpty)
        #expect(calls([[0x0A, 0x0A]]).0.isEmpty)
    }

    /// The fast reading and the JSON parser come to the same.
    @Test func aSummaryIsThatOfTheRecords() {
        var events = LogSample.events([
            .answered("quote \" and \\ and tab\t", "a.b"), .refused("hộ khẩu"),
            .askedBack("which", ["a.b", "c.d"]),
        ])
        events.insert((1, .noInput(count: 1)), at: 2)
        events.insert((2, .bargeIn(resumed: false)), at: 3)
        events.insert((3, .transfer(to: "sip:1@x", reason: "asked for")), at: 4)
        events.insert((4, .action(.init(name: "ticket", slots: ["a": "b"], result: "12"))), at: 5)
        events.insert(
            (5, .fault(.init(stage: "hear", kind: "lost", operation: "x", recovered: true))), at: 6)
        events.insert((6, .dtmf(digits: "1")), at: 7)
        events.insert((7, .other(name: "new.event", fields: ["a": [1, 2]])), at: 8)
        let call = LogSample.scanned("c", LogSample.lines("c", events: events).map(\.bytes))
        var expected: CallSummary?
        for record in call.records where expected?.add(record) == nil {
            expected = CallSummary(first: record)
        }
        #expect(call.records.count == events.count)
        #expect(call.summary == expected)
    }
}
