import Foundation
import Testing

extension CommandSuite {
    /// Whole calls, step by step: `audio-fixtures/scenarios`.
    @Suite struct ScenarioTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        static var scenarios: [String] {
            let folder = Workplace.fixtures.appending(path: "scenarios")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".json") }.sorted()
        }

        @Test func thereAreScenarios() { #expect(Self.scenarios.count >= 12) }

        @Test(arguments: scenarios)
        func theLineDoesWhatTheCallerExpects(_ name: String) throws {
            let call = try place.run("replay", "audio-fixtures/scenarios/\(name)")
            #expect(call.status == 0, "\(call.output)\(call.complaint)")
            #expect(call.output.contains(" steps passed, 0 failed"))
        }

        /// As the README's first command has it: with the sentence encoder.
        @Test(.enabled(if: Workplace.hasEncoder), arguments: scenarios)
        func theSameByMeaning(_ name: String) throws {
            let call = try place.run(
                "replay", "audio-fixtures/scenarios/\(name)",
                environment: ["XDG_DATA_HOME": Workplace.data.path])
            #expect(call.status == 0, "\(call.output)\(call.complaint)")
        }

        @Test func aStepThatFailsIsNamedWithItsPlace() throws {
            let scenario = try place.newFolder("scenario").appending(path: "wrong.json")
            let wav = Workplace.fixtures.appending(path: "formats/rate-16000.wav").path
            try Data(
                """
                {"steps": [
                  {"after": "reply", "play": "\(wav)", "expect": {
                    "answer": ["residence.temporary.fee"], "contains": ["dinosaur"], "absent": ["answer.chosen"],
                    "within_ms": 1, "resumed": true, "ended": true, "events": ["transfer"]}}]}
                """.utf8
            ).write(to: scenario)
            let call = try place.run("replay", scenario.path)
            #expect(call.status == 1)
            let row = try #require(call.lines.first { $0.contains("FAILED") })
            #expect(row.contains("step 1 (\(scenario.path):2)"))
            for failure in [
                "answered passport.fee, not residence.temporary.fee",
                "the line did not say 'dinosaur'", "event answer.chosen happened", "not 1 ms",
                "did not resume", "no end", "no event transfer",
            ] {
                #expect(row.contains(failure), "\(row)")
            }
            let json = try place.run("replay", "--json", scenario.path)
            #expect(json.status == 1)
            #expect(json.events.count == json.lines.count)
            #expect(json.complaint.contains("FAILED"))
        }
    }
}
