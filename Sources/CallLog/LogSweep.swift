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
            scan.beginFile(file.url.lastPathComponent)
            do {
                let reader = try PieceReader(file.url)
                while let piece = try reader.next() { scan.add(piece, give: give) }
            } catch let error where error.kind == .missing {
                continue
            } catch {
                failures.append(error)
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
