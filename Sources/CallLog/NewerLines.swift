internal import Transcript

/// Lines of a file that a later version of the program wrote: they are read as far as
/// they are known, and whoever reads them is told.
public struct NewerLines: Sendable, Equatable, CustomStringConvertible {
    /// The file's name.
    public let file: String
    public internal(set) var count: Int

    /// The latest of their versions of the schema.
    public internal(set) var version: Int

    public init(file: String, count: Int, version: Int) {
        (self.file, self.count, self.version) = (file, count, version)
    }

    /// One line, for people; not cleansed of control characters.
    public var description: String {
        "\(file): \(Self.notice(count)) (schema \(version)); remedy: read the log with that version"
    }

    /// For whoever counts them over several files.
    public static func notice(_ count: Int) -> String {
        count == 1
            ? "1 line of a newer version of this program, read as far as it is known"
            : "\(count) lines of a newer version of this program, read as far as they are known"
    }
}
