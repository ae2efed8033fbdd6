import CallLog
import Knowledge
import Monitoring
import Testing
import Transcript

@Suite struct MonitorTests {
    @Test func aCallSpeaksListensThinksAndWaits() {
        var talk = Talk()
        func phase() -> CallPhase? { talk.call("a")?.phase(at: talk.now) }
        talk.begin("a")
        #expect(phase() == .speaking)
        talk.answer("a", "Hello.")
        #expect(phase() == .waiting)
        talk.add("a", .speechStarted)
        #expect(phase() == .listening)
        talk.add("a", .callerPartial(text: "how much"))
        #expect(talk.call("a")?.partial == "how much")
        talk.add("a", .speechEnded)
        #expect(phase() == .thinking)
        talk.say("a", "how much does it cost")
        #expect(talk.call("a")?.partial == nil)
        talk.choose("a", .answer, "fee")
        #expect(phase() == .speaking)
        talk.add("a", .speechStarted)
        talk.answer("a", "You pay fifteen dong.", heard: "You pay", id: "fee")
        #expect(phase() == .listening)
        talk.add("a", .bargeIn(resumed: true))
        #expect(phase() == .speaking)
        talk.end("a")
        #expect(phase() == .ended)
    }

    @Test func aCallOfWhichNothingIsWrittenIsSilentAndThenLost() {
        var talk = Talk()
        talk.begin("a")
        talk.wait(119_000)
        #expect(talk.call("a")?.phase(at: talk.now) == .speaking)
        talk.wait(2_000)
        #expect(talk.call("a")?.phase(at: talk.now) == .silent)
        #expect(talk.call("a")?.durationMS(at: talk.now) == 121_000)
        talk.wait(15 * 60_000)
        #expect(talk.call("a")?.phase(at: talk.now) == .lost)
        #expect(talk.call("a")?.durationMS(at: talk.now) == 0)
    }

    @Test func questionsAndCallsAreCounted() {
        var talk = Talk()
        for call in ["a", "b"] {
            talk.begin(call)
            talk.choose(call, .answer, "fee", latency: 400)
        }
        talk.choose("a", .clarify, nil, latency: 600)
        talk.choose("a", .noMatch, nil)
        talk.choose("a", .smalltalk, "repeat")
        talk.add("a", .transfer(to: "108", reason: "asked for"))
        let total = talk.monitor.total
        #expect(talk.monitor.callCount == 2)
        #expect(
            [total.answered, total.askedBack, total.refused, total.transferred] == [2, 1, 1, 1])
        #expect(talk.monitor.latencies.percentile(0.5) == 400)
        #expect(talk.monitor.latencies.percentile(0.95) == 600)
    }

    @Test func aRunningCallHasTheOutcomeThatItWouldHave() {
        var talk = Talk()
        talk.begin("a")
        #expect(talk.call("a")?.outcome == .open)
        talk.say("a", "what")
        talk.choose("a", .noMatch, nil)
        #expect(talk.call("a")?.outcome == .refused)
        talk.say("a", "fee")
        talk.choose("a", .answer, "fee")
        #expect(talk.call("a")?.outcome == .answered)
    }

    @Test func whoGoesOnWasNotAnswered() {
        var talk = Talk()
        talk.begin("a")
        talk.say("a", "what")
        talk.choose("a", .answer, "fee")
        talk.add("a", .speechResumed)
        #expect(talk.call("a")?.phase(at: talk.now) == .listening)
        #expect(talk.monitor.total.answered == 0)
        talk.answer("a", "You pay", heard: "You", id: "fee")
        talk.say("a", "what is the weather")
        talk.choose("a", .noMatch, nil)
        #expect([talk.monitor.total.answered, talk.monitor.total.refused] == [0, 1])
        #expect(talk.call("a")?.outcome == .refused)
    }

    @Test func aLineThatIsReadTwiceCountsOnce() {
        var talk = Talk()
        let first = talk.record(
            "a", .callStarted(.init(language: "", source: "", knowledge: "", version: "")), seq: 0)
        let second = talk.record("a", .noMatch(count: 1), seq: 1)
        for record in [first, second, first, second] { talk.take(record) }
        #expect(talk.monitor.callCount == 1)
        #expect(talk.monitor.eventCount == 2)
        // Later another call of that id.
        talk.wait(60_000)
        talk.take(
            talk.record(
                "a", .callStarted(.init(language: "", source: "", knowledge: "", version: "")),
                seq: 0))
        #expect(talk.monitor.callCount == 2)
        #expect(talk.monitor.order.count == 1)
    }

    @Test func whatIsRedactedLeavesTheScreen() {
        var talk = Talk()
        talk.begin("a")
        talk.say("a", "my name is Lan")
        talk.choose("a", .answer, "fee")
        talk.end("a")
        let count = talk.monitor.total
        // The file is written anew, with a marker after the first line.
        talk.take(
            talk.record(
                "a", .other(name: "call.redacted", fields: ["by": "Hoa", "reason": "asked for"]),
                seq: 1))
        talk.take(
            talk.record(
                "a",
                .callerSaid(
                    .init(best: .init(text: "[redacted]", confidence: 1), startMS: 0, endMS: 0)),
                seq: 2))
        let rows = talk.call("a")?.rows.map(\.text)
        #expect(rows == ["redacted by Hoa", "[redacted]"])
        #expect(talk.call("a")?.lastSaid == "[redacted]")
        #expect(talk.monitor.total == count)
        #expect(talk.monitor.callCount == 1)
    }

    @Test func callsOfTwoFoldersAreTwo() {
        var talk = Talk()
        talk.add("a", .speechStarted, folder: 0)
        talk.add("a", .speechStarted, folder: 1)
        #expect(talk.monitor.order.count == 2)
    }

    @Test func aCallWhoseBeginningWasNotReadIsShown() {
        var talk = Talk()
        talk.wait(30_000)
        talk.take(talk.record("a", .speechStarted, seq: 17))
        #expect(talk.call("a")?.durationMS(at: talk.now) == 30_000)
        #expect(talk.call("a")?.summary.language == "")
    }

    @Test func whatIsKeptHasALimit() {
        var talk = Talk()
        talk.begin("running")
        for number in 0..<2_000 {
            talk.wait(10)
            talk.begin("c\(number)")
            talk.end("c\(number)")
            talk.add(
                "running",
                .fault(
                    .init(stage: "line", kind: "lost", operation: "read", recovered: true)))
        }
        #expect(talk.monitor.callCount == 2_001)
        #expect(talk.monitor.order.count <= 600)
        #expect(talk.monitor.calls.count == talk.monitor.order.count)
        #expect(talk.monitor.faults.count == 50)
        #expect((talk.call("running")?.rows.count ?? 0) <= 1_000)
        // A call that runs is not forgotten for those that are over.
        #expect(talk.call("running") != nil)
    }

    /// The order of a real call: the new answer is chosen before the old prompt,
    /// which it interrupts, is told.
    @Test func anInterruptedPromptKeepsItsOwnAnswer() {
        var talk = Talk()
        talk.begin("a")
        talk.wait(1_000)
        talk.say("a", "how much")
        talk.choose("a", .answer, "fee", latency: 500)
        let start = talk.ms
        talk.wait(1_000)
        talk.add("a", .speechStarted)
        talk.say("a", "and where")
        talk.add("a", .bargeIn(resumed: false))
        talk.choose("a", .answer, "place", score: 0.72)
        talk.add(
            "a",
            .agentSaid(
                .init(
                    text: "You pay fifteen dong.", heard: "You pay", complete: false,
                    startMS: start, endMS: talk.ms, answer: "fee")))
        #expect(talk.call("a")?.phase(at: talk.now) == .speaking)
        talk.add("a", .turnLatency(.init(endpointMS: 300, totalMS: 520)))
        talk.answer("a", "At any office.", id: "place")
        #expect(talk.call("a")?.phase(at: talk.now) == .waiting)
        let rows = talk.call("a")?.rows ?? []
        #expect(
            rows.map(\.text) == [
                "answered", "how much", "You pay", "and where", "barge-in; the line stopped",
                "At any office.",
            ])
        #expect(
            rows.filter { $0.speaker == .line }.map(\.remark)
                == ["fee 0.93 500\u{A0}ms", "place 0.72 520\u{A0}ms"])
    }

    @Test func aPromptThatWentOnAfterACoughKeepsItsAnswer() {
        var talk = Talk()
        talk.choose("a", .answer, "fee", latency: 500)
        talk.add("a", .speechStarted)
        talk.say("a", "uh-huh")
        talk.add("a", .bargeIn(resumed: true))
        talk.answer("a", "You pay fifteen dong.", id: "fee")
        #expect(talk.call("a")?.rows.last?.remark == "fee 0.93 500\u{A0}ms")
        talk.say("a", "hm")
        #expect(talk.call("a")?.phase(at: talk.now) == .thinking)
        talk.wait(6_000)
        #expect(talk.call("a")?.phase(at: talk.now) == .waiting)
    }

    @Test func whatRepeatsAnAnswerNamesBoth() {
        var talk = Talk()
        talk.say("a", "say that again")
        talk.choose("a", .smalltalk, "repeat", score: 1)
        talk.answer("a", "You pay fifteen dong.", id: "fee")
        #expect(talk.call("a")?.rows.last?.remark == "fee  repeat 1.00")
    }

    @Test func rowsTellWhatWasHeardAndWhy() {
        var talk = Talk()
        talk.begin("a")
        talk.say("a", "how much", confidence: 0.874)
        talk.choose("a", .answer, "fee", score: 0.93, latency: 412.4)
        talk.answer(
            "a", "You pay fifteen dong at the counter.", heard: "You pay fifteen", id: "fee")
        let rows = talk.call("a")?.rows.suffix(2).map { $0 } ?? []
        #expect(rows.map(\.text) == ["how much", "You pay fifteen"])
        #expect(rows.map(\.remark) == ["0.87", "fee 0.93 412\u{A0}ms"])
        #expect(rows.last?.unheard == " dong at the counter. [interrupted]")
    }
}
