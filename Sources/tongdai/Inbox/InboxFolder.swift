import Foundation

/// A folder into which voice messages are dropped: `question.wav` gets
/// `question.reply.wav` and `question.jsonl` beside it. What cannot be answered is
/// moved to `failed`, with the reason in a file.
///
/// The reply is written last, and as a whole: where it is, everything is. One process
/// minds a folder at a time.
final class InboxFolder: Sendable {
    struct Message: Sendable, Hashable {
        let url: URL

        var name: String { url.deletingPathExtension().lastPathComponent }
        var reply: URL { beside("\(name).reply.wav") }
        var transcript: URL { beside("\(name).jsonl") }

        func beside(_ name: String) -> URL {
            url.deletingLastPathComponent().appending(path: name)
        }
    }

    /// A file that was changed this lately may still be being written.
    private static let settling = 1.0
    private static let failedName = "failed"

    let url: URL
    private let lock: Int32

    init(_ path: String) throws(CommandFailure) {
        url = URL(filePath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw CommandFailure("\(path): there is no such folder; remedy: create it") }
        lock = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure(
                "\(path): another process minds this folder, or it cannot be read; remedy: stop "
                    + "the other, or look at the permissions")
        }
        guard FileManager.default.isWritableFile(atPath: url.path) else {
            throw CommandFailure(
                "\(path): nothing can be written there; remedy: change its permissions")
        }
    }

    deinit { close(lock) }

    /// Messages that have no reply yet, the oldest first.
    /// - Parameter isPatient: Leaves out what may still be being written.
    func waiting(isPatient: Bool) throws(CommandFailure) -> [Message] {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey, .isRegularFileKey]
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(
                at: url, includingPropertiesForKeys: Array(keys))
        } catch {
            throw CommandFailure(
                "\(url.relativePath): the folder cannot be read; remedy: look at its permissions")
        }
        let now = Date()
        var found: [(date: Date, message: Message)] = []
        for file in files where Self.isMessage(file) {
            let values = try? file.resourceValues(forKeys: keys)
            guard values?.isRegularFile == true else { continue }
            let date = values?.contentModificationDate ?? now
            if isPatient, now.timeIntervalSince(date) < Self.settling { continue }
            let message = Message(url: file)
            if FileManager.default.fileExists(atPath: message.reply.path) { continue }
            found.append((date, message))
        }
        return found.sorted { one, other in
            (one.date, one.message.name) < (other.date, other.message.name)
        }.map(\.message)
    }

    private static func isMessage(_ file: URL) -> Bool {
        let name = file.lastPathComponent
        return file.pathExtension.lowercased() == "wav" && !name.hasPrefix(".")
            && !name.lowercased().hasSuffix(".reply.wav")
    }

    /// Moves a message out of the way, with the reason beside it.
    func setAside(_ message: Message, because reason: String) throws {
        let folder = url.appending(path: Self.failedName)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = message.url.lastPathComponent
        var place = folder.appending(path: file)
        var count = 1
        while FileManager.default.fileExists(atPath: place.path) {
            count += 1
            place = folder.appending(path: "\(message.name)-\(count).wav")
        }
        try FileManager.default.moveItem(at: message.url, to: place)
        try Data((reason + "\n").utf8).write(
            to: place.deletingPathExtension().appendingPathExtension("txt"))
    }
}
