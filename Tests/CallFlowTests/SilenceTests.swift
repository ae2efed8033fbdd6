import Audio
import CallTestKit
import Testing
import Transcript

@testable import CallFlow

@Suite struct SilenceTests {
    private static var impatient: Patience {
        var patience = Patience()
        patience.noInput = [.milliseconds(400), .milliseconds(600), .milliseconds(800)]
        return patience
    }

    @Test func silenceIsNoticedFiveSecondsAfterTheGreeting() throws {
        let call = try TestCall()
        call.waitForReply()
        call.wait { call.names.contains("noinput") }
        let greeted = try #require(call.said.first).endMS
        #expect(
            call.events("noinput")
                == [Recorded(event: .noInput(count: 1), milliseconds: greeted + 5_000)])
    }

    @Test func whoeverSaysNothingIsLeftAfterThreeSilences() throws {
        let call = try TestCall(patience: Self.impatient)
        call.wait { call.hangUpReason != nil }
        call.close(call.hangUpReason ?? "")
        let events = call.events("noinput")
        #expect(events.map(\.event) == (1...3).map { .noInput(count: $0) })
        // Each silence begins when the line falls silent.
        let ends = call.said.map(\.endMS)
        #expect(
            events.map(\.milliseconds) == [ends[0] + 400, ends[1] + 600, ends[2] + 800])
        #expect(call.said.last?.text == "Nobody is there. Goodbye.")
        #expect(call.ended?.reason == "noinput")
        #expect(call.ended?.turns == 0)
    }

    @Test func theLineSaysItsLastWordBeforeItHangsUp() throws {
        let call = try TestCall(patience: Self.impatient)
        call.wait { call.events("noinput").count == 3 }
        #expect(call.hangUpReason == nil)
        call.wait { call.hangUpReason != nil }
        let said = try #require(call.said.last)
        #expect(said.complete)
        #expect(said.endMS == call.now)
    }

    @Test func whoAskedForAMomentIsGivenOneAndThenAskedWhetherHeIsThere() throws {
        var patience = Self.impatient
        patience.asked = .seconds(2)
        let call = try TestCall(["hold on please"], patience: patience)
        call.waitForReply()
        call.speak()
        call.wait { call.hangUpReason != nil }
        #expect(
            call.said.map(\.text).dropFirst() == [
                "Take your time.", "Hello, are you still there?", "Are you there?",
                "Still nothing. Press 0 for a person.", "Nobody is there. Goodbye.",
            ])
        let ends = call.said.map(\.endMS)
        #expect(call.said[2].startMS == ends[1] + 2_000)
        #expect(
            call.events("noinput").map(\.milliseconds)
                == [ends[2] + 400, ends[3] + 600, ends[4] + 800])
    }

    @Test func whoSpeaksAgainIsWaitedForAsBefore() throws {
        var patience = Self.impatient
        patience.asked = .seconds(2)
        let call = try TestCall(["hold on please", "thank you"], patience: patience)
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait(.seconds(1))
        #expect(!call.names.contains("noinput"))
        call.speak()
        call.waitForReply()
        call.wait { call.names.contains("noinput") }
        let end = try #require(call.said.last).endMS
        #expect(call.events("noinput").first?.milliseconds == end + 400)
    }

    @Test func thirtySecondsAreGivenToWhoAsksForAMoment() throws {
        let call = try TestCall(["hold on please"])
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait(.seconds(29))
        #expect(call.said.count == 2)
        call.waitForReply()
        #expect(call.said.last?.text == "Hello, are you still there?")
    }

    @Test func silenceIsNotCountedWhileTheCallerSpeaks() throws {
        let call = try TestCall(["what does temporary residence cost"], patience: Self.impatient)
        call.waitForReply()
        call.wait(.milliseconds(200))
        call.speak(.milliseconds(900))
        call.waitForReply()
        #expect(!call.names.contains("noinput"))
        #expect(call.chosen.map(\.answer) == ["residence.temporary.fee"])
    }

    @Test func aCoughBeginsTheSilenceAnew() throws {
        let call = try TestCall(patience: Self.impatient)
        call.waitForReply()
        call.wait(.milliseconds(200))
        call.speak(.milliseconds(160))
        call.wait { call.names.contains("noinput") }
        let coughed = try #require(call.events("speech.ended").first).milliseconds
        let noticed = try #require(call.events("noinput").first).milliseconds
        // Nobody knows that it was a cough before the pause after it is over.
        #expect(noticed - coughed == 400 + 500)
    }

    @Test func whoAnswersIsGivenNewPatience() throws {
        let call = try TestCall(["thank you"], patience: Self.impatient)
        call.wait { call.names.contains("noinput") }
        call.waitForReply()
        call.speak()
        call.waitForReply()
        call.wait { call.events("noinput").count == 2 }
        #expect(call.events("noinput").map(\.event) == [.noInput(count: 1), .noInput(count: 1)])
    }
}
