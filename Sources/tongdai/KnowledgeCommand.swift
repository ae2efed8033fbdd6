import Editing
import Files
import Foundation
import Knowledge

enum KnowledgeCommand: Command {
    static let name = "knowledge"
    static let summary = "lists, adds and changes questions and answers, also through a spreadsheet"
    static let usage = [
        "knowledge list [--topic ID] [--past] [TEXT]", "knowledge show ID",
        "knowledge add ID --topic ID [FIELD …]", "knowledge edit ID [FIELD …]",
        "knowledge expire ID [--valid-until DAY]", "knowledge export --csv [-o FILE]",
        "knowledge import --csv FILE [--dry-run]",
    ]
    static let options =
        EngineOptions.all + [
            .init("--topic", "ID", "entries of this topic only; of a new entry: where it goes"),
            .init("--title", "TEXT", "a noun phrase that fits \"Do you mean …?\""),
            .init("--answer", "TEXT", "what is said, in one to three sentences"),
            .init("--question", "TEXT", "one way of asking more; any number of times"),
            .init("--drop-question", "TEXT", "one way of asking less, as it is written"),
            .init("--aspect", "NAME", "what is asked about it: fee, where, …; any number of times"),
            .init("--procedure", "TEXT", "the procedure it belongs to"),
            .init("--source", "TEXT", "where the answer is from; any number of times"),
            .init("--legal-basis", "TEXT", "the law behind it"),
            .init("--note", "TEXT", "for editors"),
            .init("--valid-from", "DAY", "the first day on which the answer holds"),
            .init("--valid-until", "DAY", "the last one; empty for no end"),
            .init("--checked", "DAY", "when it was last compared with its source"),
            .init("--past", nil, "only answers whose date has passed"),
            .init("--csv", nil, "a table for LibreOffice or Excel"),
            .init("-o", "FILE", "the table to write (default: standard output)"),
            .init("--dry-run", nil, "check and tell, and write nothing"),
            .init("--json", nil, "print the list as JSON Lines"),
        ]
    static let notes = """
        Everything is checked as tongdai check does, before anything is written; what is
        not changed keeps every byte. Questions are templates: [optional], (one|other),
        {ward}. In the table, lists have an item a line (Alt+Enter, Ctrl+Enter).
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard let verb = arguments.operands.first else {
            throw UsageError("knowledge needs to know what to do, such as list")
        }
        let rest = Array(arguments.operands.dropFirst())
        let pack = try EngineOptions.packFolder(arguments)
        let edit = try open(pack)
        switch verb {
        case "list": return list(edit, rest, arguments)
        case "show": return try show(edit, rest)
        case "add", "edit", "expire":
            return try KnowledgeChange(verb: verb, operands: rest, arguments).run(edit)
        case "export": return try export(edit, rest, arguments)
        case "import": return try importTable(edit, rest, arguments)
        default:
            throw UsageError(
                "knowledge cannot '\(verb)'; it can list, show, add, edit, expire, export, import")
        }
    }

    private static func open(_ pack: URL) throws(CommandFailure) -> KnowledgeEdit {
        do {
            return try KnowledgeEdit(pack: pack)
        } catch {
            throw CommandFailure("\(pack.relativePath): \(error); remedy: run tongdai check")
        }
    }

    // MARK: Looking

    private static func list(
        _ edit: KnowledgeEdit, _ words: [String], _ arguments: Arguments
    ) -> Int32 {
        let wanted = words.joined(separator: " ").lowercased()
        let today = Day.today.description
        let entries = edit.entries.filter { entry in
            let until = entry.texts["valid_until"] ?? ""
            return (arguments["--topic"].map { entry.texts["topic"] == $0 } ?? true)
                && (!arguments.has("--past") || (!until.isEmpty && until < today))
                && (wanted.isEmpty
                    || entry.row.contains { $0.lowercased().contains(wanted) })
        }
        if arguments.has("--json") {
            for entry in entries { Console.print(json(entry).line) }
            return entries.isEmpty ? 1 : 0
        }
        let width = entries.map(\.id.count).max() ?? 0
        for entry in entries {
            let padding = String(repeating: " ", count: width - entry.id.count)
            let until = entry.texts["valid_until"] ?? ""
            let end = until.isEmpty ? "" : (until < today ? "  PAST " : "  until ") + until
            Console.print("\(entry.id)\(padding)  \(entry.texts["title"] ?? "")\(end)")
        }
        if entries.isEmpty { Console.complain("tongdai knowledge: no entry is like that") }
        return entries.isEmpty ? 1 : 0
    }

    private static func json(_ entry: EntryFields) -> JSONValue {
        let columns = EntryFields.columns.filter { $0 != "facts" }
        return .object(
            JSONObject(
                members: columns.map { .init(key: $0, value: .string(entry.texts[$0] ?? "")) })
        )
    }

    private static func show(_ edit: KnowledgeEdit, _ operands: [String]) throws -> Int32 {
        guard operands.count == 1 else { throw UsageError("show takes one id") }
        guard let entry = edit.entry(operands[0]) else {
            throw KnowledgeChange.unknown(operands[0], edit)
        }
        for column in EntryFields.columns {
            guard let text = entry.texts[column], !text.isEmpty else { continue }
            let lines = text.split(separator: "\n")
            Console.print("\(column): \(lines.count > 1 ? "" : text)")
            if lines.count > 1 { for line in lines { Console.print("    \(line)") } }
        }
        return 0
    }

    // MARK: Tables

    private static func export(
        _ edit: KnowledgeEdit, _ operands: [String], _ arguments: Arguments
    ) throws -> Int32 {
        guard arguments.has("--csv"), operands.isEmpty else {
            throw UsageError("export writes a table: knowledge export --csv [-o FILE]")
        }
        try OutputPlace.check(arguments["-o"], "-o")
        let entries = edit.entries.filter { entry in
            arguments["--topic"].map { entry.texts["topic"] == $0 } ?? true
        }
        guard !entries.isEmpty else {
            throw CommandFailure(
                "there is no topic '\(arguments["--topic"] ?? "")'; remedy: use one of: "
                    + edit.topics.joined(separator: ", "))
        }
        let table = KnowledgeTable.bytes(of: entries)
        guard let path = arguments["-o"], path != "-" else {
            let code = Output.write(table, to: STDOUT_FILENO)
            return code == 0 ? 0 : 1
        }
        try ReplacedFile(path).write(table)
        Console.print("\(path): \(entries.count) entries")
        return 0
    }

    private static func importTable(
        _ edit: KnowledgeEdit, _ operands: [String], _ arguments: Arguments
    ) throws -> Int32 {
        guard arguments.has("--csv"), operands.count == 1 else {
            throw UsageError("import reads one table: knowledge import --csv FILE")
        }
        let path = operands[0]
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): the table cannot be read; remedy: check its name")
        }
        let rows: [KnowledgeEdit.Row]
        do {
            rows = try KnowledgeTable.rows(of: [UInt8](bytes), file: path)
        } catch {
            throw CommandFailure("\(path):\(error)")
        }
        var edit = edit
        var isRefused = false
        for row in rows {
            do {
                try edit.put(row)
            } catch {
                Console.complain("\(row.place): \(error)")
                isRefused = true
            }
        }
        guard !isRefused else {
            Console.complain("tongdai knowledge: nothing was written")
            return 1
        }
        return try KnowledgeChange.finish(edit, isDry: arguments.has("--dry-run"))
    }
}
