public import Transcript

/// All that is watched: calls, totals, faults. A value that grows with each
/// record, to a limit.
public struct Monitor: Sendable {
    /// Calls that are over are forgotten when there are more, the oldest first.
    static let callLimit = 600
    static let faultLimit = 50

    /// Faults are on top for so long.
    static let faultMS = 60 * 60_000

    /// The calls by key.
    public private(set) var calls: [CallKey: WatchedCall] = [:]

    /// Their keys in the order in which they were answered.
    public private(set) var order: [CallKey] = []
    public private(set) var total = Tally()
    public private(set) var callCount = 0
    public private(set) var latencies = LatencyWindow()

    /// The newest first.
    public private(set) var faults: [FaultNotice] = []

    /// Lines that could not be read, or only in part.
    public private(set) var damagedLines = 0
    public private(set) var eventCount = 0

    /// The first moment of which something was read.
    public private(set) var since: TranscriptTime?
    var starts = MinuteCounts()

    public init() {}

    /// Takes the next line of a folder in. A line that was taken before, because
    /// a file was copied or written anew, counts once.
    public mutating func take(_ record: TranscriptRecord, folder: Int) {
        let key = CallKey(folder: folder, call: record.call)
        var call: WatchedCall
        if let known = calls.removeValue(forKey: key) {
            call = known
            if record.seq <= call.lastSeq {
                guard record.seq == 0, record.time > call.lastTime else {
                    calls[key] = known
                    return
                }
                // Another call of the same id.
                order.removeAll { $0 == key }
                call = begin(record, key)
            }
        } else {
            call = begin(record, key)
        }
        eventCount += 1
        since = min(since ?? record.time, record.time)
        let before = call.tally
        call.take(record)
        count(record, key)
        total.add(call.tally, since: before)
        calls[key] = call
    }

    /// A line of which nothing could be made.
    public mutating func takeDamaged() { damagedLines += 1 }

    /// The faults of the last hour, the newest first.
    func recentFaults(at now: TranscriptTime) -> [FaultNotice] {
        faults.filter { now.milliseconds - $0.time.milliseconds < Self.faultMS }
    }

    /// The operator has seen the faults.
    public mutating func dismissFaults() { faults = [] }

    private mutating func begin(_ record: TranscriptRecord, _ key: CallKey) -> WatchedCall {
        let call = WatchedCall(record, key: key)
        forgetOldest()
        // Records of several calls come nearly in order of time.
        var place = order.count
        while place > 0, let before = calls[order[place - 1]], before.start > call.start {
            place -= 1
        }
        order.insert(key, at: place)
        callCount += 1
        return call
    }

    private mutating func forgetOldest() {
        guard order.count >= Self.callLimit else { return }
        let oldest = order.firstIndex { calls[$0]?.ended != nil } ?? 0
        calls[order.remove(at: oldest)] = nil
    }

    private mutating func count(_ record: TranscriptRecord, _ key: CallKey) {
        switch record.event {
        case .callStarted: starts.add(record.time)
        case .turnLatency(let latency): latency.totalMS.map { latencies.add($0) }
        case .fault(let fault):
            faults.insert(
                FaultNotice(time: record.time, key: key, line: record.line, fault: fault), at: 0)
            if faults.count > Self.faultLimit { faults.removeLast() }
        default: break
        }
    }
}

extension Tally {
    fileprivate mutating func add(_ now: Tally, since before: Tally) {
        answered += now.answered - before.answered
        askedBack += now.askedBack - before.askedBack
        refused += now.refused - before.refused
        transferred += now.transferred - before.transferred
    }
}
