import CallLog
import Foundation
import Knowledge

/// Follows a log folder: the end of what is there, then what is appended. Reads
/// only, and never more at once than it is asked for.
final class LogFollower {
    /// What stands in the way; it may pass.
    enum Obstacle: Error, Equatable {
        case missing
        case notPermitted
        case noFolder
        case other(Int32)

        var reason: String {
            switch self {
            case .missing: "there is no such folder yet; waiting for it"
            case .notPermitted: "permission is denied; remedy: read it as the log's owner"
            case .noFolder: "this is no folder; remedy: name a log folder"
            case .other(let code): Output.reason(code)
            }
        }
    }

    /// A call that began yesterday goes on in today's file; replays write into the
    /// past. Older files are not followed.
    private static let fileLimit = 4

    /// Bytes that are read of a file that has come, at most.
    private static let newFileLimit = 16 << 20

    let path: String
    private(set) var obstacle: Obstacle?

    /// The newest files by name, oldest first.
    private var files: [(name: String, reader: DayFileReader)] = []
    private var changed: timespec?
    private var tail: Int
    private var isFirst = true

    /// A file that was written anew, as `log redact` does, is read again, because
    /// what it said is still shown; otherwise from where reading was.
    private let readsAgain: Bool

    /// Where reading was in files that have gone.
    private var places: [String: Int] = [:]

    /// Files with a day's name that are not followed, by what is said of them.
    private var leftOut: [LeftOut: Int] = [:]

    private enum LeftOut: String, CaseIterable {
        case packed = "compressed"
        case stray = "renamed"
        case link = "no plain file (a link?)"
    }

    /// For people, once at the start; nil where nothing was left out.
    var leftOutNotice: String? {
        let parts = LeftOut.allCases.compactMap { kind in
            leftOut[kind].map { "\($0) \(kind.rawValue)" }
        }
        return parts.isEmpty
            ? nil : "days not followed: " + parts.joined(separator: ", ") + "; see tongdai log"
    }

    /// What is older was there before, or is none of our business.
    private var oldestName = ""

    /// - Parameter tail: Bytes that are read of what is there already.
    init(path: String, tail: Int, readsAgain: Bool) {
        self.path = path
        self.tail = tail
        self.readsAgain = readsAgain
    }

    /// Looks for new, replaced and vanished files, then reads lines of at most so
    /// many bytes.
    func lines(atMost limit: Int) -> [[UInt8]] {
        var room = limit
        var lines: [[UInt8]] = []
        for file in files where room > 0 {
            let count = min(file.reader.remaining, room)
            lines += file.reader.lines(atMost: count)
            room -= count
        }
        if room > 0 {
            let isChanged = refresh()
            if isChanged { lines += self.lines(atMost: room) }
        }
        return lines
    }

    /// Bytes that are there and not read.
    var remaining: Int { files.reduce(0) { $0 + $1.reader.remaining } }

    /// - Returns: Whether there are other files than before.
    private func refresh() -> Bool {
        var isChanged = false
        let gone = files.filter { $0.reader.isReplaced && $0.reader.remaining == 0 }
        if !gone.isEmpty {
            files.removeAll { file in gone.contains { $0.reader === file.reader } }
            for file in gone { places[file.name] = file.reader.offset }
            changed = nil
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            obstacle = Self.obstacle(errno)
            return false
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            obstacle = .noFolder
            return false
        }
        let time = status.st_mtim
        if let changed, changed.tv_sec == time.tv_sec, changed.tv_nsec == time.tv_nsec {
            return false
        }
        do {
            leftOut = [:]
            let names = try newestNames()
            obstacle = nil
            changed = time
            isChanged = take(names)
        } catch {
            obstacle = error
        }
        return isChanged
    }

    private func start(_ name: String) -> DayFileReader.Start {
        if isFirst { return .tail(max(0, tail)) }
        guard !readsAgain, let place = places[name] else { return .tail(Self.newFileLimit) }
        return .place(place)
    }

    private func take(_ names: [String]) -> Bool {
        var isChanged = false
        // At first the end of what is there, the newest file's before the others'.
        for name in names.reversed() where !files.contains(where: { $0.name == name }) {
            guard isFirst || name >= oldestName else { continue }
            do {
                let reader = try DayFileReader(path: path + "/" + name, start: start(name))
                if isFirst { tail -= reader.remaining }
                files.append((name, reader))
                isChanged = true
            } catch .other(let code) {
                // The folder may be listed, and its files not be read.
                obstacle = Self.obstacle(code)
            } catch .refused {
                leftOut[.link, default: 0] += 1
            } catch {
                // It has gone again.
            }
        }
        isFirst = false
        files.sort { $0.name < $1.name }
        if files.count > Self.fileLimit { files.removeFirst(files.count - Self.fileLimit) }
        oldestName = max(oldestName, files.first?.name ?? "")
        return isChanged
    }

    /// The names of the newest days, oldest first. A folder may have 100,000 files:
    /// their names are compared, nothing else.
    private func newestNames() throws(Obstacle) -> [String] {
        guard let folder = opendir(path) else { throw Self.obstacle(errno) }
        defer { closedir(folder) }
        var newest: [String] = []
        while let entry = readdir(folder) {
            // The name belongs to the stream until its next call: copy it now.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let day = LogFolder.day(of: name), !day.isCompressed else {
                noteOther(name)
                continue
            }
            if newest.count == Self.fileLimit, let oldest = newest.first, name < oldest { continue }
            let place = newest.firstIndex { $0 > name } ?? newest.count
            newest.insert(name, at: place)
            if newest.count > Self.fileLimit { newest.removeFirst() }
        }
        return newest
    }

    /// What was a day's file once, and is not read by whoever follows.
    private func noteOther(_ name: String) {
        if LogFolder.day(of: name) != nil {
            leftOut[.packed, default: 0] += 1
        } else if LogFolder.day(ofStray: name) != nil {
            leftOut[.stray, default: 0] += 1
        }
    }

    private static func obstacle(_ code: Int32) -> Obstacle {
        switch code {
        case ENOENT: .missing
        case EACCES, EPERM: .notPermitted
        case ENOTDIR: .noFolder
        default: .other(code)
        }
    }
}
