internal import Files
internal import Foundation

/// Something that could not be done, because what does it does not work. Holds
/// nothing that a caller said.
public struct FulfilmentError: Error, Equatable, CustomStringConvertible {
    public enum Kind: String, Sendable, Equatable {
        case notPermitted
        case diskFull
        /// There is no such folder, command or server.
        case missing
        /// Another process holds the journal, for too long.
        case busy
        case timedOut
        /// It answered with more than is read.
        case tooLarge
        /// What it answered cannot be meant.
        case malformed
        /// It answered that it failed.
        case failed
        /// The key was used before, for another wish.
        case keyReused
        /// The command is neither a program nor a script with an interpreter.
        case notExecutable
        /// A program that this one uses is not on the machine.
        case notInstalled
        /// The server cannot be found, or nothing listens there.
        case unreachable
        /// The server does not prove who it is, or this side does not.
        case untrusted
        /// The server sends elsewhere.
        case redirected
        /// More is asked for at once than is allowed.
        case overloaded
        case other
    }

    public let kind: Kind
    /// The file, the command or the server.
    public let place: String
    public let operation: String
    /// `errno`, an exit status, or an HTTP status, by the operation.
    public let code: Int32

    public init(_ kind: Kind, place: String, operation: String, code: Int32 = 0) {
        self.kind = kind
        self.place = place
        self.operation = operation
        self.code = code
    }

    /// What failed with a file or a folder.
    init(_ error: FileError) {
        self.init(file: error.file, operation: error.operation, code: error.code)
    }

    /// A system call that failed with `errno`.
    init(file: String, operation: String, code: Int32) {
        let kind: Kind =
            switch code {
            case EACCES, EPERM, EROFS: .notPermitted
            case ENOSPC, EDQUOT, EFBIG: .diskFull
            case ENOENT, ENOTDIR, ELOOP: .missing
            case EWOULDBLOCK: .busy
            default: .other
            }
        self.init(kind, place: file, operation: operation, code: code)
    }

    public var remedy: String {
        switch kind {
        case .notPermitted: "change its rights or the credentials, or what --fulfilment names"
        case .diskFull: "make room on the disk, or name another folder with --fulfilment"
        case .missing: "check what --fulfilment names"
        case .busy: "look for the process that holds the journal"
        case .timedOut: "look whether the city's system is slow or down"
        case .tooLarge, .malformed: "compare what it answers with docs/actions.md"
        case .failed: "look into its own log"
        case .keyReused: "give every wish a key of its own"
        case .notExecutable: "begin the script with a line such as #!/bin/sh"
        case .notInstalled: "install it as a package of the system"
        case .unreachable: "check the address, and whether the city's system is up"
        case .untrusted: "check the certificates, and the authority in --fulfilment-settings"
        case .redirected: "name the address that it redirects to"
        case .overloaded: "raise at_once in --fulfilment-settings, or make the system faster"
        case .other: "look into the system's log"
        }
    }

    public var description: String {
        "\(place): an action could not be carried out: \(kind.rawValue) (\(operation), code "
            + "\(code)); remedy: \(remedy)"
    }
}
