internal import Foundation

/// The metrics' file cannot be written. Calls go on without it.
public struct MetricsError: Error, Equatable, CustomStringConvertible {
    public let file: String

    /// The system call that failed.
    public let operation: String

    /// `errno`.
    public let code: Int32

    private var remedy: String {
        switch code {
        case EACCES, EPERM:
            "name a folder that you may write to with --metrics, or change its rights"
        case ENOSPC, EDQUOT: "make room on the disk"
        case ENOENT, ENOTDIR: "create the folder first"
        default: "name another file with --metrics"
        }
    }

    public var description: String {
        "\(file): the metrics cannot be written (\(operation), errno \(code)); remedy: \(remedy)"
    }
}
