internal import Files
public import Foundation
public import Knowledge

/// A folder of transcripts: one file for each UTC day, `2026-11-23.jsonl`.
///
/// A value without state: any number of calls, threads and processes may write
/// to one folder. Every line goes to the system at once, in one piece, so a
/// process that is killed loses nothing that it has written; what it was writing
/// stays on a line of its own. Files may be renamed or deleted at any time. A
/// line costs about 10 µs.
public struct TranscriptFolder: Sendable {
    public let url: URL

    public init(_ url: URL) { self.url = url }

    /// `$XDG_STATE_HOME/tongdai/log`, else `~/.local/state/tongdai/log`. As the
    /// XDG specification wants it, a relative `XDG_STATE_HOME` counts as unset.
    public static func standard(environment: [String: String]) -> TranscriptFolder {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return TranscriptFolder(URL(filePath: state).appending(path: "tongdai/log"))
        }
        let home =
            environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser
        return TranscriptFolder(home.appending(path: ".local/state/tongdai/log"))
    }

    /// Creates the folder when it is missing and fails when nothing can be
    /// written there: to be known before the first call, not in it.
    public func prepare() throws(TranscriptError) {
        try AppendFile.makeFolder(url.path)
        try AppendFile.checkWritable(url.path)
    }

    /// Where the lines of a day are.
    public func file(of day: Day) -> URL { url.appending(path: "\(day).jsonl") }

    /// Appends a line to the file of its day, and creates file and folder when
    /// they are missing.
    public func write(_ line: TranscriptLine) throws(TranscriptError) {
        try append(line.bytes, to: file(of: line.record.time.day).lastPathComponent)
    }

    /// Appends a line, given without its newline, to a file of the folder.
    public func append(_ line: [UInt8], to name: String) throws(TranscriptError) {
        let path = url.appending(path: name).path
        for _ in 0..<3 {
            do {
                return try AppendFile(path: path).append(line: line)
            } catch  where error.operation == "open" && error.code == ENOENT {
                try AppendFile.makeFolder(url.path)
            } catch  where error.code == ESTALE {
                // Somebody has put another file into its place, such as a redacted one.
                continue
            }
        }
        try AppendFile(path: path).append(line: line)
    }

    /// Lets one process at a time choose an id for a call, until its first line is
    /// written: two calls of one id would break each other's chain.
    public func claim() throws(TranscriptError) -> TranscriptClaim {
        try AppendFile.makeFolder(url.path)
        do {
            return TranscriptClaim(lock: try FolderLock.take(url.path, within: .seconds(10)))
        } catch {
            throw TranscriptError(file: error.file, operation: error.operation, code: error.code)
        }
    }

    /// Whether a call has this id around that day: in its file, the one before or
    /// the one after, because a call may last over midnight.
    public func has(call: String, on day: Day) -> Bool {
        let start = day.daysSince1970 * 86_400
        let wanted = Data("\"call\":".utf8) + Data(JSONValue.string(call).bytes) + Data(",".utf8)
        return [start - 86_400, start, start + 86_400].compactMap { Day(secondsSince1970: $0) }
            .contains {
                day in
                // A quotation mark within a text has a backslash before it, so what is
                // found is a member. Anything but a regular file may have no end.
                let file = file(of: day).resolvingSymlinksInPath()
                let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
                guard attributes?[.type] as? FileAttributeType == .typeRegular else { return false }
                return (try? Data(contentsOf: file))?.range(of: wanted) != nil
            }
    }

    /// The days' files, oldest first. What is named otherwise is not listed.
    public func files() -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { name in
            name.hasSuffix(".jsonl") && Day(String(name.dropLast(6))) != nil
        }
        .sorted().map { url.appending(path: $0) }
    }
}

/// Held while an id is chosen for a call. It ends with its last reference.
public final class TranscriptClaim: Sendable {
    private let lock: FolderLock

    init(lock: consuming FolderLock) { self.lock = lock }
}
