internal import Foundation

/// A program that could not be started, or not be talked to. Holds nothing of what it
/// was given or wrote.
public struct ProcessError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case notPermitted
        /// There is no such program.
        case missing
        /// It is neither a program nor a script with an interpreter.
        case notExecutable
        case timedOut
        /// What goes in or comes out is longer than is allowed.
        case tooLarge
        /// No descriptor, process or memory is left.
        case exhausted
        case other
    }

    public let kind: Kind
    public let program: String
    /// The system call, or what this side was at.
    public let operation: String
    /// `errno`, 0 where there is none.
    public let code: Int32

    init(_ kind: Kind, _ program: String, operation: String, code: Int32 = 0) {
        (self.kind, self.program, self.operation, self.code) = (kind, program, operation, code)
    }

    /// A system call that failed.
    init(_ program: String, operation: String, errno code: Int32) {
        let kind: Kind =
            switch code {
            case EACCES, EPERM: .notPermitted
            case ENOENT, ENOTDIR, ELOOP: .missing
            case ENOEXEC: .notExecutable
            case EMFILE, ENFILE, EAGAIN, ENOMEM: .exhausted
            default: .other
            }
        self.init(kind, program, operation: operation, code: code)
    }

    public var description: String {
        "\(program): the program could not be used (\(operation), errno \(code)); remedy: \(remedy)"
    }

    private var remedy: String {
        switch kind {
        case .timedOut: "see why it takes so long, or allow it more time"
        case .tooLarge: "see what it is given and writes: it is longer than is allowed"
        case .exhausted: "raise the limits of this process (ulimit), or end what uses them up"
        case .notPermitted, .missing, .notExecutable, .other:
            "see that it is installed and may be run"
        }
    }
}
