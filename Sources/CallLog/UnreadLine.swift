/// A line of a log's file of which nothing could be made.
public struct UnreadLine: Sendable, Equatable {
    /// Which of `CallScan.files` it stands in.
    public let file: Int

    /// Counts from 1.
    public let number: Int

    /// Whether it is the beginning of a line, as a crash or a kill leaves it: at the
    /// file's end without a newline, or with the one that the next writer has given it.
    /// If it was a line that its call goes on after, the call's chain shows the hole.
    public let isTorn: Bool

    init(file: Int, number: Int, isTorn: Bool) {
        (self.file, self.number, self.isTorn) = (file, number, isTorn)
    }

    /// A line that its call has, and whose rest is no JSON.
    public init(_ line: ScannedCall.Line) {
        self.init(file: line.file, number: line.number, isTorn: Self.isTorn(line.bytes[...]))
    }

    /// Whether the bytes begin as a line does and come to no end: a text, an array or an
    /// object is still open.
    static func isTorn(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: beginning) || beginning.starts(with: bytes) else { return false }
        var (depth, isInText, isEscaped, isBehindText) = (0, false, false, false)
        for byte in bytes {
            if isBehindText {
                guard afterText.contains(byte) else { return false }
                isBehindText = false
            }
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    (isInText, isBehindText) = (false, true)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                // Something stands behind its end.
                if depth <= 0 { return false }
            default: continue
            }
        }
        return true
    }

    private static let afterText = Array(":,]} ".utf8)
    private static let beginning = Array("{\"v\":".utf8)
}

/// How many lines of a file could not be read.
public struct UnreadLines: Sendable, Equatable, CustomStringConvertible {
    /// The file's name.
    public let file: String
    public let count: Int

    /// One line, for people; not cleansed of control characters.
    public var description: String {
        "\(file): \(Self.notice(count)); remedy: tongdai log verify names them"
    }

    /// For whoever counts them over several files.
    public static func notice(_ count: Int) -> String {
        count == 1
            ? "1 line could not be read and is left out"
            : "\(count) lines could not be read and are left out"
    }
}
