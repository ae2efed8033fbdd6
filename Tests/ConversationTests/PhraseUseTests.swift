import CallTestKit
import Foundation
import Knowledge
import Testing

/// The phrases that the line says and those that a pack must have are the same.
@Suite struct PhraseUseTests {
    private static let required = Set(Phrases.required.map(\.key))
    private static let requiredOfActions = Set(
        Actions.Kind.allCases.flatMap { Phrases.required(for: $0) })

    /// All that is written in the targets that speak.
    private static func source() throws -> String {
        try ["Conversation", "Conversation/Forms", "CallFlow"].flatMap { target in
            let folder = Repository.root.appending(path: "Sources/\(target)")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                .filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
        }
        .joined()
    }

    @Test func whatIsSaidIsRequired() throws {
        let said = try Self.source().matches(of: /(?:say|phrases\.text)\(\s*"([a-z_0-9]+)"/)
            .map { String($0.output.1) }
        #expect(said.count > 20)
        #expect(Set(said).subtracting(Self.required.union(Self.requiredOfActions)).sorted() == [])
    }

    @Test func whatIsRequiredIsSaid() throws {
        let source = try Self.source()
        let unused = Self.required.filter { key in
            // "nomatch_1" is put together from "nomatch_" and a number.
            let stem = key.replacing(/[0-9]+$/, with: "")
            return !source.contains("\"\(key)\"") && !source.contains("\"\(stem)\\(")
        }
        #expect(unused.sorted() == [])
    }

    @Test func theShippedPackHasThemAll() throws {
        let pack = try LanguagePack.load(from: Repository.root.appending(path: "models/en-US"))
        let all = Self.required.union(Self.requiredOfActions)
        #expect(all.subtracting(pack.phrases.keys).sorted() == [])
    }
}
