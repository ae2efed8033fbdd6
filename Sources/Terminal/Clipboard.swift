/// The terminal's clipboard, over ssh and in tmux, too, where it allows that.
public enum Clipboard {
    /// xterm's operating system command 52: the text in Base64 (RFC 4648), so
    /// nothing in it is obeyed.
    public static func sequence(for text: String) -> String {
        "\u{1B}]52;c;" + base64(Array(text.utf8)) + "\u{07}"
    }

    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    static func base64(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let padded = part + Array(repeating: 0, count: 3 - part.count)
            let group = padded.reduce(0) { $0 << 8 | Int($1) }
            for place in 0..<4 {
                text.append(
                    place <= part.count ? digits[group >> (18 - 6 * place) & 0x3F] : "=")
            }
        }
        return text
    }
}
