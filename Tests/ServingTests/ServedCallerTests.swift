import Audio
import AudioSocket
import CallTestKit
import Pipeline
import Serving
import Testing
import Transcript

@Suite struct ServedCallerTests {
    @Test func aCallerIsAnsweredAndTheOutcomeIsLeftBeforeTheLineHangsUp() throws {
        let host = try TestHost(["goodbye"])
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        #expect(host.reception.runningCount == 1)
        caller.speak()
        caller.wait { caller.hasBeenHungUpOn || !host.outcomes.isEmpty }
        #expect(host.outcomes == [.hangUp(reason: "goodbye")])
        caller.tick()
        #expect(caller.hasBeenHungUpOn && caller.caller.isOver)
        #expect(host.reception.runningCount == 0)
        #expect(host.events.last?.name == "call.ended")
    }

    @Test func theTranscriptHasTheExchangesIdOfTheCall() throws {
        let host = try TestHost(["goodbye"])
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        guard case .callStarted(let started) = host.events.first else {
            Issue.record("\(host.events)")
            return
        }
        #expect(started.uuid == "00000000-0000-0000-0000-000000000001")
    }

    @Test func theSoundOfBothSidesIsGivenTickByTickUntilTheCallEnds() throws {
        let host = try TestHost(["goodbye"])
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        let count = host.recorded.count
        #expect(count > 10 && host.recorded.allSatisfy { $0 == (160, 160) })
        caller.caller.ended(.hungUp)
        host.stepped.runUntilIdle()
        caller.tick()
        #expect(host.recorded.count == count)
    }

    @Test func aTransferNamesToWhom() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        caller.caller.press("0")
        caller.wait { caller.hasBeenHungUpOn }
        #expect(host.outcomes == [.transfer(to: "service centre")])
    }

    @Test func aCallersHangUpEndsTheCallAndFreesItsPlace() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        caller.caller.ended(.hungUp)
        host.stepped.runUntilIdle()
        guard case .callEnded(let end) = host.events.last else {
            Issue.record("\(host.events)")
            return
        }
        #expect(end.reason == "caller hung up")
        #expect(host.reception.runningCount == 0 && caller.caller.isOver)
        // Nobody asks for it any more.
        #expect(host.outcomes == [])
    }

    @Test func whoHangsUpWhileHisCallIsMadeLeavesNoCallBehind() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.caller.ended(.closed)
        host.stepped.runUntilIdle()
        #expect(host.events.last?.name == "call.ended")
        #expect(host.reception.runningCount == 0)
    }

    @Test func whoHasToWaitHearsHisPlaceAndThenTheLine() throws {
        let host = try TestHost(limit: 1)
        let first = try TestCaller(1, host)
        first.waitForReply()
        let second = try TestCaller(2, host)
        second.wait(seconds: 2)
        #expect(host.phrases == [.hold(place: 1)])
        #expect(second.heard.contains(1_000))
        first.caller.ended(.hungUp)
        host.stepped.runUntilIdle()
        second.waitForReply()
        #expect(host.reception.runningCount == 1)
        // His call begins with the first frame of it: what he waited is no loss.
        #expect(!host.events.contains { $0.name == "fault" })
        #expect(host.events.filter { $0.name == "call.started" }.count == 2)
    }

    @Test func whoFindsNoPlaceToWaitMayBeCalledBack() throws {
        let host = try TestHost(limit: 1, waitingLimit: 0)
        _ = try TestCaller(1, host)
        let second = try TestCaller(2, host)
        second.wait(seconds: 0.2)
        second.caller.press("1")
        second.wait { second.hasBeenHungUpOn }
        #expect(host.phrases == [.offerCallBack, .callBack])
        #expect(host.outcomes == [.callBack])
    }

    @Test func whoGivesUpWaitingLeavesTheQueue() throws {
        let host = try TestHost(limit: 1)
        _ = try TestCaller(1, host)
        let second = try TestCaller(2, host)
        second.wait(seconds: 1)
        #expect(host.reception.waitingCount == 1)
        second.caller.ended(.hungUp)
        #expect(host.reception.waitingCount == 0)
    }

    @Test func aCallThatCannotBeMadeIsComplainedOfAndHungUp() throws {
        let host = try TestHost(isFailing: true)
        let caller = try TestCaller(1, host)
        caller.wait { caller.hasBeenHungUpOn }
        #expect(host.outcomes == [.hangUp(reason: "fault")])
        #expect(host.complaints.count == 1 && host.reception.runningCount == 0)
    }

    @Test func anInterruptEndsACallProperly() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        caller.caller.interrupt()
        caller.wait { caller.hasBeenHungUpOn }
        #expect(host.outcomes == [.hangUp(reason: "interrupted")])
        #expect(host.events.last?.name == "call.ended")
    }

    @Test func whatWasNotListenedToYetIsTheBacklog() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.wait(seconds: 1)
        #expect(caller.caller.backlog == .zero)
        for _ in 0..<3 { caller.tickOnly() }
        #expect(caller.caller.backlog == .milliseconds(60))
        caller.tick()
        #expect(caller.caller.backlog == .zero)
    }

    @Test func lateFramesAreInTheTranscript() throws {
        let host = try TestHost()
        let caller = try TestCaller(1, host)
        caller.waitForReply()
        caller.caller.noteLate(3)
        caller.wait(seconds: 1.5)
        let faults = host.events.compactMap { event -> String? in
            if case .fault(let fault) = event { fault.operation } else { nil }
        }
        #expect(faults == ["play: 3 underruns"])
    }
}
