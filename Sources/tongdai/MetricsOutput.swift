import Dispatch
import Foundation
import Metrics
import Pipeline
import Transcript

/// Keeps the file that `--metrics` names up to date while calls go on. A file that
/// cannot be written is told once, and the calls go on.
final class MetricsOutput: Sendable {
    private struct State {
        var lastWrite: DispatchTime?
        var hasComplained = false
    }

    private let file: MetricsFile
    private let state = Locked(State())

    init(path: String) {
        file = MetricsFile(path: path, version: Console.version, start: .now)
    }

    /// Counts an event, and writes when a call begins or ends, and once a second at
    /// most in between.
    func take(_ event: TranscriptEvent, call: String) {
        file.take(event, call: call)
        switch event {
        case .callStarted, .callEnded: write()
        default: if isDue { write() }
        }
    }

    /// Counts frames that were played later than their time.
    func addLateFrames(_ count: Int) { file.addLateFrames(count) }

    /// Writes what was counted until now. To be called every few seconds also when
    /// nothing happens: a file that grows old tells that the program is gone.
    func write() {
        state.withLock { $0.lastWrite = .now() }
        do {
            try file.write()
        } catch {
            let isFirst = state.withLock { state in
                defer { state.hasComplained = true }
                return !state.hasComplained
            }
            if isFirst { Console.complain("tongdai: metrics: \(error); the calls go on") }
        }
    }

    private var isDue: Bool {
        state.withLock { state in
            guard let last = state.lastWrite else { return true }
            return DispatchTime.now() >= last + .seconds(1)
        }
    }
}
