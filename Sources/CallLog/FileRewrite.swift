internal import Foundation
internal import Processes

/// Puts other bytes into the place of a file, all at once, while others may append to
/// it. All calls into the system of this target are here.
enum FileRewrite {
    /// Replaces a file by what `change` makes of its lines; compressed files stay so.
    /// Lines that are appended meanwhile are kept.
    static func rewrite(
        _ url: URL, change: (ArraySlice<UInt8>) -> [[UInt8]]
    ) throws(LogError) {
        let temporary = url.deletingLastPathComponent().appending(
            path: ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: temporary) }
        let output = try create(temporary)
        defer { try? output.close() }
        let read = try copy(url, to: output, change)
        guard PieceReader.unpackers[url.pathExtension] == nil else {
            let packed = temporary.appendingPathExtension("packed")
            defer { try? FileManager.default.removeItem(at: packed) }
            try pack(temporary, to: packed, as: url)
            try move(packed, to: url)
            return
        }
        // Onto the disk before anybody has to wait.
        try? output.synchronize()
        let lock = try open(url)
        defer { try? lock.close() }
        // Whoever appends waits for the lock for a moment only: it is held for the rest
        // of what was appended, and for the renaming.
        guard flock(lock.fileDescriptor, LOCK_EX) == 0 else {
            throw .writing(url.path, operation: "flock", code: errno)
        }
        do {
            try lock.seek(toOffset: UInt64(read))
            while let bytes = try lock.read(upToCount: 1 << 20), !bytes.isEmpty {
                try output.write(contentsOf: bytes)
            }
        } catch {
            throw .writing(temporary.path, operation: "write", code: ENOSPC)
        }
        try move(temporary, to: url)
        flock(lock.fileDescriptor, LOCK_UN)
        try? output.synchronize()
    }

    /// - Returns: How many bytes of the file were read.
    private static func copy(
        _ url: URL, to output: FileHandle, _ change: (ArraySlice<UInt8>) -> [[UInt8]]
    ) throws(LogError) -> Int {
        let reader = try PieceReader(url)
        var read = 0
        while let piece = try reader.next() {
            var changed: [UInt8] = []
            changed.reserveCapacity(piece.count)
            var start = 0
            while start < piece.count {
                let end = piece[start...].firstIndex(of: 0x0A) ?? piece.count
                // What has no newline yet is being written: it follows under the lock.
                guard end < piece.count else { break }
                for line in change(piece[start..<end]) { changed += line + [0x0A] }
                start = end + 1
            }
            read += start
            do {
                try output.write(contentsOf: Data(changed))
                if start < piece.count, PieceReader.unpackers[url.pathExtension] != nil {
                    try output.write(contentsOf: Data(piece[start...]))
                }
            } catch {
                throw .writing(url.path, operation: "write", code: ENOSPC)
            }
        }
        return read
    }

    private static func create(_ url: URL) throws(LogError) -> FileHandle {
        let descriptor = unsafe Foundation.open(
            url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .writing(url.path, operation: "open", code: errno) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static func open(_ url: URL) throws(LogError) -> FileHandle {
        do {
            return try FileHandle(forUpdating: url)
        } catch {
            throw .writing(url.path, operation: "open", code: EACCES)
        }
    }

    private static func move(_ from: URL, to url: URL) throws(LogError) {
        guard unsafe rename(from.path, url.path) == 0 else {
            throw .writing(url.path, operation: "rename", code: errno)
        }
    }

    private static func pack(_ from: URL, to packed: URL, as url: URL) throws(LogError) {
        let output = try create(packed)
        defer { try? output.close() }
        do {
            let input = try FileHandle(forReadingFrom: from)
            defer { try? input.close() }
            let packer = try Child.start(
                PieceReader.tool(for: url), ["-c"], reading: input.fileDescriptor,
                writing: output.fileDescriptor)
            guard packer.wait() == .exited(0) else {
                throw LogError.writing(packed.path, operation: "pack", code: EIO)
            }
        } catch let error as LogError {
            throw error
        } catch let error as ProcessError {
            throw .writing(packed.path, operation: error.operation, code: error.code)
        } catch {
            throw .writing(packed.path, operation: "pack", code: EIO)
        }
    }
}
