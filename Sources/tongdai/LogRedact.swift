import CallLog
import Foundation
import Transcript

enum LogRedact: Command {
    static let name = "log redact"
    static let summary = "takes what the caller said out of a call, for good"
    static let usage = ["log redact CALL [options]"]
    static let options =
        SignOff.options + [
            .init("--recordings", "DIR", "remove the call's recording in this folder, too"),
            .init("--json", nil, "print the result as JSON"), LogChoice.folderOption,
        ]
    static let notes = """
        Left are times, outcomes, answers' ids, scores and latencies; gone are the
        caller's words and keys, and the line's, which may repeat them. The call gets a
        marker with your name, and its chain holds again from then on. CALL is the
        whole id. Copies of the log, and exports, are not reached.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.count == 1 else { throw UsageError("redact takes one call's id") }
        let id = arguments.operands[0]
        let folder = LogChoice.folder(arguments)
        var recordings = try arguments["--recordings"].map {
            try Purge.recordings(in: URL(filePath: $0), of: [id])
        }
        var scan = CallScan(calls: [id])
        var found: ScannedCall?
        let failures = try folder.sweep(&scan) { found = $0 }
        LogChoice.tell(failures, scan)
        guard let call = found else {
            throw CommandFailure(
                "no call '\(TranscriptText.shown(id))' in the log; remedy: write its whole id, as "
                    + "tongdai log search shows it")
        }
        if let kept = folder.sound(of: call) {
            recordings = Purge.eachOnce((recordings ?? []) + [kept])
        }
        let outcome = try LogEdit(folder).redact(
            call, files: scan.files,
            Redaction(
                by: try SignOff.name(arguments), reason: try SignOff.reason(arguments), time: .now))
        try remove(recordings ?? [])
        if arguments.has("--json") {
            Console.print(
                "{\"lines\":\(outcome.lines),\"dropped\":\(outcome.dropped),"
                    + "\"was_whole\":\(outcome.wasWhole),\"recordings\":\(recordings?.count ?? 0)}")
        } else {
            Console.print(
                TranscriptText.shown(
                    "\(id): redacted, \(outcome.lines) lines"
                        + (outcome.dropped > 0 ? ", \(outcome.dropped) damaged ones removed" : "")
                        + (outcome.wasWhole
                            ? "" : "; its chain did not hold before, and the marker says so")
                        + (recordings.map { "; \($0.count) recordings removed" } ?? "")))
        }
        return 0
    }

    private static func remove(_ recordings: [URL]) throws {
        for url in recordings {
            do {
                try FileManager.default.removeItem(at: url)
            } catch {
                throw CommandFailure(
                    "\(TranscriptText.shown(url.path)): it cannot be removed, and the transcript is "
                        + "redacted; remedy: remove it as its owner")
            }
        }
    }
}

/// Who signs a change of the log, and why.
enum SignOff {
    static let options: [Arguments.Option] = [
        .init("--signed", "NAME", "who does it (default: your user name)"),
        .init("--reason", "TEXT", "why, for the marker"),
    ]

    static func name(_ arguments: Arguments) throws(UsageError) -> String {
        try text(arguments, "--signed") ?? NSUserName()
    }

    /// Empty where none was given: a marker without a reason says so.
    static func reason(_ arguments: Arguments) throws(UsageError) -> String {
        try text(arguments, "--reason") ?? ""
    }

    private static func text(
        _ arguments: Arguments, _ name: String
    ) throws(UsageError) -> String? {
        guard let text = arguments[name] else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw UsageError("\(name) is empty; write it out, or leave it out")
        }
        return text
    }
}
