/// Where the chain of a call does not hold.
public struct ChainFault: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case altered
        case missing
        case reordered
        case repeated
    }

    public let kind: Kind
    public let call: String

    /// Of the line that was altered, that stands in the wrong place or twice, or of the
    /// first that is missing.
    public let seq: Int

    /// How many are missing in a row.
    public var count = 1

    /// Where: the line itself; of what is missing, the line that comes after the hole.
    public let file: Int
    public let number: Int

    /// The line after was altered, too, or in its stead.
    public var isUnsure = false

    /// One line, for people.
    public var sentence: String {
        switch kind {
        case .altered where isUnsure:
            "seq \(seq) or the line after it was altered"
        case .altered: "seq \(seq) was altered"
        case .missing where count == 1: "seq \(seq) is missing before this line"
        case .missing: "seq \(seq) to \(seq &+ count &- 1) are missing before this line"
        case .reordered: "seq \(seq) stands in the wrong place"
        case .repeated: "seq \(seq) stands here again"
        }
    }
}
