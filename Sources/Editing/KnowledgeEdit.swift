public import Foundation
public import Knowledge

/// Changes to the knowledge of a language pack that are checked as a whole before any
/// file is touched.
public struct KnowledgeEdit: Sendable {
    /// A row of a table, and where it is from, for messages.
    public struct Row: Sendable {
        public let place: String
        public let fields: EntryFields

        public init(place: String, fields: EntryFields) {
            (self.place, self.fields) = (place, fields)
        }
    }

    /// One thing that is wrong, with where it was written.
    public struct Complaint: Sendable, Equatable, CustomStringConvertible {
        public let place: String
        public let text: String
        public let isError: Bool

        public var description: String { "\(place): \(text)" }
    }

    public let pack: URL

    /// In the order of their names.
    public private(set) var files: [TopicFile]
    private let original: [TopicFile]

    /// Ids of entries that were added, and of those changed with what was.
    public private(set) var added: [String] = []
    public private(set) var changed: [(id: String, columns: [String])] = []
    private var places: [String: String] = [:]

    /// - Throws: `CocoaError` when a file cannot be read, `JSONSyntaxError` when it is
    ///   no JSON.
    public init(pack: URL) throws {
        self.pack = pack
        let folder = pack.appending(path: "knowledge")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        files = try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            try TopicFile(
                name: name, bytes: [UInt8](Data(contentsOf: folder.appending(path: name))))
        }
        original = files
    }

    public var entries: [EntryFields] { files.flatMap(\.entries) }

    public func entry(_ id: String) -> EntryFields? { entries.first { $0.id == id } }

    public var topics: [String] { files.map(\.topic) }

    /// Adds the entry, or changes what differs of the one with its id.
    public mutating func put(_ row: Row) throws(EditProblem) {
        let id = row.fields.id
        guard !id.isEmpty else {
            throw EditProblem(
                "id", "the id is missing", remedy: "give the row one, such as passport.fee")
        }
        guard places[id] == nil else {
            throw EditProblem(
                "id", "'\(id)' is already in \(places[id] ?? "")", remedy: "delete one of the two")
        }
        places[id] = row.place
        if let index = files.firstIndex(where: { $0.lines(of: id) != nil }) {
            let topic = row.fields.texts["topic"] ?? ""
            guard topic.isEmpty || topic == files[index].topic else {
                throw EditProblem(
                    "topic", "'\(id)' belongs to '\(files[index].topic)'",
                    remedy: "write \(files[index].topic), or give the entry another id")
            }
            let columns = try files[index].change(row.fields)
            if !columns.isEmpty { changed.append((id, columns)) }
        } else {
            try add(row.fields)
        }
    }

    private mutating func add(_ fields: EntryFields) throws(EditProblem) {
        let topic = fields.texts["topic"] ?? ""
        guard let index = files.firstIndex(where: { $0.topic == topic }) else {
            throw EditProblem(
                "topic", topic.isEmpty ? "the topic is missing" : "there is no topic '\(topic)'",
                remedy: "use one of: \(topics.joined(separator: ", "))")
        }
        try files[index].add(fields)
        added.append(fields.id)
    }

    /// The files that differ from what was read.
    public var changedFiles: [TopicFile] {
        zip(files, original).filter { $0.0.bytes != $0.1.bytes }.map(\.0)
    }

    /// What `check` finds in the pack as it would be: every error, and the warnings
    /// about what was added or changed. The pack itself is only read.
    /// - Throws: `CocoaError` when there is no room for a copy.
    public func complaints(today: Day) throws -> [Complaint] {
        let copy = FileManager.default.temporaryDirectory.appending(
            path: "tongdai-edit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        try FileManager.default.copyItem(at: pack.resolvingSymlinksInPath(), to: copy)
        for file in changedFiles {
            try Data(file.bytes).write(to: copy.appending(path: "knowledge/\(file.name)"))
        }
        return LanguagePack.validate(copy, today: today).compactMap {
            complaint(Self.problem($0, of: copy, as: pack))
        }
    }

    /// Named by the pack's own paths, not by those of the copy.
    private static func problem(_ problem: Problem, of copy: URL, as pack: URL) -> Problem {
        func named(_ text: String) -> String {
            [copy.resolvingSymlinksInPath().path, copy.path].reduce(text) {
                $0.replacing($1, with: pack.path)
            }
        }
        return Problem(
            file: named(problem.file), line: problem.line, column: problem.column,
            severity: problem.severity, message: named(problem.message),
            remedy: named(problem.remedy))
    }

    /// Of what is missing, `check` shows the JSON to write; here nobody writes JSON.
    private static func remedy(of problem: Problem) -> String {
        guard problem.message.hasSuffix("\" is missing") else { return problem.remedy }
        return "give it a value"
    }

    private func complaint(_ problem: Problem) -> Complaint? {
        let isError = problem.severity == .error
        let text =
            "\(problem.severity.rawValue): \(problem.message); remedy: \(Self.remedy(of: problem))"
        let name = URL(filePath: problem.file).lastPathComponent
        let file = files.first { $0.name == name && problem.file.contains("knowledge/") }
        let touched = Set(added + changed.map(\.id))
        let id = file.flatMap { file in
            file.entries.map(\.id).first { id in
                problem.line.map { file.lines(of: id)?.contains($0) ?? false } ?? false
            }
        }
        guard isError || id.map(touched.contains) ?? false else { return nil }
        guard let id else { return Complaint(place: name, text: text, isError: isError) }
        let place = places[id].map { "\($0) (\(id))" } ?? "\(name) (\(id))"
        return Complaint(place: place, text: text, isError: isError)
    }
}
