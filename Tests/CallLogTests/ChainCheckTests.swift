import CallLog
import Knowledge
import Testing
import Transcript

@Suite struct ChainCheckTests {
    private let lines = LogSample.lines("c", [.answered("one", "a.b"), .refused("two")]).map(
        \.bytes)

    private func fault(_ lines: [[UInt8]], _ check: ChainCheck = ChainCheck()) -> ChainFault? {
        check.check(LogSample.scanned("c", lines)).fault
    }

    private func altered(_ line: [UInt8], _ from: String, _ to: String) -> [UInt8] {
        Array(String(decoding: line, as: UTF8.self).replacing(from, with: to).utf8)
    }

    @Test func whatWasWrittenHolds() {
        let finding = ChainCheck().check(LogSample.scanned("c", lines))
        #expect(finding.fault == nil)
        #expect(finding.hasEnd)
        #expect(finding.damaged.isEmpty)
    }

    @Test func theLineThatWasAlteredIsNamed() {
        var changed = lines
        changed[3] = altered(changed[3], "one", "uno")
        #expect(changed[3] != lines[3])
        #expect(fault(changed)?.kind == .altered)
        #expect(fault(changed)?.seq == 3)
        #expect(fault(changed)?.number == 4)
        #expect(fault(changed)?.isUnsure == false)
        // A space alone is enough, and the first line counts.
        changed = lines
        changed[0] = altered(changed[0], "{\"v\":", "{ \"v\":")
        #expect(fault(changed)?.seq == 0)
        #expect(fault(changed)?.kind == .altered)
    }

    @Test func theFirstOfSeveralIsNamed() {
        var changed = lines
        changed[3] = altered(changed[3], "one", "uno")
        changed[9] = altered(changed[9], "two", "due")
        #expect(fault(changed)?.seq == 3)
        changed[4] = altered(changed[4], "a.b", "c.d")
        #expect(fault(changed)?.seq == 3)
        #expect(fault(changed)?.isUnsure == true)
    }

    @Test func whatIsMissingIsNamed() {
        var changed = lines
        changed.removeSubrange(4...5)
        #expect(fault(changed)?.kind == .missing)
        #expect(fault(changed)?.seq == 4)
        #expect(fault(changed)?.count == 2)
        #expect(fault(changed)?.number == 5)
        #expect(fault(Array(lines.dropFirst()))?.kind == .missing)
        #expect(fault(Array(lines.dropFirst()))?.seq == 0)
    }

    @Test func whatWasMovedIsNamed() {
        var changed = lines
        changed.swapAt(5, 6)
        #expect(fault(changed)?.kind == .reordered)
        #expect(fault(changed)?.seq == 6)
        #expect(fault(changed)?.number == 6)
        changed = lines
        changed.append(changed.remove(at: 2))
        #expect(fault(changed)?.kind == .reordered)
        changed = lines
        changed.insert(lines[4], at: 7)
        #expect(fault(changed)?.kind == .repeated)
        #expect(fault(changed)?.seq == 4)
    }

    /// Every single change of a byte is found, but for the last line, which nothing follows.
    @Test func anyByteThatIsChangedIsFound() {
        var missed = 0
        for number in lines.indices.dropLast() {
            for place in stride(from: 0, to: lines[number].count, by: 7) {
                var changed = lines
                changed[number][place] ^= 1
                let finding = ChainCheck().check(LogSample.scanned("c", changed))
                if finding.fault == nil { missed += 1 }
            }
        }
        #expect(missed == 0)
    }

    @Test func aCallThatWasCutOffIsWholeWithoutAnEnd() {
        let finding = ChainCheck().check(LogSample.scanned("c", lines.dropLast(3)))
        #expect(finding.fault == nil)
        #expect(!finding.hasEnd)
        var cut = Array(lines.dropLast(3))
        cut.append(Array(lines[lines.count - 3].prefix(90)))
        let damaged = ChainCheck().check(LogSample.scanned("c", cut))
        #expect(damaged.fault == nil)
        #expect(damaged.damaged.count == 1)
    }

    @Test func aSeamIsWhereTheRestOfACallBegins() {
        let rest = Array(lines.dropFirst(6))
        let prev = TranscriptChain.digest(of: lines[5])
        let check = ChainCheck(seams: ["c": .init(seq: 6, prev: prev)])
        #expect(fault(rest, check) == nil)
        #expect(fault(Array(rest.dropFirst()), check)?.kind == .missing)
        #expect(fault(rest, ChainCheck(seams: ["d": .init(seq: 6, prev: prev)]))?.kind == .missing)
        let other = ChainCheck(seams: ["c": .init(seq: 6, prev: TranscriptChain.beginning)])
        #expect(fault(rest, other)?.kind == .altered)
    }
}
