internal import Foundation

/// What stands at a path, by `lstat`: a link is a link, wherever it leads.
public struct FileStatus: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case regular
        case link
        case folder
        /// A device, a pipe, a socket.
        case other
    }

    public let kind: Kind

    /// In bytes.
    public let size: Int

    /// Nil when nothing can be seen there.
    public init?(of path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFLNK: .link
            case S_IFDIR: .folder
            default: .other
            }
        size = Int(status.st_size)
    }
}
