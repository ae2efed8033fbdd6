internal import Files
public import Foundation
internal import Knowledge
internal import Pipeline

/// The embedded fulfilment: a folder in which everything that was done stands, one
/// JSON record a line, one file a day, `2026-11-23.jsonl`.
///
/// Files only grow. What has been answered is on the disk: a process that is killed,
/// or a machine that loses its power, loses no record that anybody was told of. What
/// was being written then stays on a line of its own, and is not read. One writer at
/// a time, across processes: numbers never repeat.
public final class Journal: Fulfilment {
    /// How far an application has got, by the code of its file; optional.
    public static let applicationsFile = "applications.json"

    private struct Loaded {
        var ledger = Ledger()
        /// Up to here the file has been read.
        var offset = 0
    }

    private let folder: URL
    private let writing: JournalWriting
    private let loaded = Locked<[Day: Loaded]>([:])

    /// Creates the folder when it is missing, and fails when nothing can be written.
    public convenience init(_ folder: URL) throws(FulfilmentError) {
        try self.init(folder, writing: JournalWriting())
    }

    package init(_ folder: URL, writing: JournalWriting) throws(FulfilmentError) {
        (self.folder, self.writing) = (folder, writing)
        try JournalFile.makeFolder(folder.path)
        _ = try lock()
    }

    /// `$XDG_STATE_HOME/tongdai/fulfilment`, else `~/.local/state/tongdai/fulfilment`. A
    /// relative `XDG_STATE_HOME` counts as unset.
    public static func standardFolder(environment: [String: String]) -> URL {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return URL(filePath: state).appending(path: "tongdai/fulfilment")
        }
        let home =
            environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser
        return home.appending(path: ".local/state/tongdai/fulfilment")
    }

    public func fulfil(
        _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse {
        try loaded.withLock { loaded throws(FulfilmentError) in
            let lock = try lock()
            let days = Self.days(for: request)
            // A line that runs for years keeps a week in memory.
            loaded = loaded.filter { days.contains($0.key) }
            for day in days { try read(day, into: &loaded) }
            if let known = loaded[request.today]?.ledger.entry(request.key) {
                return try again(known, request)
            }
            let response = Ledger.response(
                to: request, after: days.compactMap { loaded[$0]?.ledger }
            ) { Applications.response(for: $0, in: folder) }
            try append(.init(request: request, response: response), lock)
            return response
        }
    }

    /// A key that comes again: perhaps its record never reached the disk.
    private func again(
        _ known: Ledger.Entry, _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse {
        let path = path(of: request.today)
        guard known.request == request else {
            throw FulfilmentError(.keyReused, place: path, operation: "look up")
        }
        try JournalFile(path: path, for: .append).sync()
        return known.response
    }

    private func path(of day: Day) -> String { folder.appending(path: "\(day).jsonl").path }

    /// The days on which something may have been written that concerns a request.
    private static func days(for request: FulfilmentRequest) -> [Day] {
        var last = request.today
        if case .queueTicket(let wish) = request.errand,
            (0...TicketWish.daysAhead).contains(
                wish.day.daysSince1970 - request.today.daysSince1970)
        {
            last = wish.day
        }
        let number = last.daysSince1970
        let days = (number - TicketWish.daysAhead...number).compactMap {
            Day(secondsSince1970: $0 * 86_400)
        }
        return days.contains(request.today) ? days : days + [request.today]
    }

    /// Reads what has been added since, by whomever.
    private func read(_ day: Day, into loaded: inout [Day: Loaded]) throws(FulfilmentError) {
        let path = path(of: day)
        guard JournalFile.exists(path) else { return }
        var known = loaded[day] ?? Loaded()
        let file = try JournalFile(path: path, for: .append)
        // A file that shrank was replaced: it is read anew.
        if file.size < known.offset { known = Loaded() }
        let bytes = try file.bytes(from: known.offset)
        guard !bytes.isEmpty else { return }
        // Somebody died in the middle of a line: nobody writes to its end any more.
        if bytes.last != UInt8(ascii: "\n") {
            try file.append([UInt8(ascii: "\n")], by: JournalWriting())
            known.offset += 1
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            if let entry = JournalRecord.entry(in: Array(line)) { known.ledger.note(entry) }
        }
        known.offset += bytes.count
        loaded[day] = known
    }

    /// A caller waits, too, for whoever has it.
    private func lock() throws(FulfilmentError) -> FolderLock {
        do {
            return try FolderLock.take(folder.path, within: .seconds(2))
        } catch {
            throw FulfilmentError(error)
        }
    }

    private func append(
        _ entry: Ledger.Entry, _ lock: borrowing FolderLock
    ) throws(FulfilmentError) {
        let path = path(of: entry.request.today)
        let file = try JournalFile(path: path, for: .create)
        do {
            if file.size == 0 { try lock.syncNames() }
        } catch {
            throw FulfilmentError(error)
        }
        let line = JournalRecord.line(entry, at: Date().ISO8601Format())
        try file.append(line, by: writing)
    }
}
