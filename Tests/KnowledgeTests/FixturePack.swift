import Foundation
import Knowledge

/// A copy of the good fixture pack with something changed, gone with its last
/// reference.
final class FixturePack {
    static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/packs")
    static let good = fixtures.appending(path: "good")
    static let today = Day("2026-11-23") ?? { preconditionFailure("a valid day") }()

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tongdai-pack-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: Self.good, to: folder)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct TextNotFound: Error {
        let text: String
    }

    /// Replaces the first occurrence; it must be there.
    func replace(_ old: String, with new: String, in file: String) throws {
        let place = folder.appending(path: file)
        let text = try String(contentsOf: place, encoding: .utf8)
        guard let range = text.range(of: old) else { throw TextNotFound(text: old) }
        try write(text.replacingCharacters(in: range, with: new), to: file)
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: file))
    }

    func remove(_ file: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: file))
    }

    /// Problems with the folder's name left out.
    func problems() -> [String] {
        LanguagePack.validate(folder, today: Self.today).map {
            $0.description.replacingOccurrences(of: folder.path + "/", with: "")
        }
    }
}
