internal import Foundation
internal import Knowledge

/// An entry as a row of a table: every field as a text that a person can write.
///
/// Lists have an item a line; days are as in the file, `2026-11-23`; `facts` is JSON.
public struct EntryFields: Sendable, Equatable {
    /// The table's columns, in their order. `topic` is the file's.
    public static let columns = [
        "id", "topic", "title", "procedure", "aspects", "questions", "answer", "legal_basis",
        "source", "valid_from", "valid_until", "checked", "confidence", "note", "fact", "facts",
    ]

    /// In the order in which a new entry is written.
    static let memberOrder = [
        "id", "fact", "title", "procedure", "aspects", "questions", "answer", "facts",
        "legal_basis", "source", "valid_from", "valid_until", "checked", "confidence", "note",
    ]

    static let lists: Set<String> = ["aspects", "questions", "source", "fact"]
    static let days: Set<String> = ["valid_from", "valid_until", "checked"]

    /// Texts by column; what is not there is left as it is.
    public var texts: [String: String]

    public init(_ texts: [String: String]) { self.texts = texts }

    public var id: String { texts["id"] ?? "" }

    /// What an entry of a file says.
    init(_ entry: JSONObject, topic: String) {
        var texts = ["topic": topic]
        for column in Self.columns where column != "topic" {
            texts[column] = entry[column].map { Self.text(of: $0, column) } ?? ""
        }
        self.texts = texts
    }

    public var row: [String] { Self.columns.map { texts[$0] ?? "" } }

    private static func text(of value: JSONValue, _ column: String) -> String {
        if column == "facts" { return value == .emptyObject ? "" : value.json }
        if let items = value.array { return items.compactMap(\.text).joined(separator: "\n") }
        return value.text ?? (value == .null ? "" : value.json)
    }

    /// What stands in the file for a column's text; nil when the member is left out.
    /// - Throws: What is wrong with the text, and the remedy.
    static func value(of text: String, _ column: String) throws(EditProblem) -> JSONValue? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if lists.contains(column) {
            let items = trimmed.split(whereSeparator: \.isNewline).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return .array(items.filter { !$0.isEmpty }.map { .string($0) })
        }
        if days.contains(column) { return try day(trimmed, column) }
        guard !trimmed.isEmpty else { return nil }
        guard column == "facts" else {
            return .string(trimmed.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
        do {
            return try JSONParser.parse(trimmed).value
        } catch {
            throw EditProblem(column, "this is no JSON: \(error.message)", remedy: error.remedy)
        }
    }

    private static func day(_ text: String, _ column: String) throws(EditProblem) -> JSONValue? {
        if text.isEmpty { return column == "valid_until" ? .null : nil }
        guard let day = Day(text) ?? spreadsheetDay(text) else {
            throw EditProblem(
                column, "'\(text)' is no day that can be told for sure",
                remedy: "write it as 2026-11-23, and give the column the format Text")
        }
        return .string(day.description)
    }

    /// What spreadsheets make of a day, where only one day can be meant: `2026/7/1`,
    /// `1.7.2026`, `23/11/2026`.
    private static func spreadsheetDay(_ text: String) -> Day? {
        let parts = text.split { "/.-".contains($0) }.compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        if parts[0] > 31 { return Day(year: parts[0], month: parts[1], day: parts[2]) }
        guard parts[2] > 31 else { return nil }
        let dayFirst = Day(year: parts[2], month: parts[1], day: parts[0])
        if text.contains(".") { return dayFirst }
        let monthFirst = Day(year: parts[2], month: parts[0], day: parts[1])
        guard let dayFirst, let monthFirst else { return dayFirst ?? monthFirst }
        return dayFirst == monthFirst ? dayFirst : nil
    }
}

/// What is wrong with one field of an entry.
public struct EditProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The column, or empty for the whole row.
    public let field: String
    public let message: String
    public let remedy: String

    public init(_ field: String, _ message: String, remedy: String) {
        (self.field, self.message, self.remedy) = (field, message, remedy)
    }

    public var description: String {
        (field.isEmpty ? "" : "\(field): ") + "error: \(message); remedy: \(remedy)"
    }
}
