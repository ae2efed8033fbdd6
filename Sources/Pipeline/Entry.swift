/// A way into a pipeline for what does not come from a stage before.
///
/// The thread of a line offers frames here, and returns at once: what an inbox
/// does when it is full is the inbox's policy. Offers before the pipeline is
/// built, or after it has ended, are lost.
public final class Entry<Element: Sendable>: Sendable {
    private let inlet = Locked<Inlet<Element>?>(nil)

    public init() {}

    public func offer(_ element: Element) { inlet.withLock { $0 }?.offer(element) }

    /// Tells the stage that nothing more will come.
    public func end() { inlet.withLock { $0 }?.end() }

    /// Until the pipeline ends: a stage that reports through an entry to a stage before
    /// it would otherwise keep both for ever.
    func bind(to inlet: Inlet<Element>, under supervisor: Supervisor) {
        bind(to: inlet)
        supervisor.whenEnded { [self] _ in self.inlet.withLock { $0 = nil } }
    }

    private func bind(to inlet: Inlet<Element>) {
        self.inlet.withLock { bound in
            precondition(bound == nil, "an entry leads into one stage")
            bound = inlet
        }
    }
}
