import Foundation
import Testing

extension CommandSuite {
    @Suite struct IntentBenchTests {
        private let place: Workplace
        private let folder: URL

        init() throws {
            place = try Workplace.shared()
            folder = try place.newFolder("intents")
        }

        private func file(_ name: String, _ lines: [(intent: String?, text: String)]) throws
            -> String
        {
            let rows = lines.map { line in
                let intent = line.intent.map { ", \"intent\": \"\($0)\"" } ?? ""
                return "{\"text\": \"\(line.text)\"\(intent)}"
            }
            let url = folder.appending(path: name)
            try Data(rows.joined(separator: "\n").utf8).write(to: url)
            return url.path
        }

        private func train() throws -> String {
            try file(
                "train.jsonl",
                [
                    ("lost", "i lost my card"), ("lost", "my card is gone"),
                    ("lost", "someone stole my card"), ("fee", "what does a transfer cost"),
                    ("fee", "how much is a transfer"), ("fee", "is there a fee for sending money"),
                ])
        }

        private func foreign(_ name: String) throws -> String {
            try file(
                name,
                [(nil, "tell me a joke"), (nil, "play some music"), (nil, "will it rain today")])
        }

        private func bench(_ options: String...) throws -> Outcome {
            try place.run(
                ["bench", "intent"] + options, environment: ["TONGDAI_ENCODER": "none"])
        }

        @Test func intentsAreLearnedAndTold() throws {
            let test = try file(
                "test.jsonl", [("lost", "i have lost my card"), ("fee", "what is the fee")])
            let told = try bench("--train", train(), "--test", test)
            #expect(told.status == 0, "\(told.complaint)")
            #expect(told.output.contains("6 texts of 2 intents"))
            #expect(told.output.contains("100.0 % of 2 texts"))
            #expect(!told.output.contains("out-of-scope"))
        }

        @Test func whatBelongsToNoIntentIsMeasuredToo() throws {
            let test = try file("test.jsonl", [("lost", "card lost"), ("fee", "transfer fee")])
            let told = try bench(
                "--train", train(), "--test", test, "--validation", test, "--oos-train",
                foreign("a.jsonl"), "--oos-validation", foreign("b.jsonl"), "--oos-test",
                foreign("c.jsonl"), "--json")
            #expect(told.status == 0, "\(told.complaint)")
            let report = try #require(
                JSONSerialization.jsonObject(with: told.data) as? [String: Any])
            let outside = try #require(report["out_of_scope"] as? [String: Any])
            #expect(report["accuracy"] as? Double == 1)
            #expect(report["encoder"] as? Bool == false)
            for name in ["threshold", "in_scope_accuracy", "recall", "precision", "area"] {
                #expect(outside[name] is NSNumber, "\(name)")
            }
        }

        @Test func filesOfOneKindAddUp() throws {
            let more = try file("more.jsonl", [("lost", "where did i leave my card")])
            let told = try bench("--train", train(), "--train", more, "--test", more)
            #expect(told.output.contains("7 texts of 2 intents"))
        }

        @Test func aLineThatCannotBeReadIsNamedWithItsRemedy() throws {
            let bad = try file("bad.jsonl", [("lost", "one"), (nil, "two")])
            let told = try bench("--train", train(), "--test", bad)
            #expect(told.status == 1)
            #expect(told.output.isEmpty)
            #expect(told.complaint.contains("bad.jsonl:2: error: the line has no \"intent\""))
            #expect(told.complaint.contains("remedy: "))
        }

        @Test func anIntentThatIsNotLearnedIsNamed() throws {
            let test = try file("test.jsonl", [("weather", "will it rain")])
            let told = try bench("--train", train(), "--test", test)
            #expect(told.status == 1)
            #expect(told.complaint.contains("the intent 'weather' is not learned; remedy: "))
        }
    }
}
