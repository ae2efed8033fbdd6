/// Where what a caller wants done is done: a journal in a folder, or the city's own
/// system behind a command or a web address.
///
/// An implementation may wait, for as long as its time-out says, so no stage of a
/// call asks one on its own lane. Asked twice with one key, it does the work once and
/// answers the same.
public protocol Fulfilment: Sendable {
    func fulfil(
        _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse
}
