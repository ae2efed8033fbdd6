public import Fulfilment
public import Knowledge
public import Pipeline

/// Has done what the caller of one call wants done: off the call's own lanes, because
/// whoever does it may take as long as its time-out says.
///
/// Errands are done one after another, in the order in which they came.
public struct Errands: Sendable {
    private let fulfilment: any Fulfilment
    private let call: String
    private let caller: String
    private let language: String
    private let today: Day
    private let lane: any Lane

    /// - Parameters:
    ///   - call: The call's id, as its transcript has it. With the count of its errands
    ///     it makes the idempotency key.
    ///   - caller: Who is calling, as far as the line knows; nil: the call's id.
    ///   - lane: Where it is done. A replay gives the lane of its stages, so that the
    ///     result always comes in the same tick.
    public init(
        _ fulfilment: any Fulfilment, call: String, caller: String? = nil, language: String,
        today: Day, on lane: any Lane
    ) {
        self.fulfilment = fulfilment
        self.call = call
        self.caller = caller ?? call
        self.language = language
        self.today = today
        self.lane = lane
    }

    /// - Parameters:
    ///   - number: Counts the errands of the call.
    ///   - done: Called on the lane, once.
    public func run(
        _ errand: Errand, number: Int,
        done: @escaping @Sendable (Result<FulfilmentResponse, FulfilmentError>) -> Void
    ) {
        let request = FulfilmentRequest(
            key: "\(call)/\(number)", call: call, caller: caller, language: language,
            today: today, errand: errand)
        lane.run { [fulfilment] in
            do throws(FulfilmentError) {
                done(.success(try fulfilment.fulfil(request)))
            } catch {
                done(.failure(error))
            }
        }
    }
}
