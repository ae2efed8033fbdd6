/// Makes lines of a file's bytes as they come. What has no newline yet is held.
public struct LineAssembler: Sendable {
    /// Longer lines are no transcripts; they are skipped.
    static let lengthLimit = 1 << 20

    private var held: [UInt8] = []
    private var skips: Bool

    /// - Parameter startsInside: The first bytes are probably the rest of a line,
    ///   which is skipped.
    public init(startsInside: Bool) { skips = startsInside }

    /// The whole lines, without newlines and without empty ones.
    public mutating func lines(from bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            if skips {
                skips = false
            } else {
                let line = held + bytes[start..<end]
                if !line.isEmpty, line.count <= Self.lengthLimit { lines.append(line) }
            }
            held = []
            start = end + 1
        }
        if !skips { held += bytes[start...] }
        if held.count > Self.lengthLimit {
            held = []
            skips = true
        }
        return lines
    }
}
