import AudioSocket
import Foundation
import Pipeline
import Serving

/// Which callers may come: those on a list, those with a token, each once at a time.
final class Doorkeeper: Sendable {
    private let allowed: Set<CallUUID>?
    private let tokens: URL?
    private let present = Locked<Set<CallUUID>>([])

    init(_ socket: LinesConfiguration.Socket) {
        allowed = socket.uuids.map(Set.init)
        tokens = socket.tokens.map { URL(filePath: $0) }
    }

    func lets(_ caller: CallUUID) -> Bool {
        if let allowed, !allowed.contains(caller) { return false }
        guard present.withLock({ $0.insert(caller).inserted }) else { return false }
        // To delete a file succeeds once, whoever tries.
        if let tokens, unlink(tokens.appending(path: "\(caller)").path) != 0 {
            leave(caller)
            return false
        }
        return true
    }

    func leave(_ caller: CallUUID) { _ = present.withLock { $0.remove(caller) } }
}
