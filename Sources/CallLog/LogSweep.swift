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
        var failures: [LogError] = []
        for file in try listing(from: from, to: to, failures: &failures) {
            for url in packed(beside: file) + [file.url] {
                scan.beginFile(url.lastPathComponent)
                do {
                    let reader = try PieceReader(url)
                    while let piece = try reader.next() { scan.add(piece, give: give) }
                } catch {
                    if error.kind != .missing { failures.append(error) }
                }
            }
            scan.endDay(give: give)
        }
        if isFinished { scan.finish(give: give) }
        return failures
    }

    /// The days' files, with typed errors; what is refused is added to `failures`.
    func listing(
        from: Day? = nil, to: Day? = nil, failures: inout [LogError]
    ) throws(LogError) -> [DayFile] {
        do {
            let files = try dayFiles(from: from, to: to)
            failures += try refused(from: from, to: to).map { name in
                LogError(
                    .other, name, "it is a link out of the folder, or no regular file: not read",
                    remedy: "put the file itself there")
            }
            return files
        } catch {
            throw LogError.reading(url.path, error)
        }
    }

    /// Compressed files of a day that has a plain one, too, when they are not the same day
    /// on its way from one form to the other: something was added after it was compressed.
    private func packed(beside file: DayFile) -> [URL] {
        guard !file.isCompressed else { return [] }
        return PieceReader.unpackers.keys.sorted().compactMap { ending in
            let url = file.url.appendingPathExtension(ending)
            let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular,
                firstLine(of: url) != firstLine(of: file.url)
            else { return nil }
            return url
        }
    }

    private func firstLine(of url: URL) -> ArraySlice<UInt8>? {
        let piece = try? PieceReader(url, pieceLength: 1 << 12).next()
        return piece?.prefix { $0 != 0x0A }
    }

    /// The names of links that lead out of the folder, and of what is no file.
    private func refused(from: Day?, to: Day?) throws -> [String] {
        let root = url.resolvingSymlinksInPath().path
        return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { name in
            guard let (day, _) = Self.day(of: name), from.map({ $0 <= day }) ?? true,
                to.map({ day <= $0 }) ?? true
            else { return false }
            let file = url.appending(path: name).resolvingSymlinksInPath()
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            return attributes != nil
                && (file.deletingLastPathComponent().path != root
                    || attributes?[.type] as? FileAttributeType != .typeRegular)
        }
        .sorted()
    }
}
