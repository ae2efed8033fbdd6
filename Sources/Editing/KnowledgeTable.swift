/// The knowledge as a table for a spreadsheet, and back.
public enum KnowledgeTable {
    public static func bytes(of entries: [EntryFields]) -> [UInt8] {
        CSV.bytes(of: [EntryFields.columns] + entries.map(\.row))
    }

    /// - Parameter file: The table's name, for messages.
    /// - Throws: `CSV.Failure`, also when the head has no `id`, or a column that is none.
    public static func rows(
        of bytes: [UInt8], file: String
    ) throws(CSV.Failure) -> [KnowledgeEdit.Row] {
        let rows = try CSV.rows(of: bytes)
        guard let head = rows.first else {
            throw CSV.Failure(
                line: 1, message: "the table is empty",
                remedy: "begin with tongdai knowledge export --csv")
        }
        let columns = try columns(of: head)
        return try rows.dropFirst().map { row throws(CSV.Failure) in
            let rest = row.cells.dropFirst(columns.count)
            guard rest.allSatisfy({ $0.isEmpty }) else {
                throw CSV.Failure(
                    line: row.line, message: "the row has more cells than the head",
                    remedy: "put a cell with commas between quotation marks")
            }
            let pairs = zip(columns, row.cells).filter { !$0.0.isEmpty }
            let fields = EntryFields(Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) }))
            return KnowledgeEdit.Row(place: "\(file):\(row.line)", fields: fields)
        }
    }

    private static func columns(of head: CSV.Row) throws(CSV.Failure) -> [String] {
        var columns = head.cells.map {
            $0.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "_")
        }
        while columns.last == "" { columns.removeLast() }
        for column in columns where !EntryFields.columns.contains(column) {
            throw CSV.Failure(
                line: head.line, message: "'\(column)' is no column",
                remedy: "use some of: \(EntryFields.columns.joined(separator: ", "))")
        }
        guard columns.contains("id"), Set(columns).count == columns.count else {
            throw CSV.Failure(
                line: head.line, message: "the head needs \"id\", and each column once",
                remedy: "begin with tongdai knowledge export --csv")
        }
        return columns
    }
}
