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

    init(_ paths: [String], count: Int, isJSON: Bool, isOnce: Bool) {
        followers = paths.map { LogFollower(path: $0, tail: Self.tail) }
        self.count = count
        self.isJSON = isJSON
        self.isOnce = isOnce
    }

    func run() throws -> Int32 {
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
        for follower in followers where follower.obstacle == .missing {
            Console.complain(
                "tongdai monitor: \(TranscriptText.shown(follower.path)): "
                    + LogFollower.Obstacle.missing.reason)
        }
        guard !isOnce else { return 0 }
        while true {
            for line in read() { Console.print(line.text) }
            guard !outputIsGone() else { return 0 }
        }
    }

    /// Waits for a tenth of a second, or until nobody reads any more.
    private func outputIsGone() -> Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        poll(&output, 1, 100)
        return output.revents & Int16(POLLERR | POLLHUP) != 0
    }

    private func read() -> [(record: TranscriptRecord, text: String)] {
        followers.flatMap { follower -> [(record: TranscriptRecord, text: String)] in
            follower.lines(atMost: Self.tail).compactMap { bytes in
                guard let record = TranscriptRecord.read(line: bytes),
                    let text = isJSON ? record.json.json : EventLine.text(of: record)
                else { return nil }
                return (record, text)
            }
        }
    }
}
