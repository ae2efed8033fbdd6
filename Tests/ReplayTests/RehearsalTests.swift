import Audio
import CallFlow
import CallTestKit
import Conversation
import Pipeline
import PipelineTestKit
import Testing
import Transcript

@testable import Replay

@Suite struct RehearsalTests {
    /// A call that was played to its end.
    struct Played {
        var events: [TranscriptEvent] = []
        var caller: [Int16] = []
        var line: [Int16] = []
        var beginnings: [Int] = []

        var ended: TranscriptEvent.CallEnded? {
            for case .callEnded(let ended) in events { return ended }
            return nil
        }
    }

    private func play(
        _ steps: [CallerScript.Step], hearing said: [ScriptedDecoder.Said] = [],
        longest: Duration = .seconds(30)
    ) throws -> Played {
        let known = try DialoguePack.load()
        let lane = SteppedLane()
        let events = Collected<TranscriptEvent>()
        let call = Call(
            opening: CallOpening(
                rate: .wideband, language: "en-US", source: "file", knowledge: "", version: ""),
            decoder: ScriptedDecoder(said),
            conversation: Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today),
            voice: ToneVoice(wordLength: .milliseconds(40)),
            record: { event, _ in events.append(event) }, earsInbox: .waitForRoom(4),
            under: Supervisor(makeLane: { _ in lane }))
        var rehearsal = Rehearsal(
            call, on: lane, script: CallerScript(steps, rate: .wideband), rate: .wideband)
        var played = Played()
        rehearsal.run(longest: longest) { tick in
            played.caller += tick.caller
            played.line += tick.line
        }
        played.events = events.elements
        played.beginnings = rehearsal.beginnings
        return played
    }

    private static let question = CallerScript.Action.play(
        Sound.vowel(pitch: 150, .milliseconds(300)).pcm)

    @Test func aCallerAsksIsAnsweredAndHangsUp() throws {
        let played = try play(
            [.init(.afterReply(.milliseconds(200)), Self.question)],
            hearing: ["what does temporary residence cost"])
        #expect(
            played.events.map(\.name) == [
                "call.started", "agent.said", "speech.started", "speech.ended", "caller.said",
                "answer.chosen", "turn.latency", "agent.said", "agent.said", "call.ended",
            ])
        #expect(played.ended?.reason == "caller hung up")
        #expect(played.caller.count == played.line.count)
        #expect(played.ended?.durationMS == played.line.count / 16)
        // The greeting's six words last 360 ms; the pause begins a tick later.
        #expect(played.beginnings == [27])
        #expect(played.caller[..<(27 * 320)].allSatisfy { $0 == 0 })
    }

    @Test func theLineHangsUpWhenItHasSaidGoodbye() throws {
        let played = try play(
            [
                .init(.afterReply(.zero), Self.question),
                .init(.afterReply(.milliseconds(100)), Self.question),
            ],
            hearing: ["goodbye", "what does temporary residence cost"])
        #expect(played.ended?.reason == "goodbye")
        #expect(played.beginnings.count == 1, "the second step is not reached")
    }

    @Test func keysReachTheLine() throws {
        let played = try play([.init(.afterReply(.zero), .keys(["0"]))])
        #expect(played.events.contains(.dtmf(digits: "0")))
        #expect(played.ended?.reason == "transfer")
    }

    @Test func whoKeepsSilentIsAskedAndLeft() throws {
        let played = try play([.init(.afterReply(.zero), .silence(.seconds(6)))])
        #expect(played.events.contains(.noInput(count: 1)))
        #expect(played.ended?.reason == "caller hung up")
    }

    @Test func noCallIsLongerThanItMayBe() throws {
        let played = try play([.init(.start, .silence(.seconds(20)))], longest: .seconds(1))
        #expect(played.ended?.durationMS == 1_000)
        #expect(played.line.count == 16_000)
    }

    @Test func aFailureOfTheRecordingEndsTheRehearsal() throws {
        struct Full: Error {}
        let known = try DialoguePack.load()
        let lane = SteppedLane()
        let call = Call(
            opening: CallOpening(
                rate: .wideband, language: "en-US", source: "file", knowledge: "", version: ""),
            decoder: ScriptedDecoder([]),
            conversation: Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today),
            voice: ToneVoice(), record: { _, _ in }, earsInbox: .waitForRoom(4),
            under: Supervisor(makeLane: { _ in lane }))
        var rehearsal = Rehearsal(
            call, on: lane, script: CallerScript([], rate: .wideband), rate: .wideband)
        var count = 0
        #expect(throws: Full.self) {
            try rehearsal.run { _ in
                count += 1
                if count == 3 { throw Full() }
            }
        }
        #expect(count == 3)
    }
}
