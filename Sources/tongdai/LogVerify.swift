import CallLog
import Foundation
import Knowledge
import Transcript

enum LogVerify: Command {
    static let name = "log verify"
    static let summary = "checks the hash chains: names what was altered, lost or moved"
    static let usage = ["log verify [CALL …] [options]"]
    static let options: [Arguments.Option] =
        LogChoice.timeOptions + [
            .init("--json", nil, "print the result as JSON"), LogChoice.folderOption,
        ]
    static let notes = """
        Exit status 0: every line is as it was written, as far as the chain reaches. 1: it
        is not, or something could not be read, be it one line. Only a torn line is told and
        passes: the beginning of one, as a crash leaves it at the end of what was written.
        The last lines of a call, and a call or a day that is gone as a whole, are beyond
        the chain. Calls that were redacted, and days that were purged, hold: both leave a
        signed-off marker.
        """

    private static let shown = 50

    static func run(_ arguments: Arguments) throws -> Int32 {
        let choice = try LogChoice(arguments)
        let result = try LogVerification(of: choice, only: arguments.operands)
        if arguments.has("--json") {
            Console.print(result.json.json)
        } else {
            for line in result.sentences(limit: shown) { Console.print(TranscriptText.shown(line)) }
        }
        return result.isWhole ? 0 : 1
    }
}

/// What came of checking a folder.
struct LogVerification {
    private(set) var faults: [ChainFault] = []
    /// Lines that could not be read, not all of them if there are many.
    private(set) var damaged: [UnreadLine] = []
    private var damagedCount = 0
    private var tornCount = 0
    private(set) var purges: [PurgeMarker] = []
    private(set) var markerFault: String?
    /// Their chains are checked like any other's.
    private(set) var newer: [NewerLines] = []
    private var uncounted: [UnreadLine] = []
    private var files: [String] = []
    private var failures: [LogError] = []
    private var lines = 0
    private var calls = 0
    private var unfinished = 0
    private var redacted = 0

    init(of choice: LogChoice, only ids: [String]) throws {
        let markers = PurgeLog(choice.folder.url)
        do {
            purges = try markers.markers()
        } catch {
            markerFault = error.description
        }
        let check = ChainCheck(seams: PurgeMarker.seams(of: purges))
        var scan = ids.isEmpty ? CallScan() : CallScan(calls: Set(ids))
        var seen: Set<String> = []
        failures = try choice.folder.sweep(&scan, from: choice.days.from, to: choice.days.to) {
            let finding = check.check($0)
            // Of a part of the days, calls that began before are not whole.
            if choice.days.from != nil, finding.fault?.kind == .missing, finding.fault?.seq == 0 {
                return
            }
            seen.insert($0.call)
            take(finding, of: $0)
        }
        if let missing = ids.first(where: { !seen.contains($0) }) {
            throw CommandFailure(
                "no call '\(TranscriptText.shown(missing))' in the log; remedy: tongdai log search "
                    + "lists calls")
        }
        files = scan.files
        lines = scan.lineCount
        newer = scan.newer
        countDamaged(&scan, isAll: ids.isEmpty)
        faults.sort { ($0.file, $0.number) < ($1.file, $1.number) }
        damaged.sort { ($0.file, $0.number) < ($1.file, $1.number) }
    }

    private mutating func take(_ finding: ChainCheck.Finding, of call: ScannedCall) {
        calls += 1
        if let fault = finding.fault { faults.append(fault) }
        if !finding.hasEnd { unfinished += 1 }
        if finding.isRedacted { redacted += 1 }
        damaged += finding.damaged.map { UnreadLine($0) }
        uncounted += finding.damaged.filter { !CallScan.isCounted($0) }.map { UnreadLine($0) }
    }

    /// Of single calls, what the scan has met elsewhere does not matter.
    private mutating func countDamaged(_ scan: inout CallScan, isAll: Bool) {
        guard isAll else {
            (damagedCount, tornCount) = (damaged.count, damaged.count(where: \.isTorn))
            return
        }
        for line in uncounted { scan.note(line) }
        damaged = scan.damaged
        (damagedCount, tornCount) = (scan.damagedCount, scan.tornCount)
    }

    /// Lines that could not be read and are not just torn.
    private var unreadCount: Int { damagedCount - tornCount }

    var isWhole: Bool {
        faults.isEmpty && failures.isEmpty && markerFault == nil && unreadCount == 0
    }

    func sentences(limit: Int) -> [String] {
        var sentences = faults.prefix(limit).map { fault in
            "\(files[fault.file]):\(fault.number): call \(fault.call): \(fault.sentence)"
        }
        if faults.count > limit { sentences.append("… and \(faults.count - limit) more calls") }
        if let markerFault { sentences.append(markerFault) }
        sentences += failures.map(\.description)
        for place in damaged.prefix(limit) {
            sentences.append(
                "\(files[place.file]):\(place.number): "
                    + (place.isTorn
                        ? "torn: only the beginning of a line, as a crash leaves it"
                        : "damaged: this is no line of a transcript"))
        }
        if damagedCount > limit {
            sentences.append("… and \(damagedCount - limit) more torn or damaged")
        }
        sentences += newer.map(\.description)
        sentences += purges.map(\.sentence)
        sentences.append(verdict)
        return sentences
    }

    private var verdict: String {
        func counted(_ count: Int, _ noun: String) -> String {
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        var notes: [String] = []
        if unfinished > 0 { notes.append("\(unfinished) without an end") }
        if redacted > 0 { notes.append("\(redacted) redacted") }
        if tornCount > 0 { notes.append(counted(tornCount, "torn line")) }
        let what =
            [counted(files.count, "file"), counted(calls, "call"), counted(lines, "line")]
            .joined(separator: ", ")
            + (notes.isEmpty ? "" : " (" + notes.joined(separator: ", ") + ")")
        if isWhole { return "whole: \(what)" }
        var flaws: [String] = []
        if !faults.isEmpty {
            flaws.append("the chain of \(counted(faults.count, "call")) does not hold")
        }
        if unreadCount > 0 { flaws.append("\(counted(unreadCount, "line")) could not be read") }
        if !failures.isEmpty {
            flaws.append("\(counted(failures.count, "file")) could not be read, or only in part")
        }
        if markerFault != nil { flaws.append("the log of purges does not hold") }
        return (faults.isEmpty ? "not whole: " : "broken: ") + flaws.joined(separator: ", ")
            + "; looked at: \(what)"
    }

    var json: JSONValue {
        [
            "whole": .bool(isWhole), "files": .integer(files.count), "calls": .integer(calls),
            "lines": .integer(lines), "unfinished": .integer(unfinished),
            "redacted": .integer(redacted),
            "faults": .array(
                faults.map { fault in
                    [
                        "kind": .string(fault.kind.rawValue), "call": .string(fault.call),
                        "seq": .integer(fault.seq), "count": .integer(fault.count),
                        "file": .string(files[fault.file]), "line": .integer(fault.number),
                    ]
                }),
            "damaged": .array(
                damaged.map { line in
                    [
                        "file": .string(files[line.file]), "line": .integer(line.number),
                        "torn": .bool(line.isTorn),
                    ]
                }),
            "damaged_lines": .integer(unreadCount), "torn_lines": .integer(tornCount),
            "newer": .array(
                newer.map { lines in
                    [
                        "file": .string(lines.file), "lines": .integer(lines.count),
                        "version": .integer(lines.version),
                    ]
                }),
            "unreadable": .array(failures.map { .string($0.subject) }),
            "purges": .array(purges.map(\.json)),
            "markers": markerFault.map { .string($0) } ?? .null,
        ]
    }
}
