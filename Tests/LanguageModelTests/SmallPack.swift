import Foundation

/// The fixture pack that is good.
enum SmallPack {
    static let good = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/packs/good")
}
