import Foundation
public import Knowledge
public import Understanding

/// The small language pack of the dialogue tests, `Tests/Fixtures/packs/dialogue`,
/// and what was learned from it: once in a process.
public struct DialoguePack: Sendable {
    public let pack: LanguagePack
    public let understanding: Understanding
    /// All answers hold but the passport's, which ran out on 31 October.
    public let today: Day

    private init() throws {
        pack = try LanguagePack.load(
            from: Repository.root.appending(path: "Tests/Fixtures/packs/dialogue"))
        understanding = Understanding(pack: pack, model: .train(on: pack))
        today = Day("2026-11-23") ?? { preconditionFailure("a valid day") }()
    }

    private static let made = Result { try DialoguePack() }

    public static func load() throws -> DialoguePack { try made.get() }
}
