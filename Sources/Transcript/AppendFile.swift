internal import Foundation

/// A file that only grows. All calls into the system of this target are here.
struct AppendFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens or creates the file; only its owner may read what is created.
    init(path: String) throws(TranscriptError) {
        self.path = path
        // Read access, too: to see whether the last line is whole.
        descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
        guard descriptor >= 0 else {
            throw TranscriptError(file: path, operation: "open", code: errno)
        }
    }

    deinit { close(descriptor) }

    /// Appends one line and its newline in one write, so that lines of several
    /// processes never mix. When an earlier writer died in the middle of a line,
    /// a newline comes first. When only a part can be written, because the disk
    /// is full, that part is taken back.
    /// - Throws: `ESTALE` when the file was renamed, deleted or replaced since it was opened,
    ///   and nothing was written.
    borrowing func append(line: [UInt8]) throws(TranscriptError) {
        let isLocked = lock()
        defer { if isLocked { flock(descriptor, LOCK_UN) } }
        if isLocked, !isInPlace() {
            throw TranscriptError(file: path, operation: "flock", code: ESTALE)
        }
        let size = try size()
        var bytes = line
        bytes.append(0x0A)
        if let size, size > 0, try lastByte(of: size) != 0x0A { bytes.insert(0x0A, at: 0) }
        do {
            try write(bytes)
        } catch {
            if isLocked, let size { ftruncate(descriptor, off_t(size)) }
            throw error
        }
    }

    /// One writer at a time, for the check of the last line, and none while the file
    /// is replaced. A process that was stopped in between must not hold up a call:
    /// after 5 ms the line is written all the same, which is as safe, except for that.
    private borrowing func lock() -> Bool {
        for attempt in 0..<220 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            if attempt < 200 { sched_yield() } else { usleep(250) }
        }
        return false
    }

    /// Whether the path still leads to the file that was opened.
    private borrowing func isInPlace() -> Bool {
        var (mine, current) = (stat(), stat())
        guard unsafe fstat(descriptor, &mine) == 0, unsafe stat(path, &current) == 0 else {
            return false
        }
        return mine.st_dev == current.st_dev && mine.st_ino == current.st_ino
    }

    /// Length in bytes; nil for what is no regular file.
    private borrowing func size() throws(TranscriptError) -> Int? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw TranscriptError(file: path, operation: "fstat", code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    private borrowing func lastByte(of size: Int) throws(TranscriptError) -> UInt8 {
        var byte: UInt8 = 0
        guard unsafe pread(descriptor, &byte, 1, off_t(size - 1)) == 1 else {
            throw TranscriptError(file: path, operation: "pread", code: errno)
        }
        return byte
    }

    private borrowing func write(_ bytes: [UInt8]) throws(TranscriptError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw TranscriptError(file: path, operation: "write", code: errno)
            }
            written += count
        }
    }

    /// Creates a folder and those above it that are missing, for their owner only.
    static func makeFolder(_ path: String) throws(TranscriptError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        switch errno {
        case EEXIST:
            guard isFolder(path) else {
                throw TranscriptError(file: path, operation: "mkdir", code: ENOTDIR)
            }
        case ENOENT:
            let parent = (path as NSString).deletingLastPathComponent
            guard !parent.isEmpty, parent != path else {
                throw TranscriptError(file: path, operation: "mkdir", code: ENOENT)
            }
            try makeFolder(parent)
            guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw TranscriptError(file: path, operation: "mkdir", code: errno)
            }
        default: throw TranscriptError(file: path, operation: "mkdir", code: errno)
        }
    }

    /// Fails when this process may not add files to the folder.
    static func checkWritable(_ path: String) throws(TranscriptError) {
        guard unsafe access(path, W_OK | X_OK) == 0 else {
            throw TranscriptError(file: path, operation: "access", code: errno)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
