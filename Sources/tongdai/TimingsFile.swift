import Foundation
import Knowledge
import Pipeline

/// What the machine took for each turn of a replay: apart from the transcript,
/// because it is never the same twice.
final class TimingsFile: Sendable {
    private let handle: Locked<FileHandle>
    private let path: String

    /// The file is opened where it is, and never replaced: it may be a link, a pipe
    /// or a device.
    init(_ path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw CommandFailure(
                "\(path): the file for timings cannot be written; remedy: name a file in a folder "
                    + "that you may write to with --timings")
        }
        handle = Locked(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        self.path = path
    }

    func append(_ row: JSONValue) {
        let bytes = row.bytes + [UInt8(ascii: "\n")]
        let code = handle.withLock { Output.write(bytes, to: $0.fileDescriptor) }
        guard code != 0 else { return }
        Console.fail(
            "\(path): the timings cannot be written: \(Output.reason(code)); remedy: make room, or "
                + "name another file with --timings")
    }
}

extension JSONValue {
    /// As one line of JSON.
    var line: String { String(decoding: bytes, as: UTF8.self) }
}
