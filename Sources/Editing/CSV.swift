/// Tables as RFC 4180 has them: UTF-8, CRLF, quotation marks doubled. Written with a
/// byte order mark, by which Excel knows that it is UTF-8; read as spreadsheets save
/// them, with commas, semicolons or tabs.
public enum CSV {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    public static func bytes(of rows: [[String]]) -> [UInt8] {
        let lines = rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }
        return mark + Array(lines.joined().utf8)
    }

    /// A spreadsheet takes what begins with one of these for a formula. An apostrophe
    /// before it makes it a text, and is taken away when the table is read.
    private static let formulas: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map(formulas.contains) ?? false
        let isQuoted = text.first == "'" && text.dropFirst().first.map(formulas.contains) ?? false
        let text = isFormula || isQuoted ? "'" + text : text
        let needsQuotes = text.unicodeScalars.contains {
            [",", ";", "\"", "\n", "\r", "\t"].contains($0)
        }
        let isPadded = text.first == " " || text.last == " "
        guard needsQuotes || isPadded else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A row and the line of the file on which it begins, from 1.
    public struct Row: Sendable, Equatable {
        public let line: Int
        public let cells: [String]
    }

    /// Why a table cannot be read, and where.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let line: Int
        public let message: String
        public let remedy: String

        public var description: String { "\(line): error: \(message); remedy: \(remedy)" }
    }

    /// The rows that are not empty. Line ends within a cell become `\n`.
    public static func rows(of bytes: [UInt8]) throws(Failure) -> [Row] {
        guard
            let text = String(
                validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...],
                as: UTF8.self)
        else {
            throw Failure(
                line: 1, message: "the table is not in UTF-8",
                remedy:
                    "save it as \"CSV UTF-8\" (Excel), or with the character set UTF-8 (LibreOffice)"
            )
        }
        var reader = Reader(text, separator: separator(of: text))
        return try reader.rows()
    }

    /// What stands most often in the first line, outside of quotation marks.
    private static func separator(of text: String) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if !isQuoted, scalar == "\n" || scalar == "\r" { break }
            if !isQuoted, [",", ";", "\t"].contains(scalar) { counts[scalar, default: 0] += 1 }
        }
        return [",", ";", "\t"].max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? ","
    }

    private struct Reader {
        private let scalars: [Unicode.Scalar]
        private let separator: Unicode.Scalar
        private var offset = 0
        private var line = 1

        init(_ text: String, separator: Unicode.Scalar) {
            scalars = Array(text.replacing("\r\n", with: "\n").unicodeScalars)
            self.separator = separator
        }

        mutating func rows() throws(Failure) -> [Row] {
            var rows: [Row] = []
            while offset < scalars.count {
                let start = line
                let cells = try row()
                if cells.contains(where: { !$0.isEmpty }) {
                    rows.append(Row(line: start, cells: cells))
                }
            }
            return rows
        }

        private mutating func row() throws(Failure) -> [String] {
            var cells: [String] = []
            while true {
                cells.append(try cell())
                guard offset < scalars.count else { return cells }
                let end = scalars[offset]
                offset += 1
                if end != separator {
                    line += 1
                    return cells
                }
            }
        }

        private mutating func cell() throws(Failure) -> String {
            guard offset < scalars.count, scalars[offset] == "\"" else { return plain() }
            let start = line
            var text = String.UnicodeScalarView()
            offset += 1
            while offset < scalars.count {
                let scalar = scalars[offset]
                offset += 1
                if scalar == "\"" {
                    guard offset < scalars.count, scalars[offset] == "\"" else {
                        guard offset == scalars.count || isEnd(scalars[offset]) else { break }
                        return CSV.unescaped(String(text))
                    }
                    offset += 1
                }
                if scalar == "\n" { line += 1 }
                text.append(scalar == "\r" ? "\n" : scalar)
            }
            throw Failure(
                line: start, message: "the quotation marks of a cell are not closed",
                remedy: "write \" before and after the cell, and \"\" for one within it")
        }

        private mutating func plain() -> String {
            let start = offset
            while offset < scalars.count, !isEnd(scalars[offset]) { offset += 1 }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<offset])
            return CSV.unescaped(String(text))
        }

        private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
            scalar == separator || scalar == "\n" || scalar == "\r"
        }
    }

    private static func unescaped(_ text: String) -> String {
        guard text.first == "'" else { return text }
        let rest = text.dropFirst()
        guard let next = rest.first, formulas.contains(next) || next == "'" else { return text }
        return String(rest)
    }
}
