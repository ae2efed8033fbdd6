import Foundation
import Knowledge
import Pipeline

/// What the machine took for each turn of a replay: apart from the transcript,
/// because it is never the same twice.
final class TimingsFile: Sendable {
    private let handle: Locked<FileHandle>

    init(_ path: String) throws(CommandFailure) {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw CommandFailure(
                "\(path): the file for timings cannot be written; remedy: name a file in a folder "
                    + "that you may write to with --timings")
        }
        self.handle = Locked(handle)
    }

    func append(_ row: JSONValue) {
        let bytes = Data(row.bytes + [UInt8(ascii: "\n")])
        handle.withLock { try? $0.write(contentsOf: bytes) }
    }
}

extension JSONValue {
    /// As one line of JSON.
    var line: String { String(decoding: bytes, as: UTF8.self) }
}
