import Audio
import CallTestKit
import Knowledge
import Pipeline
import Speaking
import Testing
import Transcript

@testable import CallFlow

@Suite struct CallTests {
    private static let greeting = "Hello, this is the dialogue line."
    private static let answer = "Temporary residence costs fifteen thousand dong."

    /// A caller asks one question and hangs up.
    private func oneQuestion() throws -> TestCall {
        let call = try TestCall(["what does temporary residence cost"])
        call.waitForReply()
        call.wait(.milliseconds(300))
        call.speak()
        call.waitForReply()
        call.close()
        return call
    }

    // MARK: What is recorded

    @Test func aCallIsRecordedInOrder() throws {
        let call = try oneQuestion()
        #expect(
            call.names == [
                "call.started", "agent.said", "speech.started", "speech.ended", "caller.said",
                "answer.chosen", "turn.latency", "agent.said", "agent.said", "call.ended",
            ])
        #expect(call.said.map(\.text) == [Self.greeting, Self.answer, "Anything else?"])
        #expect(call.said.map(\.heard) == call.said.map(\.text))
        #expect(call.said.map(\.complete) == [true, true, true])
        #expect(call.said.map(\.answer) == [nil, "residence.temporary.fee", nil])
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee"])
        #expect(call.heard.map(\.best.text) == ["what does temporary residence cost"])
    }

    @Test func theCallIsOpenedWithWhatIsKnownOfIt() throws {
        let call = try oneQuestion()
        let hash = try DialoguePack.load().pack.contentHash
        let opening = TranscriptEvent.CallStarted(
            language: "en-US", source: "file", knowledge: hash, version: "1")
        #expect(call.events.first == Recorded(event: .callStarted(opening), milliseconds: 0))
    }

    @Test func theGreetingBeginsInTheSecondFrame() throws {
        let call = try TestCall()
        call.waitForReply()
        let said = try #require(call.said.first)
        let length = call.voice.length(of: Self.greeting)
        #expect(said.startMS == 20, "the first frame tells that somebody is there")
        #expect(said.endMS == 20 + Int(length / .milliseconds(1)))
    }

    @Test func theTimesOfTheLineAreThoseOfItsSound() throws {
        let call = try oneQuestion()
        let answer = call.said[1]
        #expect(call.sound(from: call.heard[0].endMS) == answer.startMS)
        let length = Int(call.voice.length(of: Self.answer) / .milliseconds(1))
        #expect((length..<length + 20).contains(answer.endMS - answer.startMS))
        #expect(call.said[2].startMS == answer.endMS)
        #expect(call.line(answer.startMS..<answer.startMS + 20).first != 0)
    }

    @Test func theTimesOfTheCallerAreThoseOfHisVoice() throws {
        let call = try oneQuestion()
        let greeted = call.said[0].endMS
        let begin = greeted + 300
        let said = call.heard[0]
        #expect(said.startMS == begin)
        // A frame's window reaches into the one before.
        #expect((begin + 300...begin + 320).contains(said.endMS))
        #expect(call.events("speech.started").map(\.milliseconds) == [said.startMS])
        #expect(call.events("speech.ended").map(\.milliseconds) == [said.endMS])
    }

    @Test func theLatencyCanBeReadOffTheRecording() throws {
        let call = try oneQuestion()
        let latency = try #require(call.latencies.first)
        let end = call.heard[0].endMS
        #expect(latency.endpointMS == 160)
        #expect(latency.totalMS == call.sound(from: end).map { Double($0 - end) })
    }

    @Test func theEndOfTheCallHasTheHashOfTheLinesSound() throws {
        let call = try oneQuestion()
        let bytes = call.line.flatMap { sample in
            [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
        }
        #expect(
            call.ended
                == TranscriptEvent.CallEnded(
                    reason: "caller hung up", durationMS: call.now, turns: 1,
                    audio: SHA256.hex(of: bytes)))
        #expect(call.events.last?.milliseconds == call.now)
    }

    @Test func aCallPlaysOneFrameATick() throws {
        let call = try oneQuestion()
        #expect(call.line.count == call.now * 16)
    }

    @Test func nothingIsRecordedAfterTheEnd() throws {
        let call = try oneQuestion()
        let count = call.events.count
        call.speak()
        call.wait(.seconds(1))
        #expect(call.events.count == count)
        guard case .finished = call.supervisor.end else {
            Issue.record("\(call.supervisor.end as Any)"); return
        }
    }

    @Test func whatIsHeardOnTheWayIsRecordedWhenItIsWanted() throws {
        for wantsPartials in [false, true] {
            let call = try TestCall(["thank you"], wantsPartials: wantsPartials)
            call.waitForReply()
            call.speak(.milliseconds(500))
            call.waitForReply()
            let partials = wantsPartials ? ["thank you"] : []
            #expect(
                call.events("caller.partial").map(\.event)
                    == partials.map { .callerPartial(text: $0) })
        }
    }

    @Test func whatTheLineSaysIsToldSentenceBySentenceWhenItIsWanted() throws {
        for wantsPartials in [false, true] {
            // Nobody speaks: the line says "Still nothing. Press 0 for a person." and hangs up.
            let call = try TestCall([], wantsPartials: wantsPartials)
            call.wait(.seconds(40))
            call.close()
            let partials = call.events.compactMap {
                recorded -> (Int, TranscriptEvent.AgentPartial)? in
                guard case .agentPartial(let partial) = recorded.event else { return nil }
                return (recorded.milliseconds, partial)
            }
            guard wantsPartials else {
                #expect(partials.isEmpty)
                continue
            }
            #expect(call.said.contains { Sentences.ends(of: $0.text).count > 1 })
            for said in call.said {
                let own = partials.filter { (said.startMS..<said.endMS).contains($0.0) }.map(\.1)
                let ends = Sentences.ends(of: said.text).map {
                    String(decoding: said.text.utf8.prefix($0), as: UTF8.self)
                }
                #expect(own.map(\.text) == ends)
                #expect(own.map(\.heard) == [""] + ends.dropLast())
                #expect(own.allSatisfy { $0.answer == said.answer })
            }
        }
    }

    @Test func twoRunsAreTheSame() throws {
        let calls = try (0..<2).map { _ in try oneQuestion() }
        #expect(calls[0].events.map(\.event.mediaOnly) == calls[1].events.map(\.event.mediaOnly))
        #expect(calls[0].events.map(\.milliseconds) == calls[1].events.map(\.milliseconds))
        #expect(calls[0].line.elementsEqual(calls[1].line))
    }

    // MARK: Telephone lines

    @Test func aTelephoneCallIsTheSameCall() throws {
        let call = try TestCall(["what does temporary residence cost"], rate: .telephone)
        call.waitForReply()
        call.wait(.milliseconds(300))
        call.speak()
        call.waitForReply()
        call.close()
        let wide = try oneQuestion()
        #expect(call.names == wide.names)
        #expect(call.said.map(\.text) == wide.said.map(\.text))
        #expect(call.line.count == call.now * 8)
        for (one, other) in zip(call.events, wide.events) {
            #expect(abs(one.milliseconds - other.milliseconds) <= 40)
        }
    }

    // MARK: How a call ends

    @Test func whoHangsUpInAnAnswerHasHeardPartOfIt() throws {
        let call = try TestCall(
            ["what does temporary residence cost"], wordLength: .milliseconds(100))
        call.waitForReply()
        call.speak()
        call.wait { call.isSpeaking }
        call.wait(.milliseconds(300))
        call.close()
        #expect(call.names.suffix(2) == ["agent.said", "call.ended"])
        let said = try #require(call.said.last)
        #expect(said.text == Self.answer)
        #expect(said.heard == "Temporary residence costs")
        #expect(!said.complete)
    }

    @Test func whatTheCallerWasSayingWhenTheCallEndedIsRecorded() throws {
        let call = try TestCall(["what does temporary residence cost"])
        call.waitForReply()
        call.speak()
        call.wait(.milliseconds(60))
        call.close()
        #expect(
            call.names == [
                "call.started", "agent.said", "speech.started", "speech.ended", "caller.said",
                "call.ended",
            ])
        #expect(call.ended?.turns == 0)
    }

    @Test func aCallIsNoLongerThanItMayBe() throws {
        var patience = Patience()
        patience.longestCall = .seconds(1)
        let call = try TestCall(patience: patience)
        call.wait { call.hangUpReason != nil }
        #expect(call.hangUpReason == "limit")
        #expect(call.said.last?.text == "Goodbye, and thanks.")
        #expect(call.said.last?.startMS == 1_000)
    }

    // MARK: Keys

    @Test func aKeyIsRecordedAndObeyed() throws {
        let call = try TestCall()
        call.waitForReply()
        call.wait(.milliseconds(100))
        let pressed = call.now
        call.key("0")
        call.wait { call.hangUpReason != nil }
        call.close("transfer")
        #expect(
            call.names.suffix(5)
                == ["dtmf", "answer.chosen", "agent.said", "transfer", "call.ended"])
        #expect(
            call.events("dtmf") == [Recorded(event: .dtmf(digits: "0"), milliseconds: pressed)])
        #expect(
            call.events("transfer").map(\.event)
                == [.transfer(to: "service centre", reason: "dtmf")])
        #expect(call.hangUpReason == "transfer")
        #expect(call.ended?.turns == 1)
    }

    @Test func everyKeyIsRecordedAsItWasPressed() throws {
        let call = try TestCall()
        call.waitForReply()
        for key in "12345678*#" { call.key(key) }
        call.close()
        #expect(
            call.events("dtmf").map(\.event) == "12345678*#".map { .dtmf(digits: String($0)) })
    }

    @Test func aKeyBeforeTheFirstFrameIsNotTheBeginningOfTheCall() throws {
        let call = try TestCall()
        call.key("7")
        call.waitForReply()
        #expect(call.names.prefix(2) == ["call.started", "dtmf"])
        #expect(call.said.map(\.text) == ["Press 0 for a person, or just speak."])
    }

    @Test func aKeyCutsTheLineShort() throws {
        let call = try TestCall(wordLength: .milliseconds(200))
        call.wait(.milliseconds(300))
        call.key("7")
        call.waitForReply()
        #expect(call.events("bargein").map(\.event) == [.bargeIn(resumed: false)])
        #expect(call.said.map(\.complete) == [false, true])
        #expect(call.said.last?.text == "Press 0 for a person, or just speak.")
    }
}
