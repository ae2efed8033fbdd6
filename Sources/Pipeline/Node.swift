/// The way into a stage, as seen by the one before it.
struct Inlet<Element>: Sendable {
    let offer: @Sendable (Element) -> Void
    let end: @Sendable () -> Void
    let hasRoom: @Sendable () -> Bool
    /// Tells the stage whom to wake when it has made room.
    let setSender: @Sendable (_ wake: @escaping @Sendable () -> Void) -> Void

    /// After a sink there is nowhere to go.
    static var none: Inlet {
        Inlet(offer: { _ in }, end: {}, hasRoom: { true }, setSender: { _ in })
    }
}

extension Inlet {
    /// An inlet for something else, which is turned into what this one takes.
    func taking<Other>(_ transform: @escaping @Sendable (Other) -> Element) -> Inlet<Other> {
        Inlet<Other>(
            offer: { offer(transform($0)) }, end: end, hasRoom: hasRoom, setSender: setSender)
    }

    /// One inlet that leads into two stages.
    static func both(_ first: Inlet, _ second: Inlet) -> Inlet where Element: Sendable {
        Inlet(
            offer: {
                first.offer($0)
                second.offer($0)
            },
            end: {
                first.end()
                second.end()
            },
            hasRoom: { first.hasRoom() && second.hasRoom() },
            setSender: {
                first.setSender($0)
                second.setSender($0)
            })
    }
}

protocol Node: AnyObject, Sendable {
    func wake()
}

/// A stage with its inbox, on its lane.
///
/// At most one step is scheduled at any moment, and a step handles one input.
/// So a stage is exclusive without a thread of its own, an ended call stops
/// between two inputs, and a test's lane interleaves the stages fairly.
final class StageNode<S: Stage & ~Copyable>: Node {
    private struct Arrival {
        let input: S.Input
        let moment: ContinuousClock.Instant
    }

    private struct State {
        var inbox: Mailbox<Arrival>
        /// Of the next input, as the stage has said.
        var slack = Duration.zero
        var isScheduled = false
        var isDone = false
        var outlet = Inlet<S.Output>.none
        var wakeSender: @Sendable () -> Void = {}

        /// When the next step has to be made.
        var due: ContinuousClock.Instant { (inbox.next?.moment ?? .now) + slack }
    }

    private let name: String
    private let lane: any Lane
    private let supervisor: Supervisor
    private let state: Locked<State>
    private let dropped: @Sendable (Int) -> Void
    /// Never contended: steps do not overlap. The lock is how the compiler knows.
    private let stage: Locked<S>

    init(
        _ name: String, _ stage: consuming sending S, _ inbox: InboxPolicy,
        _ supervisor: Supervisor, dropped: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.name = name
        self.supervisor = supervisor
        self.dropped = dropped
        lane = supervisor.makeLane(name)
        state = Locked(State(inbox: Mailbox(policy: inbox)))
        self.stage = Locked(stage)
    }

    var inlet: Inlet<S.Input> {
        Inlet(
            offer: { self.offer($0) },
            end: { self.end() },
            hasRoom: { self.state.withLock { $0.inbox.hasRoom } },
            setSender: { wake in self.state.withLock { $0.wakeSender = wake } })
    }

    func connect(_ outlet: Inlet<S.Output>) {
        state.withLock { $0.outlet = outlet }
        outlet.setSender { [weak self] in self?.wake() }
    }

    func wake() {
        let due = state.withLock { state -> ContinuousClock.Instant? in
            guard !state.isScheduled, !state.isDone else { return nil }
            state.isScheduled = true
            return state.due
        }
        if let due { lane.run(due: due) { self.step() } }
    }

    private func offer(_ input: S.Input) {
        let arrival = Arrival(input: input, moment: .now)
        let droppedCount = state.withLock { $0.inbox.offer(arrival) }
        if droppedCount > 0 {
            supervisor.observe(.dropped(stage: name, count: droppedCount))
            dropped(droppedCount)
        }
        wake()
    }

    private func end() {
        state.withLock { $0.inbox.end() }
        wake()
    }

    private func step() {
        let outlet = state.withLock { $0.outlet }
        guard supervisor.isRunning, outlet.hasRoom() else { return rest(before: outlet) }
        let (taken, hadRoom, wakeSender) = state.withLock { state in
            let hadRoom = state.inbox.hasRoom
            return (state.inbox.take(), hadRoom, state.wakeSender)
        }
        if !hadRoom { wakeSender() }
        do {
            switch taken {
            case .nothingYet:
                rest(before: outlet)
            case .element(let arrival):
                let slack = try stage.withLock { stage in
                    try stage.handle(arrival.input, emit: outlet.offer)
                    return stage.slack
                }
                supervisor.observe(.handled(stage: name))
                let due = state.withLock { state in
                    state.slack = slack
                    return state.due
                }
                lane.run(due: due) { self.step() }
            case .ended:
                try stage.withLock { stage in try stage.finish(emit: outlet.offer) }
                state.withLock { $0.isDone = true }
                outlet.end()
                supervisor.stageFinished(name)
            }
        } catch {
            supervisor.stageFailed(name, error)
        }
    }

    /// Stops stepping until woken. What came between the look that led here and
    /// this moment woke nobody, so look once more.
    private func rest(before outlet: Inlet<S.Output>) {
        let hasWork = state.withLock { state in
            state.isScheduled = false
            return state.inbox.hasWork
        }
        if hasWork, supervisor.isRunning, outlet.hasRoom() { wake() }
    }
}

/// A source on its lane. It reads on for as long as the first stage has room.
final class SourceNode<S: Source & ~Copyable>: Node {
    private struct State {
        var isScheduled = false
        var isDone = false
        var outlet = Inlet<S.Output>.none
    }

    private let name: String
    private let lane: any Lane
    private let supervisor: Supervisor
    private let state = Locked(State())
    private let source: Locked<S>

    init(_ name: String, _ source: consuming sending S, _ supervisor: Supervisor) {
        self.name = name
        self.supervisor = supervisor
        lane = supervisor.makeLane(name)
        self.source = Locked(source)
    }

    func connect(_ outlet: Inlet<S.Output>) {
        state.withLock { $0.outlet = outlet }
        outlet.setSender { [weak self] in self?.wake() }
    }

    func wake() {
        let shouldSchedule = state.withLock { state in
            guard !state.isScheduled, !state.isDone else { return false }
            state.isScheduled = true
            return true
        }
        if shouldSchedule { lane.run { self.step() } }
    }

    private func step() {
        let outlet = state.withLock { $0.outlet }
        guard supervisor.isRunning, outlet.hasRoom() else { return rest(before: outlet) }
        do {
            if let output = try source.withLock({ source in try source.next() }) {
                outlet.offer(output)
                lane.run { self.step() }
            } else {
                state.withLock { $0.isDone = true }
                outlet.end()
                supervisor.stageFinished(name)
            }
        } catch {
            supervisor.stageFailed(name, error)
        }
    }

    private func rest(before outlet: Inlet<S.Output>) {
        state.withLock { $0.isScheduled = false }
        if supervisor.isRunning, outlet.hasRoom() { wake() }
    }
}
