internal import Files
public import Foundation
internal import Processes

/// Reads a day's file in pieces of whole lines, unpacking what is compressed.
///
/// Plain files are read, not mapped: one that is cut short while it is read must not
/// end the program. Compressed ones go through the system's `gzip`, `xz` or `zstd` as
/// a child process, which gets the opened file and no name; what could be unpacked of
/// a damaged one is given before the error is thrown.
public final class PieceReader {
    /// Bytes of a piece, before the rest of its last line.
    public static let pieceLength = 4 << 20

    /// So much without a newline is held, and no more.
    static let longestLine = 16 << 20

    /// What a pipe holds.
    private static let pipeLength = 1 << 16

    private let path: String
    private let length: Int
    /// The file itself; nil where it goes through an unpacker.
    private let plain: FileHandle?
    private var unpacker: Child?
    private var rest: [UInt8] = []
    private var isAtEnd = false

    public init(_ url: URL, pieceLength: Int = PieceReader.pieceLength) throws(LogError) {
        path = url.path
        length = pieceLength
        do {
            let file = try FileHandle(forReadingFrom: url)
            guard Self.unpackers[url.pathExtension] != nil else {
                plain = file
                unpacker = nil
                return
            }
            // The unpacker has it for itself. An open file for each day that was read would
            // soon be more than a process may have.
            defer { try? file.close() }
            unpacker = try Child.start(
                Self.tool(for: url), ["-dc"], reading: file.fileDescriptor)
            plain = nil
        } catch let error as LogError {
            throw error
        } catch {
            throw LogError.reading(url.path, error)
        }
    }

    deinit {
        // An unpacker that still runs, because somebody stopped reading, ends with its value.
        try? plain?.close()
    }

    /// By the ending of a file's name.
    static let unpackers = ["gz": "gzip", "xz": "xz", "zst": "zstd"]

    /// Lines up to about `pieceLength` bytes; nil at the end. The last piece may end
    /// without a newline.
    public func next() throws(LogError) -> [UInt8]? {
        var piece: [UInt8] = []
        guard let count = try next(into: &piece) else { return nil }
        piece.removeLast(piece.count - count)
        return piece
    }

    /// The same into bytes that are used again and again: they grow as they must.
    /// - Returns: How many of them, from the first, are the piece.
    public func next(into buffer: inout [UInt8]) throws(LogError) -> Int? {
        var filled = rest.count
        Self.grow(&buffer, to: filled + length)
        buffer.replaceSubrange(0..<filled, with: rest)
        rest.removeAll(keepingCapacity: true)
        while !isAtEnd {
            let count = try read(into: &buffer, at: filled)
            isAtEnd = count == 0
            let from = filled
            filled += count
            guard filled >= length else { continue }
            if let newline = buffer[from..<filled].lastIndex(of: 0x0A) {
                rest += buffer[(newline + 1)..<filled]
                return newline + 1
            }
            // No line of ours is so long: it is cut, and counts as damaged.
            if filled > Self.longestLine { return filled }
            Self.grow(&buffer, to: filled + length)
        }
        if filled > 0 { return filled }
        try checkUnpacker()
        return nil
    }

    private static func grow(_ buffer: inout [UInt8], to count: Int) {
        guard buffer.count < count else { return }
        buffer.append(contentsOf: repeatElement(0, count: count - buffer.count))
    }

    private func read(into buffer: inout [UInt8], at place: Int) throws(LogError) -> Int {
        do {
            if let plain {
                return try FileReading.read(
                    plain.fileDescriptor, into: &buffer, at: place, atMost: buffer.count - place)
            }
            let bytes = try unpacker?.read(upTo: Self.pipeLength) ?? []
            Self.grow(&buffer, to: place + bytes.count)
            buffer.replaceSubrange(place..<(place + bytes.count), with: bytes)
            return bytes.count
        } catch {
            throw LogError.reading(path, error)
        }
    }

    private func checkUnpacker() throws(LogError) {
        guard let unpacker = unpacker.take() else { return }
        guard unpacker.wait() == .exited(0) else {
            throw LogError(
                .damagedArchive, path, "it is damaged or ends too early",
                remedy: "get it from a copy; what could be unpacked was read")
        }
    }

    /// The program that packs and unpacks files of that ending.
    static func tool(for url: URL) throws(LogError) -> String {
        let tool = unpackers[url.pathExtension] ?? "gzip"
        for folder in ["/usr/bin", "/bin", "/usr/local/bin"] {
            let found = "\(folder)/\(tool)"
            if FileManager.default.isExecutableFile(atPath: found) { return found }
        }
        throw LogError(
            .noUnpacker, url.path, "\(tool) is not installed",
            remedy: "apt-get install \(tool == "xz" ? "xz-utils" : tool)")
    }
}
