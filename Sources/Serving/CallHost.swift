public import AudioSocket
public import CallFlow
public import Pipeline

/// A call that was made for a caller, with what ends it.
public struct StartedCall: Sendable {
    public let call: Call
    public let supervisor: Supervisor
    /// To whom the caller is put through, once the call has decided that.
    public let transfer: @Sendable () -> String?

    public init(
        call: Call, supervisor: Supervisor, transfer: @escaping @Sendable () -> String?
    ) {
        (self.call, self.supervisor, self.transfer) = (call, supervisor, transfer)
    }
}

/// What a served caller needs of the program around him. All of it may take its time:
/// it runs on the host's own lane.
public protocol CallHost: Sendable {
    /// Where work for callers runs that would hold up a line.
    var lane: any Lane { get }

    /// A call, not yet started. The error's description is complained of.
    func makeCall() throws -> StartedCall

    /// What a waiting caller hears, at the line's rate; empty where it cannot be said.
    func sound(of phrase: Waiting.Phrase) -> [Int16]

    /// Leaves the outcome where the dialplan finds it.
    func note(_ outcome: Outcome, of caller: CallUUID)

    func complain(_ text: String)
}
