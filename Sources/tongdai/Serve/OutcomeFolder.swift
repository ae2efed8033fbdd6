import AudioSocket
import Foundation
import Serving

/// A folder with a file for each call that has ended, named by its UUID: one line,
/// which the dialplan reads. A file is there whole or not at all.
struct OutcomeFolder: Sendable {
    let url: URL

    /// What nobody has fetched by then is not fetched any more.
    private static let age: TimeInterval = 3_600

    /// Creates the folder, and fails when nothing can be written there.
    func prepare() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let probe = url.appending(path: ".probe")
        try Data().write(to: probe)
        try FileManager.default.removeItem(at: probe)
        prune()
    }

    func write(_ outcome: Outcome, of caller: CallUUID) throws {
        let file = url.appending(path: "\(caller)")
        // Written beside its place and renamed.
        try Data("\(outcome)\n".utf8).write(to: file, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: file.path)
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
