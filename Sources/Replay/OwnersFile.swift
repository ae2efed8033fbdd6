import Foundation

/// A file that only its owner may read. All calls into the system of this target are
/// here.
enum OwnersFile {
    /// An empty file with mode 0600 in the place of what is there; nil when it cannot be
    /// made. A link is not followed: it may lead anywhere.
    static func create(_ path: String) -> FileHandle? {
        let descriptor = unsafe open(
            path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { return nil }
        // One that was there keeps the mode that it had.
        guard fchmod(descriptor, 0o600) == 0 else {
            close(descriptor)
            return nil
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
