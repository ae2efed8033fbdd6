internal import Files
public import Foundation
public import Knowledge
public import Transcript

/// Removes whole days from a log folder, with a marker of it, and the recordings of
/// their calls.
///
/// The marker is written first: a purge that is interrupted is done by the next one.
public struct Purge: Sendable {
    /// What goes.
    public struct Plan: Sendable {
        public let files: [URL]
        public let calls: [String]
        public let lines: Int
        public let recordings: [URL]
        let days: ClosedRange<Day>?
        let seams: [String: ChainCheck.Seam]

        /// What could not be read, or not to its end; it goes all the same: what is too old
        /// is not kept for being damaged. Its calls are counted as far as they were read.
        public let unread: [LogError]

        /// What has a day's name and is neither a file nor a link: it stays.
        public let left: [LogError]

        public var isEmpty: Bool { files.isEmpty && recordings.isEmpty }
    }

    /// A call is at most 15 minutes long: one that had a line so long before midnight
    /// may have some after it.
    private static let longestCallMS = 3_600_000

    private let folder: LogFolder
    private let day: Day
    private let recordings: URL?

    /// Days before `day` go, by UTC.
    /// - Parameter recordings: A folder with the calls' recordings, named by their ids.
    public init(_ folder: LogFolder, before day: Day, recordings: URL? = nil) {
        (self.folder, self.day, self.recordings) = (folder, day, recordings)
    }

    /// Reads what would go, and changes nothing.
    public func plan() throws(LogError) -> Plan {
        let (named, left) = try files()
        let midnight = TranscriptTime(milliseconds: day.daysSince1970 * 86_400_000)
        var scan = CallScan()
        var calls: [String] = []
        var seams: [String: ChainCheck.Seam] = [:]
        var told: [URL] = []
        let failures = try folder.sweep(&scan, to: Day(secondsSince1970: -86_400, after: day)) {
            calls.append($0.call)
            if let sound = LogFolder.toldSound(of: $0) { told.append(sound) }
            let records = $0.records
            guard let last = records.last, last.event.name != "call.ended",
                midnight.milliseconds - last.time.milliseconds < Self.longestCallMS,
                let line = $0.lines.last
            else { return }
            seams[$0.call] = ChainCheck.Seam(
                seq: last.seq &+ 1, prev: TranscriptChain.digest(of: line.bytes))
        }
        let days = named.map(\.day)
        return Plan(
            files: named.map(\.url), calls: calls.sorted(), lines: scan.lineCount,
            recordings: try recordings(of: Set(calls), told),
            days: days.min().flatMap { first in days.max().map { first...$0 } }, seams: seams,
            unread: failures.filter { failure in
                !left.contains { $0.subject == failure.subject }
            },
            left: left)
    }

    /// - Returns: What could not be removed.
    public func carryOut(
        _ plan: Plan, by: String, reason: String, time: TranscriptTime
    ) throws(LogError) -> [LogError] {
        guard let days = plan.days else { return Self.remove(plan.recordings) }
        let marker = PurgeMarker(
            time: time, by: by, reason: reason, from: days.lowerBound, to: days.upperBound,
            files: plan.files.map {
                // Of a link only the name goes, and no content.
                .init(
                    name: $0.lastPathComponent,
                    sha256: FileStatus(of: $0.path)?.kind == .regular
                        ? FileDigest.sha256(of: $0) ?? "" : "")
            },
            calls: plan.calls.count, lines: plan.lines, seams: plan.seams)
        try PurgeLog(folder.url).append(marker)
        return Self.remove(plan.recordings + plan.files)
    }

    /// - Returns: What could not be removed.
    private static func remove(_ urls: [URL]) -> [LogError] {
        urls.compactMap { url in
            do {
                try FileManager.default.removeItem(at: url)
                return nil
            } catch {
                return FileManager.default.fileExists(atPath: url.path)
                    ? LogError(
                        .notWritable, url.path, "it cannot be removed",
                        remedy: "run this as the user that the line runs as") : nil
            }
        }
    }

    /// Every form of a day's file, those that a rotation has renamed, and links, which go
    /// without what they lead to.
    private func files() throws(LogError) -> (named: [(day: Day, url: URL)], left: [LogError]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        } catch {
            throw LogError.reading(folder.url.path, error)
        }
        var named: [(day: Day, url: URL)] = []
        var left: [LogError] = []
        for name in names.sorted() {
            guard let found = LogFolder.day(of: name)?.0 ?? LogFolder.day(ofStray: name),
                found < day
            else { continue }
            let url = folder.url.appending(path: name)
            switch FileStatus(of: url.path)?.kind {
            case .regular, .link: named.append((found, url))
            case .folder, .other:
                left.append(
                    LogError(
                        .other, name, "it is no file: left where it is",
                        remedy: "remove it by hand if it is of the log"))
            case nil: continue
            }
        }
        return (named, left)
    }

    /// What the calls themselves tell of, those of the folder that was named, and what
    /// `--keep-audio on` has kept.
    private func recordings(of calls: Set<String>, _ told: [URL]) throws(LogError) -> [URL] {
        var found = told
        if let recordings { found += try Self.recordings(in: recordings, of: calls) }
        // A link may lead to sound that is not of this log.
        if FileStatus(of: folder.audio.path)?.kind == .folder {
            found += try Self.recordings(in: folder.audio) { call in
                calls.contains(call) || Self.day(ofCall: call).map { $0 < day } ?? false
            }
        }
        return Self.eachOnce(found)
    }

    /// The same files, of which one path may be relative and another not.
    public static func eachOnce(_ files: [URL]) -> [URL] {
        var seen: Set<String> = []
        return files.filter { seen.insert($0.standardizedFileURL.path).inserted }
    }

    /// The day with which a live call's id begins: sound of which the log has nothing
    /// goes by it.
    private static func day(ofCall id: String) -> Day? {
        let digits = id.prefix(8)
        guard id.count > 8, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Day("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    }

    /// The recordings of these calls.
    public static func recordings(
        in folder: URL, of calls: Set<String>
    ) throws(LogError) -> [URL] {
        try recordings(in: folder) { calls.contains($0) }
    }

    private static func recordings(
        in folder: URL, where isOfCall: (String) -> Bool
    ) throws(LogError) -> [URL] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw LogError.reading(folder.path, error)
        }
        return names.sorted().map { folder.appending(path: $0) }.filter {
            LogFolder.soundEndings.contains($0.pathExtension.lowercased())
                && isOfCall($0.deletingPathExtension().lastPathComponent)
        }
    }
}

extension Day {
    fileprivate init?(secondsSince1970 seconds: Int, after day: Day) {
        self.init(secondsSince1970: day.daysSince1970 * 86_400 + seconds)
    }
}

enum FileDigest {
    /// Of the bytes as they are on the disk; nil when they cannot be read.
    static func sha256(of url: URL) -> String? {
        guard let file = try? FileHandle(forReadingFrom: url) else { return nil }
        var hash = SHA256()
        while let bytes = try? file.read(upToCount: 1 << 20), !bytes.isEmpty {
            hash.update([UInt8](bytes))
        }
        return hash.hex()
    }
}
