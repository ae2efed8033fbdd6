import Audio
import Fulfilment

/// What is being done for the caller of a call, as its hub sees it.
struct OpenErrands {
    typealias Result = Swift.Result<FulfilmentResponse, FulfilmentError>

    private var count = 0
    /// Since when something is being done of which the caller was told nothing.
    private(set) var silentSince: MediaTime?
    /// What was done, and has not been told: nobody is spoken over.
    private var finished: [(Errand, Result)] = []

    var hasFinished: Bool { !finished.isEmpty }

    /// The number of an errand that begins.
    mutating func begin(at now: MediaTime) -> Int {
        count += 1
        silentSince = now
        return count
    }

    mutating func noteTold() { silentSince = nil }

    mutating func finish(_ errand: Errand, _ result: Result) { finished.append((errand, result)) }

    /// In the order in which they were done.
    mutating func takeFinished() -> [(Errand, Result)] {
        defer { finished = [] }
        return finished
    }
}
