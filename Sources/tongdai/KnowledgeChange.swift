import Editing
import Files
import Foundation
import Knowledge

/// A change of one entry, from the options of a command line.
struct KnowledgeChange {
    private let id: String
    private let verb: String
    private let arguments: Arguments

    private static let fields = [
        ("--title", "title"), ("--answer", "answer"), ("--procedure", "procedure"),
        ("--legal-basis", "legal_basis"), ("--note", "note"), ("--valid-from", "valid_from"),
        ("--valid-until", "valid_until"), ("--checked", "checked"), ("--topic", "topic"),
    ]
    private static let lists = [("--aspect", "aspects"), ("--source", "source")]

    init(verb: String, operands: [String], _ arguments: Arguments) throws(UsageError) {
        guard operands.count == 1 else { throw UsageError("\(verb) takes the id of one entry") }
        (id, self.verb, self.arguments) = (operands[0], verb, arguments)
    }

    func run(_ edit: KnowledgeEdit) throws -> Int32 {
        let known = edit.entry(id)
        if verb == "add", known != nil {
            throw CommandFailure("there is an entry '\(id)' already; remedy: use edit")
        }
        if verb != "add", known == nil { throw Self.unknown(id, edit) }
        var fields = EntryFields(["id": id])
        for (option, column) in Self.fields {
            if let text = arguments[option] { fields.texts[column] = text }
        }
        for (option, column) in Self.lists where !arguments.all(option).isEmpty {
            fields.texts[column] = arguments.all(option).joined(separator: "\n")
        }
        fields.texts["questions"] = try questions(of: known)
        if verb == "add" { complete(&fields) }
        if verb == "expire", fields.texts["valid_until"] == nil {
            // Not spoken from today on.
            fields.texts["valid_until"] =
                Day(secondsSince1970: (Day.today.daysSince1970 - 1) * 86_400)?.description
        }
        guard
            fields.texts.values.count > (fields.texts["questions"] == nil ? 1 : 2)
                || fields.texts["questions"] != known?.texts["questions"]
        else { throw UsageError("\(verb) needs something to change, such as --answer TEXT") }
        var edit = edit
        do {
            try edit.put(.init(place: "command line", fields: fields))
        } catch {
            throw CommandFailure("\(error)")
        }
        return try Self.finish(edit, isDry: arguments.has("--dry-run"))
    }

    private func questions(of known: EntryFields?) throws -> String? {
        let (more, less) = (arguments.all("--question"), arguments.all("--drop-question"))
        guard !more.isEmpty || !less.isEmpty else { return known?.texts["questions"] }
        var questions = known?.texts["questions"]?.split(separator: "\n").map(String.init) ?? []
        for question in less {
            guard let index = questions.firstIndex(of: question) else {
                throw CommandFailure(
                    "'\(id)' has no question '\(question)'; remedy: tongdai knowledge show \(id)")
            }
            questions.remove(at: index)
        }
        questions += more.filter { !questions.contains($0) }
        return questions.joined(separator: "\n")
    }

    /// What a new entry needs and can be known.
    private func complete(_ fields: inout EntryFields) {
        let today = Day.today.description
        for column in ["valid_from", "checked"] where fields.texts[column] == nil {
            fields.texts[column] = today
        }
        if fields.texts["aspects"] == nil { fields.texts["aspects"] = "what" }
        fields.texts["confidence"] = "secondary"
    }

    static func unknown(_ id: String, _ edit: KnowledgeEdit) -> CommandFailure {
        let near = Spelling.nearest(to: id, among: edit.entries.map(\.id))
        return CommandFailure(
            "there is no entry '\(id)'; remedy: "
                + (near.map { "did you mean '\($0)'?" } ?? "tongdai knowledge list shows all"))
    }

    /// Checks the pack as it would be, and writes it when it is without an error.
    static func finish(_ edit: KnowledgeEdit, isDry: Bool) throws -> Int32 {
        let complaints = try edit.complaints(today: .today)
        for complaint in complaints { Console.complain("\(complaint)") }
        guard !complaints.contains(where: \.isError) else {
            Console.complain("tongdai knowledge: nothing was written")
            return 1
        }
        for id in edit.added { Console.print("added \(id)") }
        for (id, columns) in edit.changed {
            Console.print("changed \(id): \(columns.joined(separator: ", "))")
        }
        let files = edit.changedFiles
        if files.isEmpty { Console.print("nothing to change") }
        for file in files where !isDry {
            try ReplacedFile(edit.pack.appending(path: "knowledge/\(file.name)").path)
                .write(file.bytes)
        }
        if isDry, !files.isEmpty { Console.print("nothing was written (--dry-run)") }
        return 0
    }
}
