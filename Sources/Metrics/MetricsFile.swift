internal import Foundation
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
        file = Locked(ReplacedFile(path: path))
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
    public func write() throws(MetricsError) {
        try file.withLock { file throws(MetricsError) in
            try file.write(Array(metrics.withLock { $0.text }.utf8))
        }
    }
}

/// A file that is replaced as a whole. All calls into the system of this target
/// are here.
private struct ReplacedFile {
    let path: String

    func write(_ bytes: [UInt8]) throws(MetricsError) {
        // Not `.prom`: the collector must not read what is being written.
        let draft = "\(path).\(getpid()).new"
        let descriptor = unsafe open(
            draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw MetricsError(file: path, operation: "open", code: errno)
        }
        var failure = fill(descriptor, bytes)
        // Whatever the umask says.
        if failure == nil, fchmod(descriptor, 0o644) != 0 {
            failure = MetricsError(file: path, operation: "fchmod", code: errno)
        }
        if close(descriptor) != 0, failure == nil {
            failure = MetricsError(file: path, operation: "close", code: errno)
        }
        if failure == nil, unsafe rename(draft, path) != 0 {
            failure = MetricsError(file: path, operation: "rename", code: errno)
        }
        guard let failure else { return }
        unsafe unlink(draft)
        throw failure
    }

    private func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> MetricsError? {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                return MetricsError(file: path, operation: "write", code: errno)
            }
            written += count
        }
        return nil
    }
}
