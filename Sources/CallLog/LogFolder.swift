internal import Files
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

    /// Oldest first; of a day that has both forms, the plain one (`sweep` reads both where
    /// they are not the same). Only regular files,
    /// within the days given; what is named otherwise is not listed.
    /// - Throws: `CocoaError` when the folder is missing or cannot be read.
    public func dayFiles(from: Day? = nil, to: Day? = nil) throws -> [DayFile] {
        try contents(from: from, to: to).files
    }

    /// What a folder has by names of days. It may be a hundred thousand: each is looked at
    /// once.
    struct Contents {
        var files: [DayFile] = []
        /// All names that were looked at.
        var names: Set<String> = []
        /// Of links that lead out of the folder, and of what is no file.
        var refused: [String] = []
        /// Of what was a day's file before something else renamed or packed it.
        var strays: [String] = []
    }

    func contents(from: Day? = nil, to: Day? = nil) throws -> Contents {
        var contents = Contents()
        var files: [Day: DayFile] = [:]
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        for name in names.sorted().reversed() {
            func isWanted(_ day: Day) -> Bool {
                (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
            }
            guard let (day, isCompressed) = Self.day(of: name) else {
                if let day = Self.day(ofStray: name), isWanted(day) { contents.strays.append(name) }
                continue
            }
            guard isWanted(day) else { continue }
            contents.names.insert(name)
            switch Self.place(url.path + "/" + name, in: url) {
            case .file(let path, let size):
                files[day] = DayFile(
                    day: day, url: URL(filePath: path), isCompressed: isCompressed, size: size)
            case .refused: contents.refused.append(name)
            case .gone: continue
            }
        }
        contents.files = files.values.sorted { $0.day < $1.day }
        contents.refused.reverse()
        contents.strays.reverse()
        return contents
    }

    private enum Place {
        case file(String, size: Int)
        case refused
        /// Nothing is there, or no longer.
        case gone
    }

    private static func place(_ path: String, in folder: URL) -> Place {
        guard let status = FileStatus(of: path) else { return .gone }
        if status.kind == .regular { return .file(path, size: status.size) }
        guard status.kind == .link else { return .refused }
        let target = URL(filePath: path).resolvingSymlinksInPath()
        guard let status = FileStatus(of: target.path) else { return .gone }
        let isWithin =
            target.deletingLastPathComponent().path == folder.resolvingSymlinksInPath().path
        guard isWithin, status.kind == .regular else { return .refused }
        return .file(target.path, size: status.size)
    }

    private static let endings = [
        (".jsonl", false), (".jsonl.gz", true), (".jsonl.xz", true), (".jsonl.zst", true),
    ]

    /// In reversed order of names, the plain file comes after the compressed one.
    public static func day(of name: String) -> (Day, isCompressed: Bool)? {
        for (ending, isCompressed) in endings where name.hasSuffix(ending) {
            return Day(String(name.dropLast(ending.count))).map { ($0, isCompressed) }
        }
        return nil
    }

    /// Of a name that a rotation or an editor made of a day's file: `2026-11-23.jsonl.1`.
    /// Nothing here writes such names, and which lines come first in them nobody says: the
    /// chains would not hold.
    public static func day(ofStray name: String) -> Day? {
        guard name.dropFirst(10).hasPrefix(".jsonl."), day(of: name) == nil else { return nil }
        return Day(String(name.prefix(10)))
    }

    /// Whether a log has a file of this name for itself: a day's, in whatever form and
    /// also when something has renamed it, and what purges write.
    public static func isOwnFile(named name: String) -> Bool {
        day(of: name) != nil || day(ofStray: name) != nil || name == PurgeLog.fileName
    }

    /// Whether there is a file of a log in it.
    public var holdsALog: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.contains(where: Self.isOwnFile)
    }
}
