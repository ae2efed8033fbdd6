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
        is not, or something could not be read. A call's last line, and a call that is
        gone as a whole, are beyond the chain. Calls that were redacted, and days that
        were purged, hold: both leave a signed-off marker.
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
    private(set) var damaged: [(file: Int, number: Int)] = []
    private(set) var purges: [PurgeMarker] = []
    private(set) var markerFault: String?
    /// Their chains are checked like any other's.
    private(set) var newer: [NewerLines] = []
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
        if ids.isEmpty { damaged += scan.damaged }
        faults.sort { ($0.file, $0.number) < ($1.file, $1.number) }
        damaged.sort { ($0.file, $0.number) < ($1.file, $1.number) }
    }

    private mutating func take(_ finding: ChainCheck.Finding, of call: ScannedCall) {
        calls += 1
        if let fault = finding.fault { faults.append(fault) }
        if !finding.hasEnd { unfinished += 1 }
        if finding.isRedacted { redacted += 1 }
        damaged += finding.damaged.map { ($0.file, $0.number) }
    }

    var isWhole: Bool { faults.isEmpty && failures.isEmpty && markerFault == nil }

    func sentences(limit: Int) -> [String] {
        var sentences = faults.prefix(limit).map { fault in
            "\(files[fault.file]):\(fault.number): call \(fault.call): \(fault.sentence)"
        }
        if faults.count > limit { sentences.append("… and \(faults.count - limit) more calls") }
        if let markerFault { sentences.append(markerFault) }
        sentences += failures.map(\.description)
        for place in damaged.prefix(limit) {
            sentences.append(
                "\(files[place.file]):\(place.number): damaged: cut off by a crash, or no transcript"
            )
        }
        if damaged.count > limit { sentences.append("… and \(damaged.count - limit) more damaged") }
        sentences += newer.map(\.description)
        sentences += purges.map(\.sentence)
        var notes: [String] = []
        if unfinished > 0 { notes.append("\(unfinished) without an end") }
        if redacted > 0 { notes.append("\(redacted) redacted") }
        let what =
            "\(files.count) files, \(calls) calls, \(lines) lines"
            + (notes.isEmpty ? "" : " (" + notes.joined(separator: ", ") + ")")
        sentences.append(
            isWhole
                ? "whole: \(what)"
                : faults.isEmpty
                    ? "not all could be read: \(what)"
                    : "broken: \(faults.count) of \(what)")
        return sentences
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
                damaged.map { ["file": .string(files[$0.file]), "line": .integer($0.number)] }),
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
