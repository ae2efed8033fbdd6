import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, as something that a loop can ask for.
final class Interrupt: Sendable {
    private let flag = Atomic(false)
    private let arrival = DispatchSemaphore(value: 0)

    /// - Parameter signals: None where somebody else takes them, and calls `come`.
    init(on signals: [Int32] = [SIGINT, SIGTERM, SIGHUP]) {
        for number in signals {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler keeps the source, and the source its handler: both last as
            // long as the process, as the signal's disposition does.
            source.setEventHandler { [self] in
                come()
                withExtendedLifetime(source) {}
            }
            source.resume()
        }
    }

    func come() {
        flag.store(true, ordering: .releasing)
        arrival.signal()
    }

    var hasCome: Bool { flag.load(ordering: .acquiring) }

    /// - Returns: Whether it has come by then.
    func wait(atMost limit: Duration) -> Bool {
        if hasCome { return true }
        _ = arrival.wait(timeout: .now() + limit / .seconds(1))
        return hasCome
    }
}
