import CallLog
import Foundation
import Knowledge
import Transcript

enum LogShow: Command {
    static let name = "log show"
    static let summary = "shows a call as it went"
    static let usage = ["log show CALL [options]"]
    static let options: [Arguments.Option] = [
        .init("--json", nil, "print the call's events as JSON Lines"),
        LogChoice.folderOption,
    ]
    static let notes = """
        CALL is the call's id, as search and monitor show it, or its beginning if no
        other call begins so. Times are since the call was answered: the same as in its
        recording.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.count == 1 else { throw UsageError("show takes one call's id") }
        let call = try FindCall(in: LogChoice.folder(arguments)).call(arguments.operands[0])
        if arguments.has("--json") {
            for line in call.lines {
                // As it stands, but for what would move a terminal's cursor.
                let value = try? JSONParser.parse(line.bytes).value
                Console.print(
                    value?.json
                        ?? TranscriptText.shown(String(decoding: line.bytes, as: UTF8.self)))
            }
            return 0
        }
        show(call)
        return 0
    }

    private static func show(_ call: ScannedCall) {
        if let summary = call.summary { Console.print(headline(summary)) }
        let text = TranscriptText(hasColour: Console.hasColour, width: Console.width)
        let records = call.records
        for record in records {
            for line in text.lines(for: record) { Console.print(line) }
        }
        let damaged = call.lines.count - records.count
        if damaged > 0 {
            Console.complain(
                "tongdai log: \(damaged) damaged \(damaged == 1 ? "line is" : "lines are") left out"
            )
        }
    }

    private static func headline(_ summary: CallSummary) -> String {
        var counts: [String] = []
        func add(_ count: Int, _ what: String) {
            if count > 0 { counts.append("\(count) \(what)") }
        }
        add(summary.questions.count { $0.outcome == .answer }, "answered")
        add(summary.questions.count { $0.outcome == .clarify }, "asked back")
        add(summary.questions.count { $0.outcome == .noMatch }, "refused")
        return TranscriptText.shown(
            "\(WallClock.text(summary.start)) \(WallClock.zone(summary.start)), "
                + "\(summary.outcome.rawValue)"
                + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")))
    }
}

/// Finds one call of a folder by its id or its beginning.
struct FindCall {
    private let folder: LogFolder

    init(in folder: LogFolder) { self.folder = folder }

    func call(_ id: String) throws -> ScannedCall {
        // A live call's id begins with its day: most often one file is enough.
        if let day = Self.day(of: id), let call = try call(id, from: day, to: day.next) {
            return call
        }
        if let call = try call(id, from: nil, to: nil) { return call }
        throw CommandFailure(
            "no call '\(TranscriptText.shown(id))' in \(TranscriptText.shown(folder.url.path)); "
                + "remedy: tongdai log search lists calls")
    }

    private func call(_ id: String, from: Day?, to: Day?) throws -> ScannedCall? {
        var found: [ScannedCall] = []
        var scan = CallScan(callsBeginningWith: id)
        let failures = try folder.sweep(&scan, from: from, to: to) { found.append($0) }
        for failure in failures { Console.complain("tongdai log: \(failure.shown)") }
        if let call = found.first(where: { $0.call == id }) { return call }
        guard found.count > 1 else { return found.first }
        let some = found.prefix(5).map(\.call).joined(separator: ", ")
        throw CommandFailure(
            TranscriptText.shown("\(found.count) calls begin with '\(id)': \(some)")
                + (found.count > 5 ? " …" : "") + "; remedy: write more of the id")
    }

    private static func day(of id: String) -> Day? {
        let digits = id.prefix(8)
        guard digits.utf8.count == 8, digits.allSatisfy(\.isNumber) else { return nil }
        return Day("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6))")
    }
}

extension Day {
    fileprivate var next: Day? { Day(secondsSince1970: (daysSince1970 + 1) * 86_400) }
}
