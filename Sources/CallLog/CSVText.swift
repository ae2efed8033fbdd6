/// A table as text that LibreOffice and Excel open as it is: RFC 4180, UTF-8 with a
/// byte order mark.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`,
/// `@`, a tab or a line break) gets an apostrophe before it, as OWASP's "CSV Injection"
/// advises; numbers stay numbers. Control characters become spaces.
public enum CSVText {
    public static let byteOrderMark = "\u{FEFF}"

    /// The cells with commas between, and a line break.
    public static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    static func cell(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            shown.unicodeScalars.append(isControl(scalar) ? " " : scalar)
        }
        if isFormula(shown) { shown = "'" + shown }
        guard shown.contains(where: { "\",;\n\r".contains($0) }) else { return shown }
        return "\"" + shown.replacing("\"", with: "\"\"") + "\""
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
            || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
    }

    /// Full-width forms and leading spaces are taken for formulas by some programs.
    private static func isFormula(_ text: String) -> Bool {
        guard Double(text) == nil, let first = text.first(where: { $0 != " " }) else {
            return false
        }
        return "=+-@＝＋－＠|%".contains(first)
    }
}
