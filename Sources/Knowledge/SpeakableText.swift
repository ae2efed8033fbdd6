/// Finds what a voice would spell out or skip.
enum SpeakableText {
    static func findings(in text: String) -> [(what: String, remedy: String)] {
        var findings: [(what: String, remedy: String)] = []
        if text.contains("://") || text.contains("www.") || hasDomain(text) {
            findings.append(("a web address", "say it in words, or name the site"))
        }
        if let byte = text.utf8.first(where: { unspoken.contains($0) }) {
            let character = Character(Unicode.Scalar(byte))
            findings.append(("'\(character)', which is not spoken", "write it in words"))
        }
        if text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
            findings.append(("a line break", "write sentences one after the other"))
        }
        if let scalar = text.unicodeScalars.first(where: isSymbol) {
            let name = String(scalar.value, radix: 16, uppercase: true)
            findings.append(("the character U+\(name), which has no sound", "delete it"))
        }
        return findings
    }

    private static let unspoken = Array("*_`#~|<>{}[]\\^=".utf8)

    /// Emoji, arrows, dingbats, private use and control characters.
    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E: true
        case 0x2022, 0x2190...0x2BFF, 0xE000...0xF8FF, 0xFE0F, 0x1F000...: true
        default: false
        }
    }

    /// A word with a full stop between letters and a well-known ending.
    private static func hasDomain(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: ".")) else { return false }
        return text.split(separator: " ").contains { word in
            guard word.utf8.dropLast().contains(UInt8(ascii: ".")) else { return false }
            let labels = word.lowercased().split(whereSeparator: { ".,;:!?()\"".contains($0) })
            guard labels.count >= 2 else { return false }
            return labels.dropFirst().contains { ["vn", "com", "org", "net", "gov"].contains($0) }
        }
    }
}
