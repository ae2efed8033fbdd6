internal import Foundation

/// A file that is written beside its place and renamed: whoever reads it finds all
/// of it, or the one before.
public struct ReplacedFile: Sendable {
    public let path: String

    /// Rights of the file, whatever the umask says.
    public let mode: Int

    /// - Parameter mode: Such as `0o600`. Nil: those of the file that is there, else 0644.
    public init(_ path: String, mode: Int? = nil) {
        self.path = path
        self.mode = mode ?? Self.mode(of: path) ?? 0o644
    }

    /// A link is followed, so that what it points to is replaced and the link stays.
    /// - Parameter isDurable: Whether to wait until the bytes are on the disk.
    public func write(_ bytes: [UInt8], isDurable: Bool = true) throws(FileError) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let draft = "\(place).\(getpid()).new"
        let descriptor = unsafe open(
            draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode_t(mode) & 0o600)
        guard descriptor >= 0 else {
            throw FileError(file: path, operation: "open", code: errno)
        }
        var failed = fill(descriptor, bytes)
        if failed == nil, fchmod(descriptor, mode_t(mode)) != 0 { failed = ("fchmod", errno) }
        if failed == nil, isDurable, fsync(descriptor) != 0 { failed = ("fsync", errno) }
        if close(descriptor) != 0, failed == nil { failed = ("close", errno) }
        if failed == nil, unsafe rename(draft, place) != 0 { failed = ("rename", errno) }
        guard let (operation, code) = failed else { return }
        unsafe unlink(draft)
        throw FileError(file: path, operation: operation, code: code)
    }

    private func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> (String, Int32)? {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return ("write", errno) }
            written += count
        }
        return nil
    }

    private static func mode(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        return attributes?[.posixPermissions] as? Int
    }
}
