import CallTestKit
import Foundation
import Knowledge
import Testing

@testable import Replay

@Suite struct ScenarioTests {
    private func read(_ text: String) throws -> Scenario {
        try Scenario(bytes: [UInt8](text.utf8), file: "call.json")
    }

    /// A scenario of one step, which stands in line 2.
    private func step(_ text: String) throws -> Scenario {
        try read("{\"steps\": [\n\(text)\n]}")
    }

    private func problem(_ text: String) -> String {
        do {
            _ = try read(text)
            return "none"
        } catch let error as PackError {
            return error.problems.map(\.description).joined(separator: "\n")
        } catch {
            return "\(error)"
        }
    }

    private func stepProblem(_ text: String) -> String { problem("{\"steps\": [\n\(text)\n]}") }

    // MARK: What it says

    @Test func aScenarioIsReadInFull() throws {
        let scenario = try read(
            """
            {"name": "two", "description": "Two steps.", "start": "2026-11-23T09:00:00Z",
             "steps": [
               {"after": "reply", "pause_ms": 700, "play": "a.wav", "note": "asks",
                "expect": {"answer": ["RES-08", "RES-09"], "outcome": "answer",
                  "contains": "a|b", "within_ms": 600, "events": ["bargein"],
                  "absent": ["nomatch"], "once": ["caller.said"], "resumed": false}},
               {"into_reply_ms": 1200, "dtmf": "0*", "expect": {"control": "person", "ended": true}}
             ]}
            """)
        #expect(scenario.name == "two")
        #expect(scenario.summary == "Two steps.")
        #expect(scenario.start == "2026-11-23T09:00:00Z")
        #expect(scenario.file == "call.json")
        #expect(scenario.steps.count == 2)
        let first = try #require(scenario.steps.first)
        #expect(first.moment == .afterReply(.milliseconds(700)))
        #expect(first.action == .play("a.wav"))
        #expect(first.line == 3)
        let expected = Scenario.Expectation(
            answer: ["RES-08", "RES-09"], outcome: "answer", contains: ["a|b"], withinMS: 600,
            events: ["bargein"], absent: ["nomatch"], once: ["caller.said"], resumed: false)
        #expect(first.expectation == expected)
        let second = try #require(scenario.steps.last)
        #expect(second.moment == .intoReply(.milliseconds(1_200)))
        #expect(second.action == .keys("0*"))
        #expect(second.line == 7)
        #expect(second.expectation.ended == true)
    }

    @Test func whatIsNotSaidHasADefault() throws {
        let scenario = try step("{\"play\": \"a.wav\"}")
        #expect(scenario.name == "call")
        #expect(scenario.summary == "")
        #expect(scenario.start == nil)
        #expect(scenario.steps.map(\.moment) == [.afterReply(.zero)])
        #expect(scenario.steps.map(\.expectation) == [Scenario.Expectation()])
    }

    @Test func aStepMayBeginWithTheCall() throws {
        #expect(
            try step("{\"after\": \"start\", \"silence_ms\": 6000}").steps.first?.moment == .start)
        #expect(
            try step("{\"after\": \"start\", \"pause_ms\": 250, \"play\": \"a.wav\"}").steps.first?
                .moment == .afterStart(.milliseconds(250)))
    }

    @Test func silenceIsAnAction() throws {
        #expect(
            try step("{\"silence_ms\": 6000}").steps.first?.action == .silence(.seconds(6)))
    }

    // MARK: What is wrong with it

    @Test func aSyntaxErrorHasItsPlace() {
        #expect(problem("{\"steps\": [\n  {\"play\": }\n]}").hasPrefix("call.json:2:12: error: "))
        #expect(problem("").hasPrefix("call.json:1:1: error: "))
    }

    @Test(arguments: [
        "{}", "{\"steps\": []}", "{\"steps\": \"play\"}", "[]", "{\"name\": \"empty\"}",
    ])
    func aScenarioHasSteps(text: String) {
        #expect(
            problem(text)
                == "call.json:1:1: error: the scenario has no steps; remedy: add \"steps\": "
                + "[{\"after\": \"reply\", \"play\": \"question.wav\"}]")
    }

    @Test(arguments: [
        (
            "  {\"after\": \"reply\"}",
            "2:3: error: the step does nothing; remedy: add one of \"play\": \"file.wav\", "
                + "\"dtmf\": \"0\", \"silence_ms\": 6000"
        ),
        (
            "  {\"dtmf\": \"\"}",
            "2:3: error: the step does nothing; remedy: add one of \"play\": \"file.wav\", "
                + "\"dtmf\": \"0\", \"silence_ms\": 6000"
        ),
        (
            "  {\"dtmf\": \"12x\"}",
            "2:3: error: '12x' has no such keys; remedy: use 0-9, *, # and A-D"
        ),
        (
            "  {\"after\": \"greeting\", \"play\": \"a.wav\"}",
            "2:3: error: \"after\" is 'greeting'; remedy: write \"start\" or \"reply\""
        ),
        ("  \"play\"", "2:3: error: there is a text here; remedy: write an object: { … }"),
        (
            "  {\"plays\": \"a.wav\"}",
            "2:4: error: no field is called \"plays\"; remedy: use after, pause_ms, "
                + "into_reply_ms, play, dtmf, silence_ms, expect, note"
        ),
        (
            "  {\"play\": \"a.wav\", \"expect\": {\"answers\": \"RES-08\"}}",
            "2:32: error: no field is called \"answers\"; remedy: use answer, outcome, control, "
                + "contains, within_ms, events, absent, once, resumed, ended"
        ),
        (
            "  {\"play\": \"a.wav\", \"expect\": \"answer\"}",
            "2:31: error: there is a text here; remedy: write an object: { … }"
        ),
    ])
    func aMistakeIsNamedWithItsPlaceAndRemedy(text: String, message: String) {
        #expect(stepProblem(text) == "call.json:" + message)
    }

    @Test(arguments: [
        ("{\"play\": 5}", "2:10: error: \"play\" is a number"),
        ("{\"play\": \"a.wav\", \"pause_ms\": \"700\"}", "2:31: error: \"pause_ms\" is a text"),
        ("{\"play\": \"a.wav\", \"pause_ms\": -1}", "2:31: error: \"pause_ms\" is negative"),
        ("{\"silence_ms\": 1.5}", "2:16: error: \"silence_ms\" is a number"),
        ("{\"play\": \"a.wav\", \"into_reply_ms\": true}", "2:36: error: \"into_reply_ms\" is"),
        (
            "{\"play\": \"a.wav\", \"expect\": {\"within_ms\": \"600\"}}",
            "2:43: error: \"within_ms\" is a text"
        ),
        (
            "{\"play\": \"a.wav\", \"expect\": {\"contains\": [5]}}",
            "2:43: error: \"contains\" holds a number"
        ),
        (
            "{\"play\": \"a.wav\", \"expect\": {\"ended\": \"yes\"}}",
            "2:39: error: \"ended\" is a text"
        ),
        (
            "{\"play\": \"a.wav\", \"expect\": {\"outcome\": \"anser\"}}",
            "2:41: error: there is no outcome 'anser'"
        ),
        (
            "{\"play\": \"a.wav\", \"expect\": {\"absent\": [\"barge-in\"]}}",
            "2:40: error: there is no event 'barge-in'"
        ),
        ("{\"play\": \"a.wav\", \"dtmf\": \"1\"}", "2:1: error: the step does two things"),
    ])
    func whatWouldBePassedOverIsAMistakeToo(text: String, message: String) {
        let problem = stepProblem(text)
        #expect(problem.hasPrefix("call.json:" + message), "\(problem)")
        #expect(problem.contains("; remedy: "))
    }

    // MARK: Those of the project

    @Test func theScenariosOfTheProjectAreReadAndTheirSoundIsThere() throws {
        let folder = Repository.root.appending(path: "audio-fixtures/scenarios")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }
        #expect(names.count >= 12)
        for name in names.sorted() {
            let file = folder.appending(path: name)
            let scenario = try Scenario(
                bytes: [UInt8](Data(contentsOf: file)), file: file.path)
            #expect(scenario.name + ".json" == name)
            for case .play(let path) in scenario.steps.map(\.action) {
                #expect(
                    FileManager.default.fileExists(atPath: folder.appending(path: path).path),
                    "\(name): \(path)")
            }
        }
    }
}
