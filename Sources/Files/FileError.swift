internal import Foundation

/// A file that cannot be written.
public struct FileError: Error, Equatable, CustomStringConvertible {
    public let file: String

    /// The system call that failed.
    public let operation: String

    /// `errno`.
    public let code: Int32

    public init(file: String, operation: String, code: Int32) {
        (self.file, self.operation, self.code) = (file, operation, code)
    }

    /// What to do about it, as an imperative.
    public var remedy: String {
        switch code {
        case EACCES, EPERM: "name a folder that you may write to, or change its rights"
        case ENOSPC, EDQUOT: "make room on the disk"
        case ENOENT, ENOTDIR: "create the folder first"
        default: "name another file"
        }
    }

    public var description: String {
        "\(file): the file cannot be written (\(operation), errno \(code)); remedy: \(remedy)"
    }
}
