import Foundation

/// As large as a file is, and when it was changed: what was whole once need not be read
/// for each decoder.
struct FileStamp: Hashable {
    let path: String
    let size: Int
    let changed: Date

    /// Nil when there is no such file.
    init?(_ path: String) {
        // Packs link to the system's files.
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: target),
            let size = facts[.size] as? Int, let changed = facts[.modificationDate] as? Date
        else { return nil }
        (self.path, self.size, self.changed) = (path, size, changed)
    }
}
