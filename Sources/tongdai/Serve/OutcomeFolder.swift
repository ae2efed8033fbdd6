import AudioSocket
import Foundation
import Serving

/// A folder with a file for each call that has ended, named by its UUID: one line,
/// which the dialplan reads. A file is there whole or not at all.
struct OutcomeFolder: Sendable {
    let url: URL

    /// What nobody has fetched by then is not fetched any more.
    private static let age: TimeInterval = 3_600

    /// Creates the folder, which others may read, and fails when nothing can be written
    /// there.
    func prepare() throws(CommandFailure) {
        do {
            if !FileManager.default.fileExists(atPath: url.path) {
                try FileManager.default.createDirectory(
                    at: url, withIntermediateDirectories: true)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: url.path)
            }
            let probe = url.appending(path: ".probe")
            try Data().write(to: probe)
            try FileManager.default.removeItem(at: probe)
        } catch {
            throw CommandFailure(
                "\(url.path): outcomes of calls cannot be written there; remedy: make the folder "
                    + "writable, or name another as \"outcomes\"")
        }
        prune()
    }

    /// Written beside its place, made readable, and renamed.
    func write(_ outcome: Outcome, of caller: CallUUID) throws(CommandFailure) {
        let new = url.appending(path: ".\(caller)").path
        let isWritten = FileManager.default.createFile(
            atPath: new, contents: Data("\(outcome)".utf8), attributes: [.posixPermissions: 0o644]
        )
        guard isWritten, rename(new, url.appending(path: "\(caller)").path) == 0 else {
            throw CommandFailure(
                "\(url.path): the outcome of a call cannot be written; remedy: look at the disk "
                    + "and the folder's permissions")
        }
    }

    func prune() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        for name in names where CallUUID(name) != nil {
            let file = url.appending(path: name)
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            guard let changed = attributes?[.modificationDate] as? Date,
                changed.timeIntervalSinceNow < -Self.age
            else { continue }
            try? FileManager.default.removeItem(at: file)
        }
    }
}
