import Foundation
import Monitoring

/// A day's file that is read as it grows.
final class DayFileReader {
    enum Failure: Error {
        case missing
        /// A link, or no regular file: not read.
        case refused
        case other(Int32)
    }

    private struct Identity: Equatable {
        let device: dev_t
        let inode: ino_t
    }

    private let path: String
    private let descriptor: Int32
    private let identity: Identity
    private var offset: Int
    private var assembler: LineAssembler

    /// - Parameter tail: Bytes before the end of the file at which reading begins;
    ///   the line that is cut there is skipped.
    init(path: String, tail: Int) throws(Failure) {
        self.path = path
        // Whoever can write into the folder could lay a link to any file, or a
        // FIFO that waits for ever.
        descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw .missing
            case ELOOP: throw .refused
            case let code: throw .other(code)
            }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .refused
        }
        identity = Identity(device: status.st_dev, inode: status.st_ino)
        // One byte before: where that is a newline, the line after it is whole.
        offset = max(0, Int(status.st_size) - tail - 1)
        assembler = LineAssembler(startsInside: offset > 0)
    }

    deinit { close(descriptor) }

    /// Bytes that are left to read; a file that has shrunk is read from its start.
    var remaining: Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return 0 }
        if Int(status.st_size) < offset {
            offset = 0
            assembler = LineAssembler(startsInside: false)
        }
        return Int(status.st_size) - offset
    }

    /// Whole lines that have been appended, of at most so many bytes.
    func lines(atMost limit: Int) -> [[UInt8]] {
        let count = min(remaining, limit)
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, off_t(offset))
        guard read > 0 else { return [] }
        offset += read
        return assembler.lines(from: read == count ? bytes : Array(bytes.prefix(read)))
    }

    /// Whether the name stands for another file now, or for none: it was rotated
    /// or purged.
    var isReplaced: Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return true }
        return Identity(device: status.st_dev, inode: status.st_ino) != identity
    }
}
