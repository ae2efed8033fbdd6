import Dispatch
import Foundation
import Pipeline

/// The signals of a service, one after another, for the thread that waits for them.
final class ServerSignals: Sendable {
    enum Signal: Sendable {
        /// SIGTERM, SIGINT.
        case stop
        /// SIGHUP.
        case reload
    }

    private let waiting = Locked<[Signal]>([])
    private let arrival = DispatchSemaphore(value: 0)

    init() {
        let meanings: [(Int32, Signal)] = [
            (SIGTERM, .stop), (SIGINT, .stop), (SIGHUP, .reload),
        ]
        for (number, meaning) in meanings {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // As long as the process: see `Interrupt`.
            source.setEventHandler { [self] in
                waiting.withLock { $0.append(meaning) }
                arrival.signal()
                withExtendedLifetime(source) {}
            }
            source.resume()
        }
    }

    func next(atMost limit: Duration) -> Signal? {
        _ = arrival.wait(timeout: .now() + limit / .seconds(1))
        return waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
