/// One thing that is wrong with a file of a language pack, said so that its
/// editor can mend it.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Comparable {
        /// The pack can be used, but someone should look.
        case warning
        /// The pack cannot be used.
        case error

        public static func < (left: Severity, right: Severity) -> Bool {
            left == .warning && right == .error
        }
    }

    /// The file's path, as it was given, or the folder's.
    public let file: String

    /// Line and column count from 1; nil when the problem is the whole file's.
    public let line: Int?
    public let column: Int?
    public let severity: Severity
    public let message: String

    /// What to do about it, as an imperative.
    public let remedy: String

    public init(
        file: String, line: Int? = nil, column: Int? = nil, severity: Severity = .error,
        message: String, remedy: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.message = message
        self.remedy = remedy
    }

    /// `file:line:column: error: message; remedy: what to do`, the form that
    /// editors turn into a link.
    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if line != nil, let column { place += ":\(column)" }
        return "\(place): \(severity.rawValue): \(message); remedy: \(remedy)"
    }
}

/// A language pack that cannot be used, with every error in it, not only the
/// first.
public struct PackError: Error, Equatable, CustomStringConvertible {
    public let problems: [Problem]

    public init(problems: [Problem]) { self.problems = problems }

    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
