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
        /// The longest that a stage with work waited for a core.
        public var longestWait: Duration
        public var frames: Int
        public var lateFrames: Int

        public init(longestWait: Duration = .zero, frames: Int = 0, lateFrames: Int = 0) {
            (self.longestWait, self.frames, self.lateFrames) = (longestWait, frames, lateFrames)
        }

        /// A tenth of a second of delay is heard as hesitation, a late frame as a crack.
        var isTooHigh: Bool {
            longestWait >= .milliseconds(100) || lateFrames * 200 > frames
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
