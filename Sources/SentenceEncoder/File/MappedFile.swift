import Foundation

/// A file as the system maps it: its pages come when they are first read, and all
/// calls and processes share them. Nothing is copied to the heap.
///
/// Sendable, though it holds a pointer: the pages are mapped read-only and private,
/// and nobody has the pointer that could write. A file that another process shortens
/// while it is mapped would end this one, so encoder files are never changed in
/// place: they are written beside it and renamed.
@safe final class MappedFile: @unchecked Sendable {
    let path: String
    let count: Int
    private let base: UnsafeRawPointer

    init(_ url: URL, remedy: String = EncoderFileError.makeAnew) throws(EncoderFileError) {
        path = url.path
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw EncoderFileError(
                code == ENOENT ? .missing : .unreadable, path, at: "file",
                "cannot be opened: \(Self.text(of: code))", remedy: remedy)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG
        else {
            throw EncoderFileError(
                .unreadable, path, at: "file", "it is not a regular file", remedy: remedy)
        }
        count = Int(status.st_size)
        guard count > 0 else {
            throw EncoderFileError(.truncated, path, at: "file", "it is empty", remedy: remedy)
        }
        let pages = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let pages = unsafe pages, unsafe pages != MAP_FAILED else {
            let code = errno
            throw EncoderFileError(
                .unreadable, path, at: "file", "cannot be mapped: \(Self.text(of: code))",
                remedy: code == ENOMEM ? "let the program have more memory" : remedy)
        }
        unsafe base = UnsafeRawPointer(pages)
    }

    deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), count) }

    private static func text(of code: Int32) -> String { unsafe String(cString: strerror(code)) }

    /// `count` vectors from `offset` on. The caller keeps the file alive while it
    /// reads them.
    func vectors<Vector>(_ offset: Int, _ count: Int, of: Vector.Type) -> UnsafePointer<Vector> {
        let size = count * MemoryLayout<Vector>.stride
        precondition(offset >= 0 && count >= 0 && size <= self.count - offset)
        precondition(offset % MemoryLayout<Vector>.alignment == 0)
        return unsafe (base + offset).assumingMemoryBound(to: Vector.self)
    }

    subscript(_ offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < count)
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe Array(
            UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    func word(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && offset <= count - 4)
        return unsafe UInt32(
            littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    func long(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset <= count - 8)
        return unsafe UInt64(
            littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    func float(at offset: Int) -> Float { Float(bitPattern: word(at: offset)) }
}
