internal import Foundation

/// A transcript that cannot be written or read. The call goes on without it.
public struct TranscriptError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case notPermitted
        case diskFull
        /// Something on the way to the file is missing or is no folder.
        case noSuchFolder
        case missing
        /// The device failed, or the file system is read-only.
        case unavailable
        case other
    }

    public let kind: Kind
    public let file: String

    /// The system call that failed.
    public let operation: String

    /// `errno`.
    public let code: Int32

    public init(file: String, operation: String, code: Int32) {
        self.file = file
        self.operation = operation
        self.code = code
        kind =
            switch code {
            case EACCES, EPERM: .notPermitted
            case ENOSPC, EDQUOT, EFBIG: .diskFull
            case ENOTDIR, ELOOP, EEXIST, EISDIR: .noSuchFolder
            case ENOENT: .missing
            case EROFS, EIO, ENXIO, ESTALE: .unavailable
            default: .other
            }
    }

    /// What to do about it, as an imperative.
    public var remedy: String {
        switch kind {
        case .notPermitted: "name a folder that you may write to with --log, or change its rights"
        case .diskFull: "make room on the disk, or name another folder with --log"
        case .noSuchFolder: "name a folder, and no file, with --log"
        case .missing: "check the name"
        case .unavailable: "check the disk, or name another folder with --log"
        case .other: "name another folder with --log"
        }
    }

    private var reason: String {
        switch kind {
        case .notPermitted: "permission is denied"
        case .diskFull: "no space is left"
        case .noSuchFolder: "something on the way is no folder"
        case .missing: "there is no such file"
        case .unavailable: "the disk cannot be used"
        case .other: "the system refused"
        }
    }

    public var description: String {
        let verb = operation == "read" ? "read" : "written"
        return
            "\(file): the transcript cannot be \(verb): \(reason) (\(operation), errno \(code)); "
            + "remedy: \(remedy)"
    }
}
