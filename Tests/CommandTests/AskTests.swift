import Foundation
import Testing

extension CommandSuite {
    @Suite struct AskTests {
        private static let fee = "what is the fee for temporary residence registration"

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private func ask(_ lines: String..., options: [String] = []) throws -> Outcome {
            try place.run(
                ["ask", "--json"] + options,
                input: Data(lines.map { $0 + "\n" }.joined().utf8))
        }

        @Test func aQuestionIsAnsweredWithItsSource() throws {
            let asked = try place.run("ask", Self.fee)
            #expect(asked.status == 0)
            #expect(asked.output.contains("residence.temporary.fee"))
            #expect(asked.output.contains("15,000 dong"))
            #expect(asked.output.contains("source: "))
            #expect(!asked.output.contains("\u{1B}"), "colour where nobody looks")
        }

        @Test func theTranscriptIsThatOfACall() throws {
            let asked = try place.run("ask", "--json", Self.fee)
            #expect(asked.status == 0)
            #expect(asked.events.count == asked.lines.count)
            #expect(
                asked.events.map(\.event) == [
                    "call.started", "caller.said", "answer.chosen", "agent.said", "agent.said",
                    "call.ended",
                ])
            #expect(Event.breakOfChain(asked.data) == nil)
        }

        @Test func aFollowUpIsUnderstoodInItsConversation() throws {
            let asked = try ask(
                "how do I register temporary residence", "and how much does it cost")
            #expect(asked.status == 0)
            #expect(asked.events.answers.last == "residence.temporary.fee")
            #expect(asked.events.named("call.started").count == 1)
        }

        @Test func freshLinesAreConversationsOfTheirOwn() throws {
            let asked = try ask(
                "how do I register temporary residence", "and how much does it cost",
                options: ["--fresh"])
            #expect(asked.status == 0)
            #expect(asked.events.answers.count == 1)
            #expect(asked.events.named("call.started").count == 2)
            #expect(Event.breakOfChain(asked.data) == nil)
        }

        @Test func severalQuestionsOnTheCommandLineAreOneConversation() throws {
            let asked = try place.run(
                "ask", "--json", "how do I register temporary residence", "and how much is it")
            #expect(asked.events.answers.last == "residence.temporary.fee")
        }

        @Test func goodbyeEndsTheConversation() throws {
            let asked = try ask(Self.fee, "goodbye", Self.fee)
            #expect(asked.status == 0)
            #expect(asked.events.answers.count == 1)
            #expect(asked.events.last?.reason == "goodbye")
        }

        @Test func nothingFollowsTheEndOfAConversation() throws {
            let asked = try place.run("ask", "--json", "goodbye", Self.fee, "and where")
            #expect(asked.status == 0)
            #expect(asked.events.answers.isEmpty)
            #expect(asked.events.last?.reason == "goodbye")
            #expect(asked.complaint.contains("the conversation is over; not asked any more: 2"))
        }

        @Test func afterAGoodbyeAFreshQuestionIsACallOfItsOwn() throws {
            for lines in [["goodbye", Self.fee], [Self.fee, "goodbye"], ["goodbye", "goodbye"]] {
                let asked = try place.run(
                    ["ask", "--json", "--fresh"],
                    input: Data(lines.map { $0 + "\n" }.joined().utf8))
                #expect(asked.status == 0)
                #expect(Event.breakOfChain(asked.data) == nil)
                let calls = Dictionary(grouping: asked.events, by: \.call)
                #expect(calls.count == 2)
                for (call, events) in calls {
                    #expect(events.first?.event == "call.started", "\(call)")
                    #expect(events.last?.event == "call.ended", "\(call)")
                    #expect(events.named("call.started").count == 1, "\(call)")
                    #expect(events.named("call.ended").count == 1, "\(call)")
                }
            }
        }

        @Test func emptyLinesAreNoQuestions() throws {
            let asked = try ask("", "   ", "\t", Self.fee, "")
            #expect(asked.status == 0)
            #expect(asked.events.named("caller.said").count == 1)
            #expect(asked.events.answers == ["residence.temporary.fee"])
        }

        @Test(arguments: ["", "  ", "\t\n"])
        func anEmptyQuestionOnTheCommandLineIsNone(_ blank: String) throws {
            let asked = try place.run("ask", "--json", blank)
            #expect(asked.status == 0)
            #expect(asked.events.map(\.event) == ["call.started", "call.ended"])
            #expect(try place.run("ask", "--json", blank, Self.fee).events.answers.count == 1)
        }

        @Test func noQuestionAtAllIsACallInWhichNothingIsSaid() throws {
            let asked = try ask()
            #expect(asked.status == 0)
            #expect(asked.events.map(\.event) == ["call.started", "call.ended"])
        }

        @Test(arguments: [
            "👋 hello 🙂🙂🙂", "🇻🇳", "\u{1}\u{2}\u{7F}\u{1B}[31m red", "đăng ký tạm trú",
            String(repeating: "a", count: 5_000), "????", "\u{202E}right to left",
            "a\u{0}b", "'; DROP TABLE calls; --", "{\"v\":1}", "%s%n%@ \\(x)",
        ])
        func nonsenseIsTakenAndTheNextQuestionAnswered(_ nonsense: String) throws {
            let asked = try ask(nonsense, Self.fee, options: ["--fresh"])
            #expect(asked.status == 0)
            #expect(asked.events.count == asked.lines.count)
            #expect(asked.events.answers.last == "residence.temporary.fee")
            #expect(Event.breakOfChain(asked.data) == nil)
        }

        @Test func controlCharactersDoNotReachTheScreen() throws {
            let asked = try place.run("ask", "what \u{1B}]0;title\u{7} is \u{1B}[2J this")
            #expect(asked.status == 0)
            #expect(!asked.output.contains("\u{1B}"))
            #expect(!asked.output.contains("\u{7}"))
        }

        @Test func tenThousandWordsAreTaken() throws {
            let words = (0..<10_000).map { ["residence", "card", "how", "much"][$0 % 4] }
            let asked = try ask(words.joined(separator: " "), Self.fee)
            #expect(asked.status == 0)
            #expect(asked.events.answers.last == "residence.temporary.fee")
            #expect(asked.complaint.contains("longer than 2000 characters; the rest is not read"))
        }

        @Test func aLetterWithAMillionMarksIsCut() throws {
            let marks = "a" + String(repeating: "\u{0301}", count: 1_000_000)
            let asked = try ask(marks, Self.fee)
            #expect(asked.status == 0)
            #expect(asked.data.count < 50_000)
            #expect(asked.events.answers.last == "residence.temporary.fee")
            #expect(asked.complaint.contains("longer than 2000 characters"))
        }

        @Test func bytesThatAreNotTextAreTaken() throws {
            let bytes = Data([0xFF, 0xFE, 0x80, 0xC3, 0x28, 0x0A]) + Data((Self.fee + "\n").utf8)
            let asked = try place.run(["ask", "--json"], input: bytes)
            #expect(asked.status == 0)
            #expect(asked.events.count == asked.lines.count)
            #expect(asked.events.answers.last == "residence.temporary.fee")
        }

        @Test func aLastLineWithoutItsEndIsAQuestion() throws {
            let asked = try place.run(["ask", "--json"], input: Data(Self.fee.utf8))
            #expect(asked.events.answers == ["residence.temporary.fee"])
        }

        @Test func aReaderThatGoesAwayIsNoError() throws {
            let shell = try place.startTool(
                "sh",
                [
                    "-c", "yes hello | head -n 200 | \"$0\" ask --fresh --json | head -n 1",
                    place.executable.path,
                ])
            let outcome = shell.finish()
            #expect(outcome.ending == .exit(0))
            #expect(outcome.lines.count == 1)
            #expect(outcome.complaint.isEmpty, "\(outcome.complaint)")
        }

        @Test func whyShowsNothingThatTheTranscriptMasks() throws {
            let asked = try ask(
                "my number is 001099012345, what does a passport cost",
                "my mail is lan.nguyen@example.com", "zero nine one two three four five six",
                "what is the fee for a passport", options: ["--why", "--fresh"])
            #expect(asked.status == 0)
            #expect(asked.complaint.contains("read as: "))
            #expect(asked.complaint.contains("passport"))
            for secret in ["001099012345", "lan", "example", "zero nine", "0912", "912"] {
                #expect(!asked.complaint.contains(secret), "\(secret): \(asked.complaint)")
            }
        }

        @Test func numbersThatACallerSaysAreNotWritten() throws {
            let asked = try ask("my identity number is 001099012345 and my mail is lan@example.com")
            #expect(asked.status == 0)
            #expect(!asked.output.contains("001099012345"))
            #expect(!asked.output.contains("lan@example.com"))
        }
    }
}
