public import Files
internal import Pipeline
public import Transcript

/// The metrics of all calls of a process, in a file for node_exporter's textfile
/// collector. May be used from any thread.
///
/// The file is written beside its place and renamed, so that whoever reads it
/// finds all of it or the one before. Everyone may read it (0644): the collector
/// is another user, and nothing that a caller said is in it.
public final class MetricsFile: Sendable {
    private let metrics: Locked<CallMetrics>
    /// One writer at a time: an older text must not come after a newer one.
    private let file: Locked<ReplacedFile>

    /// - Parameter path: Ends in `.prom` where node_exporter shall find it.
    public init(path: String, version: String, start: TranscriptTime) {
        file = Locked(ReplacedFile(path, mode: 0o644))
        metrics = Locked(CallMetrics(version: version, start: start))
    }

    /// Counts one event of a call. Does not write.
    public func take(_ event: TranscriptEvent, call: String) {
        metrics.withLock { $0.take(event, call: call) }
    }

    /// Counts frames that were played later than their time.
    public func addLateFrames(_ count: Int) {
        metrics.withLock { $0.addLateFrames(count) }
    }

    public var activeCalls: Int { metrics.withLock { $0.activeCalls } }

    /// Writes what was counted until now. About 0.1 ms.
    public func write() throws(FileError) {
        try file.withLock { file throws(FileError) in
            try file.write(Array(metrics.withLock { $0.text }.utf8), isDurable: false)
        }
    }
}
