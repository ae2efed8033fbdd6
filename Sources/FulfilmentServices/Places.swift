internal import Dispatch
package import Fulfilment

/// How many may ask at once; the others wait, for as long as they have time.
package struct Places: Sendable {
    private let free: DispatchSemaphore

    package init(_ count: Int) { free = DispatchSemaphore(value: count) }

    package func withOne<Result>(
        until deadline: ContinuousClock.Instant, at place: String,
        _ work: () throws(FulfilmentError) -> Result
    ) throws(FulfilmentError) -> Result {
        let left = ContinuousClock.now.duration(to: deadline).milliseconds
        let limit = DispatchTime.now() + .milliseconds(Int(max(0, left)))
        guard free.wait(timeout: limit) == .success else {
            throw FulfilmentError(.overloaded, place: place, operation: "wait")
        }
        defer { free.signal() }
        return try work()
    }
}
