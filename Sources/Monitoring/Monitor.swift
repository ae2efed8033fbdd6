internal import CallLog
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

    /// Lines that a later version of the program wrote: read as far as they are known.
    public private(set) var newerLines = 0
    public private(set) var eventCount = 0

    /// The first moment of which something was read.
    public private(set) var since: TranscriptTime?
    var starts = MinuteCounts()

    public init() {}

    /// Takes the next line of a folder in. A line that was taken before, because
    /// a file was copied or written anew, counts once.
    public mutating func take(_ record: TranscriptRecord, folder: Int) {
        let key = CallKey(folder: folder, call: record.call)
        if let known = calls[key] {
            guard record.seq > known.lastSeq else {
                if case .other(Redaction.event, _) = record.event {
                    calls[key]?.redact(record)
                    return
                }
                if record.seq > known.shownSeq {
                    calls[key]?.show(record)
                    return
                }
                // A line of before, or another call of the same id.
                guard record.seq == 0, record.time > known.summary.lastTime else { return }
                order.removeAll { $0 == key }
                begin(record, key)
                return
            }
            if record.event == .speechResumed {
                for outcome in known.summary.lastSaid.compactMap(\.outcome) {
                    total.takeBack(outcome)
                }
            }
            calls[key]?.take(record)
            count(record, key)
        } else {
            begin(record, key)
        }
    }

    /// A line of which nothing could be made.
    public mutating func takeDamaged() { damagedLines += 1 }

    /// The faults of the last hour, the newest first.
    func recentFaults(at now: TranscriptTime) -> [FaultNotice] {
        faults.filter { now.milliseconds - $0.time.milliseconds < Self.faultMS }
    }

    /// The operator has seen the faults.
    public mutating func dismissFaults() { faults = [] }

    private mutating func begin(_ record: TranscriptRecord, _ key: CallKey) {
        let call = WatchedCall(first: record, key: key)
        forgetOldest()
        // Records of several calls come nearly in order of time.
        var place = order.count
        while place > 0, let before = calls[order[place - 1]],
            before.summary.start > call.summary.start
        {
            place -= 1
        }
        order.insert(key, at: place)
        calls[key] = call
        callCount += 1
        count(record, key)
    }

    private mutating func forgetOldest() {
        guard order.count >= Self.callLimit else { return }
        let oldest = order.firstIndex { calls[$0]?.summary.endReason != nil } ?? 0
        calls[order.remove(at: oldest)] = nil
    }

    private mutating func count(_ record: TranscriptRecord, _ key: CallKey) {
        eventCount += 1
        if record.version > TranscriptRecord.currentVersion { newerLines += 1 }
        since = min(since ?? record.time, record.time)
        total.count(record.event)
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
