/// A pipeline under construction, up to the step that puts out `Output`.
///
/// A call is written from top to bottom, in the order in which sound becomes an
/// answer: see `Call` in CallFlow.
public struct Flow<Output: Sendable> {
    private let supervisor: Supervisor
    private let connect: (Inlet<Output>) -> Void

    /// A pipeline that reads its own beginning, as fast as there is room.
    public static func from<S: Source & ~Copyable>(
        _ name: String, _ source: consuming sending S, under supervisor: Supervisor
    ) -> Flow where S.Output == Output {
        let node = SourceNode(name, source, supervisor)
        supervisor.adopt(node)
        return Flow(supervisor: supervisor, connect: node.connect)
    }

    /// A pipeline whose beginning somebody else puts in: the thread of a line
    /// that ticks.
    public static func from(_ entry: Entry<Output>, under supervisor: Supervisor) -> Flow {
        Flow(supervisor: supervisor, connect: { entry.bind(to: $0, under: supervisor) })
    }

    /// - Parameter reports: A second way into the stage, for what comes back from
    ///   further down. It does not keep the call alive: only the stage before does.
    /// - Parameter dropped: Told on the sender's thread how many inputs were lost
    ///   because the inbox was full. Returns at once, and leaves the pipeline alone.
    public func through<S: Stage & ~Copyable>(
        _ name: String, _ stage: consuming sending S, inbox: InboxPolicy,
        reports: Entry<S.Input>? = nil, dropped: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Flow<S.Output> where S.Input == Output {
        let node = StageNode(name, stage, inbox, supervisor, dropped: dropped)
        supervisor.adopt(node)
        connect(node.inlet)
        reports?.bind(to: node.inlet, under: supervisor)
        return Flow<S.Output>(supervisor: supervisor, connect: node.connect)
    }

    /// Puts every output in other words. Costs no stage.
    public func map<Other: Sendable>(
        _ transform: @escaping @Sendable (Output) -> Other
    ) -> Flow<Other> {
        Flow<Other>(supervisor: supervisor) { inlet in
            connect(inlet.taking(transform))
        }
    }

    /// Hands every output to a sink as well as to the next step. The slower of
    /// the two sets the pace.
    public func tee<S: Stage & ~Copyable>(
        _ name: String, _ sink: consuming sending S, inbox: InboxPolicy
    ) -> Flow where S.Input == Output, S.Output == Never {
        let node = StageNode(name, sink, inbox, supervisor)
        supervisor.adopt(node)
        let sinkInlet = node.inlet
        return Flow(supervisor: supervisor) { inlet in
            connect(.both(sinkInlet, inlet))
        }
    }

    public func into<S: Stage & ~Copyable>(
        _ name: String, _ sink: consuming sending S, inbox: InboxPolicy
    ) where S.Input == Output, S.Output == Never {
        let node = StageNode(name, sink, inbox, supervisor)
        supervisor.adopt(node)
        connect(node.inlet)
    }
}
