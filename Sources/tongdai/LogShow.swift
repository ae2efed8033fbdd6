import AudioSocket
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
        other call begins so; or its UUID, by which the exchange knows it. Times are since the call was answered: the same as in its
        recording.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.count == 1 else { throw UsageError("show takes one call's id") }
        let folder = LogChoice.folder(arguments)
        let call = try FindCall(in: folder).call(arguments.operands[0])
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
        show(call, sound: folder.sound(of: call))
        return 0
    }

    private static func show(_ call: ScannedCall, sound: URL?) {
        if let summary = call.summary { Console.print(headline(summary)) }
        if let sound { Console.print(TranscriptText.shown("sound: \(sound.path)")) }
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

/// Finds one call of a folder by its id or its beginning, or by the exchange's UUID.
struct FindCall {
    private let folder: LogFolder

    init(in folder: LogFolder) { self.folder = folder }

    func call(_ id: String) throws -> ScannedCall {
        if let uuid = CallUUID(id), let call = try call(ofUUID: "\(uuid)") { return call }
        // A live call's id begins with its day: most often one file is enough.
        if let day = Self.day(of: id), let call = try call(id, from: day, to: day.next) {
            return call
        }
        if let call = try call(id, from: nil, to: nil) { return call }
        throw CommandFailure(
            "no call '\(TranscriptText.shown(id))' in \(TranscriptText.shown(folder.url.path)); "
                + "remedy: tongdai log search lists calls")
    }

    private func call(ofUUID uuid: String) throws -> ScannedCall? {
        var found: [ScannedCall] = []
        var scan = CallScan(callsOfUUID: uuid)
        let failures = try folder.sweep(&scan) { call in
            if call.summary?.uuid == uuid { found.append(call) }
        }
        // An id may look like a UUID: all days are read again for it, and told of then.
        guard !found.isEmpty else { return nil }
        LogChoice.tell(failures, scan)
        guard found.count > 1 else { return found.first }
        throw CommandFailure(
            TranscriptText.shown("\(found.count) calls have the UUID \(uuid): ") + some(of: found)
                + "; remedy: name one of them")
    }

    private func some(of calls: [ScannedCall]) -> String {
        TranscriptText.shown(calls.prefix(5).map(\.call).joined(separator: ", "))
            + (calls.count > 5 ? " …" : "")
    }

    private func call(_ id: String, from: Day?, to: Day?) throws -> ScannedCall? {
        var found: [ScannedCall] = []
        var scan = CallScan(callsBeginningWith: id)
        let failures = try folder.sweep(&scan, from: from, to: to) { found.append($0) }
        // Where nothing is found, all days are read next, and told of.
        if found.isEmpty, from != nil { return nil }
        LogChoice.tell(failures, scan)
        if let call = found.first(where: { $0.call == id }) { return call }
        guard found.count > 1 else { return found.first }
        throw CommandFailure(
            TranscriptText.shown("\(found.count) calls begin with '\(id)': ") + some(of: found)
                + "; remedy: write more of the id")
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
