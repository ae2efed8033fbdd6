public import Transcript

/// Gathers records of many calls, as they stand mixed in the files, into calls.
///
/// It holds a summary a call: about 2 KB and 300 bytes a turn. `takeEnded` gives
/// away those that are over, so that a folder of any size can be gone through.
public struct CallFold: Sendable {
    private var calls: [String: CallSummary] = [:]
    private var order: [String] = []

    public init() {}

    public mutating func add(_ record: TranscriptRecord) {
        if calls[record.call]?.add(record) == nil {
            calls[record.call] = CallSummary(first: record)
            order.append(record.call)
        }
    }

    public subscript(call: String) -> CallSummary? { calls[call] }

    public var count: Int { calls.count }

    /// In the order of their first records.
    public var summaries: [CallSummary] { order.compactMap { calls[$0] } }

    /// Removes and returns the calls that have ended, in the order of their first
    /// records.
    public mutating func takeEnded() -> [CallSummary] {
        let ended = summaries.filter { $0.endReason != nil }
        for summary in ended { calls[summary.call] = nil }
        order.removeAll { calls[$0] == nil }
        return ended
    }
}
