/// Why a file is no encoder that can be used, or cannot be made into one.
public struct EncoderFileError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// There is no such file.
        case missing
        /// The system would not open, map or write it.
        case unreadable
        /// It begins with something else.
        case foreign
        /// Another version of the program made it.
        case version(Int)
        /// It has fewer or more bytes than it says.
        case truncated
        /// What it says about itself cannot be.
        case inconsistent
        /// A number in it is no number.
        case notFinite
        /// Its bytes are not those that were written.
        case damaged
    }

    public let kind: Kind
    public let path: String
    /// Where in the file: "header", "section 12", "byte 96".
    public let place: String
    public let message: String
    /// What to do about it.
    public let remedy: String

    init(
        _ kind: Kind, _ path: String, at place: String = "header", _ message: String,
        remedy: String = Self.makeAnew
    ) {
        self.kind = kind
        self.path = path
        self.place = place
        self.message = message
        self.remedy = remedy
    }

    static let makeAnew = "delete the file and run scripts/fetch-encoder"

    public var description: String { "\(path): \(place): \(message); remedy: \(remedy)" }
}
