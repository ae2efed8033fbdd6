internal import Files
internal import Foundation
internal import Processes

/// A log folder that cannot be read or changed as it was asked for.
public struct LogError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case missing
        case notPermitted
        /// A compressed file that ends too early or is none.
        case damagedArchive
        /// The program that unpacks it is not installed.
        case noUnpacker
        case noSuchCall
        case alreadyRedacted
        /// It has no end yet, and its last line is not old.
        case callGoesOn
        case notWritable
        case other
    }

    public let kind: Kind

    /// The file, the folder or the call's id.
    public let subject: String

    /// What happened, and what to do about it as an imperative.
    public let reason: String
    public let remedy: String

    public init(_ kind: Kind, _ subject: String, _ reason: String, remedy: String) {
        (self.kind, self.subject, self.reason, self.remedy) = (kind, subject, reason, remedy)
    }

    public var description: String { "\(subject): \(reason); remedy: \(remedy)" }

    /// What Foundation could not read.
    static func reading(_ path: String, _ error: any Error) -> LogError {
        switch code(of: error) {
        case ENOENT:
            LogError(.missing, path, "there is none", remedy: "name the log folder with --log DIR")
        case EACCES, EPERM:
            LogError(
                .notPermitted, path, "permission to read is denied",
                remedy: "run this as the user that the line runs as, or as an administrator")
        case ENOTDIR:
            LogError(
                .missing, path, "it is no folder", remedy: "name the log folder with --log DIR")
        case let code:
            LogError(.other, path, "it cannot be read (errno \(code))", remedy: "check the disk")
        }
    }

    static func writing(_ path: String, operation: String, code: Int32) -> LogError {
        LogError(
            code == EACCES || code == EPERM ? .notPermitted : .notWritable, path,
            "it cannot be changed (\(operation), errno \(code))",
            remedy: code == ENOSPC || code == EDQUOT
                ? "make room on the disk" : "run this as the user that the line runs as")
    }

    private static func code(of error: any Error) -> Int32 {
        if let error = error as? ProcessError { return error.code }
        if let error = error as? FileError { return error.code }
        let cocoa = error as NSError
        if cocoa.domain == NSPOSIXErrorDomain { return Int32(cocoa.code) }
        if let posix = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError,
            posix.domain == NSPOSIXErrorDomain
        {
            return Int32(posix.code)
        }
        switch cocoa.code {
        case CocoaError.fileReadNoSuchFile.rawValue, CocoaError.fileNoSuchFile.rawValue:
            return ENOENT
        case CocoaError.fileReadNoPermission.rawValue: return EACCES
        default: return EIO
        }
    }
}
