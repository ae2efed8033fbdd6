internal import Foundation

/// A folder that one process at a time may hold, for as long as this value lives. The
/// system lets go of it when its holder dies.
public struct FolderLock: ~Copyable, Sendable {
    /// How often it is looked for until the time is up.
    private static let looks = 1_000

    private let descriptor: Int32
    private let path: String

    private init(owning descriptor: Int32, path: String) {
        (self.descriptor, self.path) = (descriptor, path)
    }

    deinit { close(descriptor) }

    /// Waits for whoever holds it, for so long at most.
    public static func take(
        _ path: String, within limit: Duration
    ) throws(FileError) -> FolderLock {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileError(file: path, operation: "open", code: errno)
        }
        let lock = FolderLock(owning: descriptor, path: path)
        for _ in 0..<looks {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(useconds_t(limit / .microseconds(looks)))
        }
        throw FileError(file: path, operation: "flock", code: errno)
    }

    /// After it, the names of new files are on the disk.
    public borrowing func syncNames() throws(FileError) {
        guard fsync(descriptor) == 0 else {
            throw FileError(file: path, operation: "fsync", code: errno)
        }
    }
}
