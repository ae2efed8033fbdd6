import CallLog
import Foundation
import Knowledge
import Monitoring
import Transcript

/// The view as lines, for pipes and for terminals that are none.
struct MonitorLines {
    /// Bytes of each folder in which the last events are looked for.
    private static let tail = 4 << 20

    private let followers: [LogFollower]
    private let count: Int
    private let isJSON: Bool
    private let isOnce: Bool

    /// What was told of each call: a file that is written anew has it again.
    private var told: [CallKey: (seq: Int, time: TranscriptTime)] = [:]

    /// Lines that could not be read, and those that a later version of the program wrote.
    private var damaged = Tally()
    private var newer = Tally()

    /// What is told when it comes first, and at the end if it has become more.
    private struct Tally {
        var count = 0
        private var told = 0

        /// Nil when there is nothing to tell that was not told.
        mutating func untold(isLast: Bool) -> Int? {
            guard count > told, told == 0 || isLast else { return nil }
            told = count
            return count
        }
    }

    init(_ paths: [String], count: Int, isJSON: Bool, isOnce: Bool) {
        followers = paths.map { LogFollower(path: $0, tail: Self.tail, readsAgain: false) }
        self.count = count
        self.isJSON = isJSON
        self.isOnce = isOnce
    }

    mutating func run() throws -> Int32 {
        var first = read()
        try MonitorCommand.check(followers)
        // Several folders: as it was, not folder by folder.
        if followers.count > 1 {
            let order = first.enumerated().sorted {
                ($0.element.record.time, $0.offset) < ($1.element.record.time, $1.offset)
            }
            first = order.map(\.element)
        }
        for line in first.suffix(count) { Console.print(line.text) }
        let missing = followers.filter { $0.obstacle == .missing }
        for follower in missing {
            complain(
                follower.path + ": "
                    + (isOnce
                        ? "there is no such folder; remedy: name the log folder"
                        : LogFollower.Obstacle.missing.reason))
        }
        for follower in followers {
            follower.leftOutNotice.map { complain("\(follower.path): \($0)") }
        }
        tellOdd(isLast: isOnce)
        guard !isOnce else { return missing.isEmpty ? 0 : 1 }
        let interrupt = Interrupt()
        while !interrupt.hasCome, !outputIsGone() {
            for line in read() { Console.print(line.text) }
            tellOdd(isLast: false)
        }
        tellOdd(isLast: true)
        return 0
    }

    private mutating func tellOdd(isLast: Bool) {
        if let count = damaged.untold(isLast: isLast) {
            complain(UnreadLines.notice(count))
        }
        if let count = newer.untold(isLast: isLast) { complain(NewerLines.notice(count)) }
    }

    private func complain(_ text: String) {
        Console.complain("tongdai monitor: " + TranscriptText.shown(text))
    }

    /// Waits for a tenth of a second, or until nobody reads any more.
    private func outputIsGone() -> Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        poll(&output, 1, 100)
        return output.revents & Int16(POLLERR | POLLHUP) != 0
    }

    private mutating func read() -> [(record: TranscriptRecord, text: String)] {
        var lines: [(record: TranscriptRecord, text: String)] = []
        for (folder, follower) in followers.enumerated() {
            for bytes in follower.lines(atMost: Self.tail) {
                guard let record = TranscriptRecord.read(line: bytes) else {
                    damaged.count += 1
                    continue
                }
                guard isNew(record, folder: folder) else { continue }
                if record.version > TranscriptRecord.currentVersion { newer.count += 1 }
                guard let text = isJSON ? Self.json(bytes) : EventLine.text(of: record)
                else { continue }
                lines.append((record, text))
            }
        }
        return lines
    }

    /// As it stands, with members that this version does not know, but for what would
    /// move a terminal's cursor.
    private static func json(_ line: [UInt8]) -> String? {
        (try? JSONParser.parse(line).value)?.json
    }

    private mutating func isNew(_ record: TranscriptRecord, folder: Int) -> Bool {
        let key = CallKey(folder: folder, call: record.call)
        if let last = told[key], record.seq <= last.seq,
            record.seq > 0 || record.time <= last.time
        {
            return false
        }
        if told.count > 20_000 { told = [:] }
        told[key] = (record.seq, record.time)
        return true
    }
}
