internal import Files
internal import Foundation
public import Knowledge

extension LogFolder {
    /// Goes through the files of some days, oldest first, and gives out the calls that
    /// `scan` finds. Nothing is changed. A file that goes away meanwhile is left out.
    /// - Parameter isFinished: Whether calls without an end are given out at last.
    /// - Returns: What could not be read, or not to its end.
    /// - Throws: When the folder itself cannot be read.
    public func sweep(
        _ scan: inout CallScan, from: Day? = nil, to: Day? = nil, isFinished: Bool = true,
        give: (ScannedCall) -> Void
    ) throws(LogError) -> [LogError] {
        let contents = try contents(of: from, to: to)
        var failures = contents.refused.map(Self.refusal) + contents.strays.map(Self.stray)
        // One for all files: nothing of a piece is kept but what is copied out of it.
        var buffer: [UInt8] = []
        for file in contents.files {
            for url in packed(beside: file, contents.names) + [file.url] {
                scan.beginFile(url.lastPathComponent)
                do {
                    let reader = try PieceReader(url)
                    while let count = try reader.next(into: &buffer) {
                        scan.add(buffer, count: count, give: give)
                    }
                } catch {
                    if error.kind != .missing { failures.append(error) }
                }
            }
            scan.endDay(give: give)
        }
        if isFinished { scan.finish(give: give) }
        return failures
    }

    /// The folder's files, with typed errors.
    private func contents(of from: Day?, to: Day?) throws(LogError) -> Contents {
        do {
            return try contents(from: from, to: to)
        } catch {
            throw LogError.reading(url.path, error)
        }
    }

    private static func refusal(_ name: String) -> LogError {
        LogError(
            .other, name, "it is a link out of the folder, or no regular file: not read",
            remedy: "put the file itself there")
    }

    private static func stray(_ name: String) -> LogError {
        let day = name.prefix(10)
        return LogError(
            .other, name, "it has a day's name with something after it: not read",
            remedy: "put its lines back where they were, before or after those of \(day).jsonl; "
                + "keep logrotate and the like off this folder, which has a file a day already")
    }

    /// Compressed files of a day that has a plain one, too, when they are not the same day
    /// on its way from one form to the other: something was added after it was compressed.
    private func packed(beside file: DayFile, _ names: Set<String>) -> [URL] {
        guard !file.isCompressed else { return [] }
        return PieceReader.unpackers.keys.sorted().compactMap { ending in
            let name = "\(file.day).jsonl.\(ending)"
            guard names.contains(name) else { return nil }
            let packed = url.appending(path: name)
            guard FileStatus(of: packed.path)?.kind == .regular,
                firstLine(of: packed) != firstLine(of: file.url)
            else { return nil }
            return packed
        }
    }

    private func firstLine(of url: URL) -> ArraySlice<UInt8>? {
        let piece = try? PieceReader(url, pieceLength: 1 << 12).next()
        return piece?.prefix { $0 != 0x0A }
    }
}
