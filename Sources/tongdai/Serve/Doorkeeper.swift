import AudioSocket
import Foundation
import Pipeline
import Serving

/// Which callers may come: those on a list, those with a token, each once at a time.
final class Doorkeeper: Sendable {
    private let allowed: Set<CallUUID>?
    private let tokens: URL?
    private let present = Locked<Set<CallUUID>>([])
    private let hasComplained = Locked(false)

    init(_ socket: LinesConfiguration.Socket) {
        allowed = socket.uuids.map(Set.init)
        tokens = socket.tokens.map { URL(filePath: $0) }
    }

    /// Fails where tokens could not be taken: nobody would be let in.
    func prepare() throws(CommandFailure) {
        guard let tokens, access(tokens.path, W_OK | X_OK) != 0 else { return }
        throw CommandFailure(
            "\(tokens.path): tokens of calls cannot be taken there; remedy: create the folder, let "
                + "this user write to it, or leave \"tokens\" out")
    }

    func lets(_ caller: CallUUID) -> Bool {
        if let allowed, !allowed.contains(caller) { return false }
        guard present.withLock({ $0.insert(caller).inserted }) else { return false }
        // To delete a file succeeds once, whoever tries.
        if let tokens, unlink(tokens.appending(path: "\(caller)").path) != 0 {
            complain(of: tokens, errno)
            leave(caller)
            return false
        }
        return true
    }

    /// A file that is not there is a stranger's; told once, or a stranger could fill the log.
    private func complain(of folder: URL, _ code: Int32) {
        guard code != ENOENT else { return }
        let isNew = hasComplained.withLock { hasComplained in
            defer { hasComplained = true }
            return !hasComplained
        }
        guard isNew else { return }
        Console.complain(
            "tongdai serve: \(folder.path): a token cannot be taken "
                + "(\(String(cString: strerror(code)))); its caller is turned away; remedy: let this "
                + "user write to the folder")
    }

    func leave(_ caller: CallUUID) { _ = present.withLock { $0.remove(caller) } }
}
