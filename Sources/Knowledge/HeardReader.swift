/// Reads `heard.tsv`, which `scripts/hear-templates` makes: lines of a question's
/// template, a tab, and what a recognizer heard when it was said. `#` begins a
/// comment.
enum HeardReader {
    /// What was heard, by the template's source, in the file's order.
    static func read(
        _ bytes: [UInt8], file: String, problems: inout [Problem]
    ) -> [String: [String]] {
        if let invalid = UTF8Check.firstInvalid(in: bytes) {
            problems.append(
                Problem(
                    file: file, line: invalid.place.line, column: invalid.place.column,
                    message: invalid.message, remedy: invalid.remedy))
            return [:]
        }
        var heard: [String: [String]] = [:]
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(decoding: line, as: UTF8.self)
            if text.isEmpty || text.hasPrefix("#") { continue }
            let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 2, fields.allSatisfy({ !$0.isEmpty }) else {
                problems.append(
                    Problem(
                        file: file, line: index + 1,
                        message: "the line is not a template, a tab, and what was heard",
                        remedy: "make the file anew: scripts/hear-templates"))
                continue
            }
            heard[String(fields[0]), default: []].append(String(fields[1]))
        }
        return heard
    }
}
