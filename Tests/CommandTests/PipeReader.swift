import Foundation

/// What a process has written to a pipe so far. A thread of its own reads it, so
/// the process never waits for room.
///
/// `@unchecked`: the condition's lock protects the state.
final class PipeReader: @unchecked Sendable {
    private let condition = NSCondition()
    private var bytes = Data()
    private var isAtEnd = false
    let pipe = Pipe()

    func start() {
        Thread.detachNewThread { [self] in
            while true {
                let data = pipe.fileHandleForReading.availableData
                condition.withLock {
                    bytes += data
                    isAtEnd = data.isEmpty
                    condition.broadcast()
                }
                guard data.isEmpty else { continue }
                // A process that has ended is kept for long, and its pipes with it.
                try? pipe.fileHandleForReading.close()
                return
            }
        }
    }

    var data: Data { condition.withLock { bytes } }

    /// Waits until something is found in what was written.
    /// - Returns: Nil when the pipe was closed, or the limit reached, without it.
    func wait<Found>(atMost limit: Duration, until find: (Data) -> Found?) -> Found? {
        let end = Date(timeIntervalSinceNow: limit / .seconds(1))
        return condition.withLock {
            while true {
                if let found = find(bytes) { return found }
                guard !isAtEnd, condition.wait(until: end) else { return find(bytes) }
            }
        }
    }

    /// Waits for the end of what is written.
    func waitForEnd(atMost limit: Duration) {
        let end = Date(timeIntervalSinceNow: limit / .seconds(1))
        condition.withLock { while !isAtEnd, condition.wait(until: end) {} }
    }
}
