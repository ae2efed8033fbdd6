import Foundation

/// A folder for a model's files, gone with its last reference.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "tongdai-sphinx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// - Returns: The new file's path.
    func write(_ bytes: some Sequence<UInt8>, as name: String) throws -> String {
        let place = url.appending(path: name)
        try Data(bytes).write(to: place)
        return place.path
    }

    func write(_ text: String, as name: String) throws -> String {
        try write(text.utf8, as: name)
    }
}
