import CallLog
import Foundation
import Knowledge
import Transcript

enum LogExport: Command {
    static let name = "log export"
    static let summary = "exports a call as vCon, or calls as CSV"
    static let usage = ["log export --vcon CALL [options]", "log export --csv [WORD …] [options]"]
    static let options =
        [
            Arguments.Option("--vcon", "CALL", "this call as an IETF vCon (JSON)"),
            .init("--csv", nil, "a table, one row a question: for LibreOffice and Excel"),
            .init("--output", "FILE", "write to this file, for its owner only (default: print)"),
        ] + LogChoice.turnOptions + LogChoice.callOptions + [LogChoice.folderOption]
    static let notes = """
        --csv takes the words and options of search. Cells that a spreadsheet would run
        as a formula get an apostrophe before them. A vCon has the texts, what the line
        made of them, and the call's lines with their chain; its version is
        \(VCon.version) (draft-ietf-vcon-vcon-core-04).

        \(LogChoice.notes)
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        try OutputPlace.check(
            arguments["--output"], "--output", log: LogChoice.folder(arguments).url)
        switch (arguments["--vcon"], arguments.has("--csv")) {
        case (let id?, false):
            guard arguments.operands.isEmpty else {
                throw UsageError("--vcon takes one call; words go with --csv")
            }
            return try exportVCon(id, arguments)
        case (nil, true): return try exportCSV(arguments)
        default: throw UsageError("name one of --vcon CALL and --csv")
        }
    }

    private static func exportVCon(_ id: String, _ arguments: Arguments) throws -> Int32 {
        let call = try FindCall(in: LogChoice.folder(arguments)).call(id)
        guard let vcon = VCon(call) else {
            throw CommandFailure(
                "\(TranscriptText.shown(id)): none of its lines can be read; remedy: tongdai log "
                    + "verify names them")
        }
        let json = vcon.json(created: .now, product: "tongdai \(Console.version)")
        let output = try ExportFile(arguments["--output"])
        output.write(json.indentedJSON + "\n")
        return try output.close()
    }

    private static func exportCSV(_ arguments: Arguments) throws -> Int32 {
        var choice = try LogChoice(arguments)
        choice.query.words = WordPattern(arguments.operands)
        let output = try ExportFile(arguments["--output"])
        output.write(CSVText.byteOrderMark + CSVText.row(CallTable.columns))
        let isComplete = try choice.forEach { _, summary, turns in
            output.write(CallTable.rows(of: summary, turns: turns).map(CSVText.row).joined())
        }
        let status = try output.close()
        return isComplete ? status : 1
    }
}

/// Where an export goes: a new file of 0600, put into its place when it is whole, or
/// standard output.
final class ExportFile {
    private let path: String?
    private let temporary: String
    private var descriptor: Int32 = STDOUT_FILENO
    private var code: Int32 = 0
    private var pending: [UInt8] = []

    init(_ path: String?) throws(CommandFailure) {
        self.path = path
        temporary = (path ?? "") + ".part"
        guard let path else { return }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
    }

    deinit {
        guard path != nil, descriptor >= 0 else { return }
        Foundation.close(descriptor)
        unlink(temporary)
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        pending += bytes
        if pending.count > 1 << 16 { flush() }
    }

    /// - Returns: The exit status.
    func close() throws -> Int32 {
        flush()
        guard let path else {
            if code != 0 { Console.fail("the output cannot be written: \(Output.reason(code))") }
            return code == 0 ? 0 : 1
        }
        guard code == 0, rename(temporary, path) == 0 else {
            throw Self.failure(path, code == 0 ? errno : code)
        }
        Foundation.close(descriptor)
        descriptor = -1
        return 0
    }

    private func flush() {
        if code == 0 { code = Output.write(pending, to: descriptor) }
        pending.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
        CommandFailure(
            "\(TranscriptText.shown(path)): it cannot be written: \(Output.reason(code)); remedy: "
                + "name another file with --output")
    }
}
