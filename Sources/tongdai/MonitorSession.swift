import CallLog
import Foundation
import Monitoring
import Terminal
import Transcript

/// The full-screen view: reads keys and files, and draws. One thread, which waits
/// in `poll` only. Nothing queues: what is not read yet is in the files.
final class MonitorSession {
    /// Bytes that are read at the start, of all folders together: some ten
    /// thousand events, in a fraction of a second.
    private static let tail = 8 << 20

    /// Bytes a folder between two looks at the keys: many times 500 events a second.
    private static let portion = 1 << 20

    /// Between two looks at the files, and between two screens.
    private static let tickMS: Int32 = 50

    private let followers: [LogFollower]
    private let session: TerminalSession
    private let signals: SignalPipe
    private var monitor = Monitor()
    private var view: MonitorView
    private var drawing = Drawing(hasColour: Console.hasColour)
    private var decoder = KeyDecoder()
    private var size = ScreenSize(columns: 80, rows: 24)
    private var isStale = true
    private var drawnSecond = 0

    init(_ paths: [String]) throws {
        let tail = Self.tail / max(1, paths.count)
        followers = paths.map { LogFollower(path: $0, tail: tail, readsAgain: true) }
        view = MonitorView(folders: paths.map(Self.shortened))
        session = try TerminalSession()
        signals = try SignalPipe([SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])
        readFiles(atMost: tail)
        try MonitorCommand.check(followers)
        for notice in followers.compactMap(\.leftOutNotice) { view.tell(notice) }
    }

    /// A path as a person writes it: `~/.local/state/tongdai/log`.
    private static func shortened(_ path: String) -> String {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        guard home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    func run() throws -> Int32 {
        session.enter()
        resize()
        var isOver = false
        while !isOver {
            draw()
            isOver = wait()
            readFiles(atMost: Self.portion)
        }
        session.leave()
        return 0
    }

    private func draw() {
        let now = TranscriptTime.now
        let second = now.milliseconds / 1_000
        guard isStale || (second != drawnSecond && !view.isPaused) else { return }
        (isStale, drawnSecond) = (false, second)
        view.folderNotice = notice
        let grid = view.screen(monitor, now: now, size: size)
        session.write(drawing.bytes(for: grid))
    }

    private var notice: String? {
        let texts = followers.compactMap { follower in
            follower.obstacle.map { "\(follower.path): \($0.reason)" }
        }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    private func readFiles(atMost limit: Int) {
        let newer = monitor.newerLines
        defer {
            if newer == 0, monitor.newerLines > 0 {
                view.tell(NewerLines.notice(monitor.newerLines))
            }
        }
        for (folder, follower) in followers.enumerated() {
            let before = follower.obstacle
            for line in follower.lines(atMost: limit) {
                isStale = true
                if let record = TranscriptRecord.read(line: line) {
                    monitor.take(record, folder: folder)
                } else {
                    monitor.takeDamaged()
                }
            }
            if before != follower.obstacle { isStale = true }
        }
    }

    // MARK: - Waiting

    /// - Returns: Whether the view is over.
    private func wait() -> Bool {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&sources, 2, Self.tickMS)
        if ready == 0, decoder.isWaiting { return take(decoder.finish()) }
        if sources[1].revents != 0, takeSignals() { return true }
        guard sources[0].revents != 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        // The terminal is gone.
        if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { return true }
        return take(decoder.keys(from: Array(bytes.prefix(max(0, count)))))
    }

    private func takeSignals() -> Bool {
        for number in signals.arrived() {
            switch number {
            case SIGWINCH: resize()
            case SIGTSTP: suspend()
            case SIGCONT: resume()
            default:
                // The shell must see that a signal ended it.
                session.leave()
                signal(number, SIG_DFL)
                raise(number)
                return true
            }
        }
        return false
    }

    private func take(_ keys: [Key]) -> Bool {
        for key in keys {
            isStale = true
            switch view.handle(key, monitor, now: .now, size: size) {
            case .quit: return true
            case .suspend: suspend()
            case .redraw: drawing.forget()
            case .dismissFaults: monitor.dismissFaults()
            case .copy(let text): session.write(Array(Clipboard.sequence(for: text).utf8))
            case nil: break
            }
        }
        return false
    }

    private func resize() {
        let now = session.size
        size = ScreenSize(columns: min(now.columns, 1_000), rows: min(now.rows, 500))
        drawing.forget()
        isStale = true
    }

    private func suspend() {
        session.leave()
        signal(SIGTSTP, SIG_DFL)
        // The whole job, as the terminal itself would.
        kill(0, SIGTSTP)
        signals.watch(SIGTSTP)
        resume()
    }

    private func resume() {
        session.enter()
        resize()
    }
}
