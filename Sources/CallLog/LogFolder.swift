public import Foundation
public import Knowledge
import Transcript

/// The day files of a log folder, for whoever reads them. Nothing here writes.
///
/// Links are followed only within the folder: a link out of it is listed as
/// refused, not read.
public struct LogFolder: Sendable, Equatable {
    /// One day's file: `2026-11-23.jsonl`, or compressed, with `.gz`, `.xz` or `.zst`
    /// after it.
    public struct DayFile: Sendable, Equatable {
        public let day: Day
        public let url: URL
        public let isCompressed: Bool

        /// Bytes on the disk when it was listed.
        public let size: Int
    }

    public let url: URL

    public init(_ url: URL) { self.url = url }

    /// Oldest first; of a day that has both forms, the plain one. Only regular files,
    /// within the days given; what is named otherwise is not listed.
    /// - Throws: `CocoaError` when the folder is missing or cannot be read.
    public func dayFiles(from: Day? = nil, to: Day? = nil) throws -> [DayFile] {
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        let root = url.resolvingSymlinksInPath().path
        var files: [Day: DayFile] = [:]
        for name in names.sorted().reversed() {
            guard let (day, isCompressed) = Self.day(of: name),
                from.map({ $0 <= day }) ?? true, to.map({ day <= $0 }) ?? true
            else { continue }
            let file = url.appending(path: name).resolvingSymlinksInPath()
            guard file.deletingLastPathComponent().path == root,
                let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
                attributes[.type] as? FileAttributeType == .typeRegular
            else { continue }
            files[day] = DayFile(
                day: day, url: file, isCompressed: isCompressed,
                size: attributes[.size] as? Int ?? 0)
        }
        return files.values.sorted { $0.day < $1.day }
    }

    private static let endings = [
        (".jsonl", false), (".jsonl.gz", true), (".jsonl.xz", true), (".jsonl.zst", true),
    ]

    /// In reversed order of names, the plain file comes after the compressed one.
    static func day(of name: String) -> (Day, isCompressed: Bool)? {
        for (ending, isCompressed) in endings where name.hasSuffix(ending) {
            return Day(String(name.dropLast(ending.count))).map { ($0, isCompressed) }
        }
        return nil
    }
}
