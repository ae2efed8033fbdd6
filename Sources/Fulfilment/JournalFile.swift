internal import Foundation

/// One file of the journal. Whoever has it holds the journal's lock. All calls into
/// the system of this target are here.
struct JournalFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    let size: Int

    enum Access {
        case read
        case append
        /// Only its owner may read what is created.
        case create

        fileprivate var flags: Int32 {
            switch self {
            case .read: O_RDONLY
            case .append: O_RDWR | O_APPEND
            case .create: O_RDWR | O_APPEND | O_CREAT
            }
        }
    }

    init(path: String, for access: Access) throws(FulfilmentError) {
        self.path = path
        // A pipe that somebody has put there must not hold up a call.
        descriptor = unsafe open(
            path, access.flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            throw FulfilmentError(file: path, operation: "open", code: errno)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw FulfilmentError(file: path, operation: "fstat", code: code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FulfilmentError(file: path, operation: "fstat", code: ENOTDIR)
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// What stands there from a place on.
    borrowing func bytes(from offset: Int) throws(FulfilmentError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, size - offset))
        var read = 0
        while read < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: read), buffer.count - read,
                    off_t(offset + read))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw FulfilmentError(file: path, operation: "pread", code: errno)
            }
            read += count
        }
        return bytes
    }

    /// Appends, and returns once it is on the disk. When only a part can be written,
    /// because the disk is full, that part is taken back.
    borrowing func append(_ bytes: [UInt8], by writing: JournalWriting) throws(FulfilmentError) {
        do {
            try write(bytes, by: writing)
        } catch {
            ftruncate(descriptor, off_t(size))
            throw error
        }
        try sync()
    }

    /// After it, what stands in the file is on the disk.
    borrowing func sync() throws(FulfilmentError) {
        guard fsync(descriptor) == 0 else {
            throw FulfilmentError(file: path, operation: "fsync", code: errno)
        }
    }

    private borrowing func write(
        _ bytes: [UInt8], by writing: JournalWriting
    ) throws(FulfilmentError) {
        var written = 0
        while written < bytes.count {
            let portion = min(bytes.count - written, writing.portion)
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), portion)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw FulfilmentError(file: path, operation: "write", code: errno)
            }
            written += count
            writing.wrote(count)
        }
    }

    /// Creates a folder and those above it that are missing, for their owner only.
    static func makeFolder(_ path: String) throws(FulfilmentError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        let code = errno
        if code == EEXIST { return }
        let parent = (path as NSString).deletingLastPathComponent
        guard code == ENOENT, !parent.isEmpty, parent != path else {
            throw FulfilmentError(file: path, operation: "mkdir", code: code)
        }
        try makeFolder(parent)
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FulfilmentError(file: path, operation: "mkdir", code: errno)
        }
    }
}

/// How a record gets into the file. A test writes byte by byte, and dies between two.
package struct JournalWriting: Sendable {
    let portion: Int
    let wrote: @Sendable (Int) -> Void

    package init(portion: Int = .max, wrote: @escaping @Sendable (Int) -> Void = { _ in }) {
        (self.portion, self.wrote) = (portion, wrote)
    }
}
