import Pipeline

/// The one admission that all lines ask.
public final class Reception: Sendable {
    private let admission: Locked<Admission>

    public init(_ admission: Admission) { self.admission = Locked(admission) }

    public func ask(_ caller: Int) -> Admission.Answer { admission.withLock { $0.ask(caller) } }

    public func leave(_ caller: Int) { admission.withLock { $0.leave(caller) } }

    public func note(_ load: Admission.Load) { admission.withLock { $0.note(load) } }

    public func close() { admission.withLock { $0.close() } }

    public var isOverloaded: Bool { admission.withLock { $0.isOverloaded } }
    public var runningCount: Int { admission.withLock { $0.running.count } }
    public var waitingCount: Int { admission.withLock { $0.waiting.count } }
}
