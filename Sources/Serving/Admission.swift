/// Who is answered now, who waits, and who is turned away.
///
/// A machine that answers everybody late answers nobody. So a call is taken only
/// while there is a place, and while the calls that are being answered are answered
/// in time; who waits enters in the order of arrival.
public struct Admission: Sendable {
    public enum Answer: Sendable, Equatable {
        case enter
        /// Counted from 1.
        case wait(place: Int)
        case full
    }

    /// How far the machine is behind, over about a second.
    public struct Load: Sendable, Equatable {
        /// The longest after it was due that a stage got a core for its work.
        public var longestDelay: Duration
        /// How far the call that is furthest behind is: sound of its caller that has
        /// come, and was not listened to yet.
        public var backlog: Duration
        public var frames: Int
        public var lateFrames: Int

        public init(
            longestDelay: Duration = .zero, backlog: Duration = .zero, frames: Int = 0,
            lateFrames: Int = 0
        ) {
            (self.longestDelay, self.backlog) = (longestDelay, backlog)
            (self.frames, self.lateFrames) = (frames, lateFrames)
        }

        /// More than a long step of one call, such as its second hearing, makes another wait;
        /// a late frame is a crack. The sound of somebody who speaks may lie for a while
        /// (`Stage.slack`) and is not late.
        var isTooHigh: Bool {
            longestDelay >= .milliseconds(300) || backlog >= .milliseconds(600)
                || lateFrames * 200 > frames
        }
    }

    public let limit: Int
    public let waitingLimit: Int
    public private(set) var running: Set<Int> = []
    public private(set) var waiting: [Int] = []
    public private(set) var isClosed = false
    /// Loads that must be fine in a row before anybody enters again.
    private var wary = 0

    private static let waryLoads = 3

    public init(limit: Int, waitingLimit: Int) {
        precondition(limit > 0 && waitingLimit >= 0, "somebody can be answered")
        (self.limit, self.waitingLimit) = (limit, waitingLimit)
    }

    public var isOverloaded: Bool { wary > 0 }

    /// A caller arrives, or one who waits asks again.
    public mutating func ask(_ caller: Int) -> Answer {
        if running.contains(caller) { return .enter }
        guard !isClosed else { return .full }
        let place = waiting.firstIndex(of: caller)
        if !isOverloaded, running.count < limit, place ?? waiting.count == 0 {
            waiting.removeAll { $0 == caller }
            running.insert(caller)
            return .enter
        }
        if let place { return .wait(place: place + 1) }
        guard waiting.count < waitingLimit else { return .full }
        waiting.append(caller)
        return .wait(place: waiting.count)
    }

    public mutating func leave(_ caller: Int) {
        running.remove(caller)
        waiting.removeAll { $0 == caller }
    }

    public mutating func note(_ load: Load) {
        wary = load.isTooHigh ? Self.waryLoads : max(0, wary - 1)
    }

    /// Nobody enters any more.
    public mutating func close() {
        isClosed = true
        waiting = []
    }
}
