import Foundation
import Testing

/// What the documents say of files, names and figures is what the code says.
@Suite struct DocumentationTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test func everyFileOfAPackIsDescribed() throws {
        let document = try text("docs/language-packs.md")
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appending(path: "models/en-US").path)
        #expect(files.count > 8)
        for file in files where file.contains(".") {
            #expect(document.contains("`\(file)`"), "\(file)")
        }
    }

    @Test func everyThresholdIsNamed() throws {
        let document = try text("docs/language-packs.md")
        let names = try text("Sources/Understanding/Deciding/Thresholds.swift")
            .matches(of: /read\("([a-z_]+)", &/).map { String($0.output.1) }
        #expect(names.count > 5)
        for name in names {
            #expect(
                document.contains("`.\(name)`") || document.contains("`understanding.\(name)`"),
                "\(name)")
        }
    }

    @Test(arguments: ["docs/hearing.md"])
    func theProbabilitiesOfEndsAreThoseOfTheCode(_ path: String) throws {
        let document = try text(path)
        let timing = try text("Sources/Hearing/TurnTiming.swift")
        let bounds = [
            ("certainEnd", "≥"), ("probablyOver", "≥"), ("maybeOver", "≥"), ("hardlyOver", "≥"),
            ("impossibleEnd", "<"),
        ]
        for (name, sign) in bounds {
            let line = try #require(
                timing.split(separator: "\n").first { $0.contains("var \(name)") })
            let value = try #require(line.split(separator: " ").last)
            #expect(document.contains("(\(sign) \(value))"), "\(name) \(value)")
        }
    }

    @Test func whatMustPassBeforeAnythingLandsIsWhatRuns() throws {
        let line = try #require(try text(".ci/run").firstMatch(of: /make( [a-z]+)+/))
        #expect(try text("CONTRIBUTING.md").contains("`\(line.output.0)`"))
    }
}
