internal import Knowledge
internal import Pipeline

/// Does everything, keeps nothing: for replays and rehearsals, where the same calls
/// must get the same numbers.
public final class MemoryFulfilment: Fulfilment {
    private let ledger = Locked(Ledger())
    private let applications: [String: FulfilmentResponse]

    /// - Parameter applications: How far the files with these codes have got.
    public init(applications: [String: ApplicationState] = [:]) {
        self.applications = applications.mapValues { .status($0, day: nil) }
    }

    public func fulfil(
        _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse {
        try ledger.withLock { ledger throws(FulfilmentError) in
            if let known = ledger.entry(request.key) {
                guard known.request == request else {
                    throw FulfilmentError(.keyReused, place: "memory", operation: "look up")
                }
                return known.response
            }
            let response = Ledger.response(to: request, after: [ledger]) { applications[$0] }
            ledger.note(.init(request: request, response: response))
            return response
        }
    }
}
