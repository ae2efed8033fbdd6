import CallLog
import Knowledge
import Testing
import Transcript

@Suite struct LogQueryTests {
    private let calls = [
        LogSample.lines(
            "lost-refused",
            [.refused("I lost my identity card"), .answered("the fee", "passport.fee")]),
        LogSample.lines("lost-answered", [.answered("lost identity card", "identity-card.lost")]),
        LogSample.lines(
            "vague", [.askedBack("how much", ["passport.fee", "residence.fee"])],
            start: "2026-11-25T10:00:00.000Z", line: "kiosk-1"),
        LogSample.lines(
            "vague-then-answered",
            [.askedBack("how much", ["a.b", "c.d"]), .answered("the first", "a.b")],
            language: "vi-VN", latency: 2_500),
        LogSample.lines("open", [.refused("do you speak french")], hasEnd: false),
        LogSample.lines("silent", []),
    ]

    private func found(_ change: (inout LogQuery) -> Void) -> [String: [Int]] {
        var query = LogQuery()
        change(&query)
        var scan = query.scan()
        var found: [String: [Int]] = [:]
        func take(_ call: ScannedCall) {
            if let turns = call.summary.flatMap({ query.turns(of: $0) }) {
                found[call.call] = turns
            }
        }
        scan.beginFile("day")
        scan.add(calls.joined().flatMap { $0.bytes + [0x0A] }, give: take)
        scan.finish(give: take)
        // The test on bytes must let through whatever the summary would have found.
        for lines in calls {
            let call = LogSample.scanned(lines[0].record.call, lines.map(\.bytes))
            guard let summary = call.summary, let turns = query.turns(of: summary) else { continue }
            #expect(found[summary.call] == turns)
        }
        return found
    }

    @Test func wordsAndOutcomeHoldForOneQuestion() {
        #expect(
            found {
                $0.callerWords = WordPattern(["lost", "identity", "card"])
                $0.outcome = .unanswered
            } == ["lost-refused": [0]])
        #expect(
            found { $0.words = WordPattern(["lost", "card"]) }.keys.sorted()
                == ["lost-answered", "lost-refused"])
        #expect(
            found {
                $0.callerWords = WordPattern(["fee"])
                $0.outcome = .refused
            }.isEmpty)
        #expect(found { $0.agentWords = WordPattern(["reply"]) }.count == 5)
        #expect(found { $0.callerWords = WordPattern(["reply"]) }.isEmpty)
    }

    @Test func outcomes() {
        #expect(
            found { $0.outcome = .answered }.keys.sorted()
                == ["lost-answered", "lost-refused", "vague-then-answered"])
        #expect(found { $0.outcome = .refused }.keys.sorted() == ["lost-refused", "open"])
        #expect(
            found { $0.outcome = .askedBack }.keys.sorted() == ["vague", "vague-then-answered"])
        // What was asked back about and then answered is answered.
        #expect(
            found { $0.outcome = .unanswered }.keys.sorted() == ["lost-refused", "open", "vague"])
        #expect(found { $0.outcome = .open } == ["open": []])
        #expect(found { $0.outcome = .silent } == ["silent": []])
        #expect(found { $0.outcome = .transferred }.isEmpty)
    }

    @Test func answersTopicsLinesAndLanguages() {
        #expect(found { $0.answer = "identity-card" }.keys.sorted() == ["lost-answered"])
        #expect(found { $0.answer = "identity-card.lost" }.count == 1)
        #expect(found { $0.answer = "identity" }.isEmpty)
        #expect(found { $0.topic = "passport" } == ["lost-refused": [1], "vague": [0]])
        #expect(found { $0.line = "kiosk-1" }.keys.sorted() == ["vague"])
        #expect(found { $0.language = "vi" }.keys.sorted() == ["vague-then-answered"])
        #expect(found { $0.language = "v" }.isEmpty)
        #expect(found { $0.latencyOver = 2_000 } == ["vague-then-answered": [0, 1]])
    }

    @Test func timesAreWhenTheCallBegan() {
        let day = LogSample.time("2026-11-25T00:00:00.000Z")
        #expect(found { $0.since = day }.keys.sorted() == ["vague"])
        #expect(found { $0.until = day }.count == 5)
    }
}
