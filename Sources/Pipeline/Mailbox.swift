/// What an inbox does with an element for which it has no room.
public enum InboxPolicy: Sendable, Equatable {
    /// The sender pauses until there is room. For text and files: nothing is lost.
    case waitForRoom(Int)
    /// The oldest element goes. For live audio: a late frame is worth nothing.
    case keepNewest(Int)

    var capacity: Int {
        switch self {
        case .waitForRoom(let count), .keepNewest(let count): count
        }
    }
}

/// The bounded queue before a stage, as a plain value: no lock, no thread.
struct Mailbox<Element> {
    private let policy: InboxPolicy
    private var elements: [Element] = []
    private var isEnded = false

    init(policy: InboxPolicy) {
        precondition(policy.capacity > 0, "an inbox holds at least one element")
        self.policy = policy
        elements.reserveCapacity(policy.capacity)
    }

    var hasWork: Bool { !elements.isEmpty || isEnded }

    /// What `take` will give.
    var next: Element? { elements.first }

    /// Whether a sender may handle another input. The outputs of the one it is
    /// handling are all taken in: a stage overshoots by those and then waits.
    var hasRoom: Bool {
        switch policy {
        case .waitForRoom(let capacity): elements.count < capacity
        case .keepNewest: true
        }
    }

    /// Puts an element in, and tells how many were lost by it: those that went to
    /// make room, or the element itself when the inbox has ended. A report that
    /// comes back from further down (see `Entry`) may cross the end of the call.
    mutating func offer(_ element: Element) -> Int {
        guard !isEnded else { return 1 }
        var droppedCount = 0
        if case .keepNewest(let capacity) = policy, elements.count == capacity {
            elements.removeFirst()
            droppedCount = 1
        }
        elements.append(element)
        return droppedCount
    }

    mutating func end() { isEnded = true }

    enum Taken {
        case element(Element)
        case nothingYet
        case ended
    }

    mutating func take() -> Taken {
        if elements.isEmpty { return isEnded ? .ended : .nothingYet }
        return .element(elements.removeFirst())
    }
}
