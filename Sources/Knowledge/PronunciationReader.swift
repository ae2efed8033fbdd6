/// Reads `pronunciations.dict`: lines of the CMU dictionary, `word  PH PH PH`.
/// `#` and `;;;` begin a comment; `word(2)` is another way to say a word.
enum PronunciationReader {
    static func read(
        _ bytes: [UInt8], file: String, problems: inout [Problem]
    ) -> [Pronunciation] {
        if let invalid = UTF8Check.firstInvalid(in: bytes) {
            problems.append(
                Problem(
                    file: file, line: invalid.place.line, column: invalid.place.column,
                    message: invalid.message, remedy: invalid.remedy))
            return []
        }
        var pronunciations: [Pronunciation] = []
        var seen: [String: Int] = [:]
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(decoding: line, as: UTF8.self)
            func note(_ message: String, _ remedy: String, _ severity: Problem.Severity) {
                problems.append(
                    Problem(
                        file: file, line: index + 1, severity: severity, message: message,
                        remedy: remedy))
            }
            guard let pronunciation = pronunciation(text, note: note) else { continue }
            let key = pronunciation.word + " " + pronunciation.phones.joined(separator: " ")
            if let first = seen.updateValue(index + 1, forKey: key) {
                note(
                    "\"\(pronunciation.word)\" is here twice with the same phones, first in line "
                        + "\(first)", "delete one", .warning)
            }
            pronunciations.append(pronunciation)
        }
        return pronunciations
    }

    private static func pronunciation(
        _ line: String, note: (String, String, Problem.Severity) -> Void
    ) -> Pronunciation? {
        let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = fields.first, !first.hasPrefix("#"), !first.hasPrefix(";;;") else {
            return nil
        }
        var word = first.lowercased()
        if word.hasSuffix(")"), let open = word.lastIndex(of: "("), open > word.startIndex {
            word = String(word[..<open])
        }
        let phones = Array(fields.dropFirst())
        guard !phones.isEmpty else {
            note("\"\(word)\" has no phones", "write word  PH PH PH", .error)
            return nil
        }
        for phone in phones where !Pronunciation.phones.contains(phone) {
            note("'\(phone)' is no phone", remedy(for: phone), .error)
            return nil
        }
        return Pronunciation(word: word, phones: phones)
    }

    private static func remedy(for phone: String) -> String {
        let plain = String(phone.uppercased().filter { !$0.isNumber })
        if Pronunciation.phones.contains(plain) { return "write \(plain), without stress" }
        return "use the CMU dictionary's: " + Pronunciation.phones.joined(separator: " ")
    }
}
