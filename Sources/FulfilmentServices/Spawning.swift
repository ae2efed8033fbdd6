internal import Foundation
internal import Fulfilment
internal import Pipeline

/// Starting a program: `posix_spawn`, so that nothing of this process runs between
/// fork and exec. The open files of a process are a global, so there is one of these,
/// in a lock.
struct Spawning: ~Copyable {
    static let oneAtATime = Locked(Spawning())

    private init() {}

    func spawn(
        _ path: String, _ arguments: [String], input: Int32, output: Int32
    ) throws(FulfilmentError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        for stray in Self.strays { unsafe posix_spawn_file_actions_addclose(&actions, stray) }

        // A fresh start: a group of its own, no signal blocked, none ignored.
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)

        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([path] + arguments).map { word in
            unsafe strdup(word)
        }
        defer { for word in unsafe words { unsafe free(word) } }
        unsafe words.append(nil)
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, path, &actions, &attributes, words, environ)
        guard code == 0 else {
            throw FulfilmentError(place: path, operation: "posix_spawn", errno: code)
        }
        return process
    }

    /// Open files that others may have left inheritable: a device, a log. To close one
    /// that is gone meanwhile does no harm.
    private static var strays: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }
}
