import Foundation
import Testing

extension CommandSuite {
    @Suite struct CheckTests {
        private struct Problem: Decodable {
            let file: String
            let line: Int?
            let severity: String
            let message: String
            let remedy: String
        }

        private struct Report: Decodable {
            let errors: Int
            let warnings: Int
            let problems: [Problem]
        }

        private static let packs = "Tests/Fixtures/packs"

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private func check(_ pack: String, _ options: String...) throws -> Outcome {
            try place.run(
                ["check", "--models", Self.packs, "--language", pack, "--today", "2026-11-23"]
                    + options)
        }

        @Test func theKnowledgeThatIsShippedHasNoError() throws {
            let checked = try place.run("check")
            #expect(checked.status == 0, "\(checked.output)")
            #expect(checked.output.contains(" 0 errors, "))
        }

        @Test func typedQuestionsAreMeasured() throws {
            let checked = try place.run(
                "check", "--understanding", "Tests/Fixtures/understanding/development.jsonl",
                "--split", "test", "--misses")
            #expect(checked.status == 0, "\(checked.complaint)")
            for group in [
                "all", "level hard", "follow-ups", "after another subject", "ambiguous",
                "out of domain, near",
            ] {
                #expect(checked.lines.contains { $0.hasPrefix(group) }, "\(group)")
            }
            #expect(checked.output.contains("µs (median)"))
        }

        @Test func aGoalThatIsNotReachedIsAFailure() throws {
            let folder = try place.newFolder("goals")
            let file = folder.appending(path: "goals.json")
            try Data(#"{"goals": [{"group": "controls", "right": 1.01}]}"#.utf8).write(to: file)
            let checked = try place.run(
                "check", "--fixtures", "audio-fixtures", "--only", "repeat", "--goals", file.path)
            #expect(checked.status == 1)
            #expect(checked.complaint.contains("not reached: controls"))
        }

        @Test func aGoodPackIsGood() throws {
            let checked = try check("good")
            #expect(checked.status == 0)
            #expect(checked.lines.last == "Tests/Fixtures/packs/good: 0 errors, 0 warnings")
        }

        @Test(arguments: [
            ("syntax-error", "residence.json", true), ("duplicate-id", "residence.json", true),
            ("no-source", ".json", true), ("unclosed-template", "identity.json", true),
            ("no-language", "language.json", false),
        ])
        func aMistakeIsNamedWithFileLineAndRemedy(
            _ pack: String, _ file: String, _ hasLine: Bool
        ) throws {
            let checked = try check(pack)
            #expect(checked.status == 1)
            let error = try #require(checked.lines.first { $0.contains(": error: ") })
            let place = error.prefix { $0 != " " }
            #expect(place.contains(file))
            #expect(place.contains(/:\d+:/) == hasLine, "\(error)")
            #expect(error.contains("; remedy: "))

            let report = try JSONDecoder().decode(
                Report.self, from: try check(pack, "--json").data)
            #expect(report.errors >= 1)
            let problem = try #require(report.problems.first { $0.severity == "error" })
            #expect(problem.file.contains(file))
            #expect((problem.line != nil) == hasLine)
            #expect(!problem.message.isEmpty && !problem.remedy.isEmpty)
        }

        /// A copy of the shipped pack with one file changed.
        private func packs(_ file: String, _ bytes: Data) throws -> URL {
            let models = try place.newFolder("models")
            let pack = models.appending(path: "en-US")
            try FileManager.default.copyItem(
                at: Workplace.root.appending(path: "models/en-US").resolvingSymlinksInPath(),
                to: pack)
            try bytes.write(to: pack.appending(path: file))
            return models
        }

        @Test(arguments: ["negatives.json", "senses.json", "telephone.mllr"])
        func filesThatOnlyUnderstandingAndHearingReadAreChecked(_ file: String) throws {
            let models = try packs(file, Data("[\"\n".utf8))
            let checked = try place.run("check", "--models", models.path)
            #expect(checked.status == 1)
            #expect(checked.output.contains("\(file):"), "\(checked.output)")
            #expect(checked.output.contains(": error: "))
            #expect(checked.lines.last?.contains(" 1 errors, ") == true)
        }

        @Test func aTransformForAnotherModelIsNamedAndNotTheModel() throws {
            // Well formed, and of one stream, where the acoustic model has three.
            let transform = "1\n1\n2\n1 0\n0 1\n0 0\n1 1\n"
            let models = try packs("telephone.mllr", Data(transform.utf8))
            // They would be taken in its place.
            try? FileManager.default.removeItem(
                at: models.appending(path: "en-US/telephone.means"))
            let call = try place.run(
                "replay", "--models", models.path, "audio-fixtures/formats/rate-8000.wav")
            #expect(call.status == 1, "\(call.ending)")
            #expect(call.complaint.contains("telephone.mllr; remedy: put the file back"))
            #expect(!call.complaint.contains("apt-get"))
        }

        @Test(arguments: ["syntax-error", "no-source", "no-language"])
        func aBrokenPackTakesNoCall(_ pack: String) throws {
            let asked = try place.run(
                "ask", "--models", Self.packs, "--language", pack, "what does it cost")
            #expect(asked.status == 1)
            #expect(asked.output.isEmpty)
            #expect(asked.complaint.contains("remedy: "))
        }

        @Test func whatIsPastItsDateIsFlaggedAndNoError() throws {
            let checked = try check("expired")
            #expect(checked.status == 0, "\(checked.output)")
            #expect(checked.lines.contains { $0.contains(": warning: ") })
        }

        @Test func aMissingPackIsAnsweredWithThoseThereAre() throws {
            let checked = try place.run("check", "--language", "xx-XX")
            #expect(checked.status == 1)
            #expect(checked.complaint.contains("models/xx-XX: there is no such language pack"))
            #expect(checked.complaint.contains("remedy: use one of: en-US"))
        }

        @Test func aMissingFolderOfModelsIsNamed() throws {
            let checked = try place.run("check", "--models", "/nonexistent/models")
            #expect(checked.status == 1)
            #expect(checked.complaint.contains("/nonexistent/models: there is no such folder"))
            #expect(checked.complaint.contains("remedy: "))
        }

        @Test func qualityIsATableAndJSON() throws {
            let options = ["check", "--fixtures", "audio-fixtures", "--only", "pas-0"]
            let table = try place.run(options)
            #expect(table.status == 0)
            #expect(table.output.contains("questions, 16 kHz clean"))
            #expect(table.output.contains("xRT "))
            let json = try place.run(options + ["--json"])
            let report = try #require(
                JSONSerialization.jsonObject(with: json.data) as? [String: Any])
            #expect(report["in_domain"] is [Any] && report["xrt"] is Double)
        }

        /// The same callers, heard at other places in the frames.
        @Test func callersAreHeardSeveralTimes() throws {
            let options = ["check", "--fixtures", "audio-fixtures", "--only", "pas-01", "--json"]
            func count(_ more: String...) throws -> Int {
                let checked = try place.run(options + more)
                let report = try #require(
                    JSONSerialization.jsonObject(with: checked.data) as? [String: Any])
                let rows = try #require(report["in_domain"] as? [[String: Any]])
                return try #require(rows.first?["count"] as? Int)
            }
            #expect(try count("--times", "3") == 3 * count())
        }

        @Test func fixturesThatAreNotThereAreNamed() throws {
            let checked = try place.run("check", "--fixtures", "/nonexistent")
            #expect(checked.status == 1)
            #expect(checked.complaint.contains("/nonexistent/manifest.json"))
            #expect(checked.complaint.contains("remedy: "))
            let none = try place.run("check", "--fixtures", "audio-fixtures", "--only", "zzz")
            #expect(none.status == 1)
            #expect(none.complaint.contains("no caller is chosen"))
        }
    }
}
