public import AudioSocket
public import CallFlow
public import Pipeline
import Synchronization

/// A call that was made for a caller, with what ends it.
public struct StartedCall: Sendable {
    public let call: Call
    public let supervisor: Supervisor
    /// To whom the caller is put through, once the call has decided that.
    public let transfer: @Sendable () -> String?
    /// How many of its inputs the call has listened to.
    public let heardCount: HeardCount
    /// Takes what the caller and the line said in a tick, as many samples of each, where
    /// the call's sound is kept. On the lines' thread: it does not wait.
    public let record: (@Sendable (_ caller: [Int16], _ line: [Int16]) -> Void)?

    public init(
        call: Call, supervisor: Supervisor, heardCount: HeardCount,
        record: (@Sendable (_ caller: [Int16], _ line: [Int16]) -> Void)? = nil,
        transfer: @escaping @Sendable () -> String?
    ) {
        (self.call, self.supervisor, self.transfer) = (call, supervisor, transfer)
        (self.heardCount, self.record) = (heardCount, record)
    }
}

/// Counts what the ears of a call are done with: the observer of its supervisor.
public final class HeardCount: Sendable {
    private let count = Atomic(0)

    public init() {}

    public var value: Int { count.load(ordering: .relaxed) }

    public func note(_ event: FlowEvent) {
        switch event {
        case .handled("hear"): count.add(1, ordering: .relaxed)
        case .dropped("hear", let dropped): count.add(dropped, ordering: .relaxed)
        default: break
        }
    }
}

/// What a served caller needs of the program around him. All of it may take its time:
/// it runs on the host's own lanes.
public protocol CallHost: Sendable {
    /// A lane for work that would hold up a line; each has its own.
    func makeLane() -> any Lane

    /// Where outcomes are noted, which may wait for a disk.
    var records: any Lane { get }

    /// A call, not yet started. The error's description is complained of.
    func makeCall(for caller: CallUUID) throws -> StartedCall

    /// What a waiting caller hears, at the line's rate; empty where it cannot be said.
    func sound(of phrase: Waiting.Phrase) -> [Int16]

    /// Leaves the outcome where the dialplan finds it.
    func note(_ outcome: Outcome, of caller: CallUUID)

    func complain(_ text: String)
}
