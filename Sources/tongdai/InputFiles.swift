import Foundation

/// Files that a command reads, as the disk knows them: a link to one, or another
/// spelling of its path, is the same file.
struct InputFiles {
    private struct Identity: Hashable {
        let device: UInt
        let number: UInt
    }

    private let identities: Set<Identity>

    init(_ paths: [String]) {
        identities = Set(paths.compactMap(Self.identity))
    }

    func contains(_ path: String) -> Bool {
        Self.identity(path).map(identities.contains) ?? false
    }

    /// Nil when there is no such file.
    private static func identity(_ path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }
}
