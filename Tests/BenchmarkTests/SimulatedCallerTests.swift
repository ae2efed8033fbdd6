import Audio
import Benchmark
import Testing

/// A caller on a line that a test speaks for. Everything in milliseconds; a tick is
/// 20 ms.
@Suite struct SimulatedCallerTests {
    private static let loud = [Int16](repeating: 2_000, count: 160)
    private static let silence = [Int16](repeating: 0, count: 160)

    /// 500 ms of voice, 100 ms of silence.
    private static func question(_ id: String, pause: Int = 800) -> CallerPlan.Question {
        .init(
            id: id,
            samples: [Int16](repeating: 3_000, count: 4_000) + [Int16](repeating: 0, count: 800),
            voiceLength: 4_000, accept: [], pause: .milliseconds(pause))
    }

    /// Runs a call.
    /// - Parameter speaks: Whether the line speaks in a tick, given the milliseconds
    ///   and the caller.
    /// - Returns: The caller, what was sent, and when the caller hung up.
    private func call(
        _ questions: [CallerPlan.Question], limit: Int = 60_000,
        speaks: (Int, SimulatedCaller) -> Bool
    ) -> (caller: SimulatedCaller, sent: [[Int16]], end: Int?) {
        var caller = SimulatedCaller(
            CallerPlan(name: "caller", questions: questions), rate: .telephone)
        var sent: [[Int16]] = []
        for ms in stride(from: 0, to: limit, by: 20) {
            switch caller.next(due: ms * 1_000_000) {
            case .hangUp: return (caller, sent, ms)
            case .sound(let samples): sent.append(samples)
            }
            let frame = speaks(ms, caller) ? Self.loud : Self.silence
            caller.hear(frame, at: ms * 1_000_000 + 1_000_000)
        }
        return (caller, sent, nil)
    }

    /// Whether a frame is of the question's voice.
    private func isVoice(_ frame: [Int16]) -> Bool { frame.contains { $0 == 3_000 } }

    @Test func theCallerWaitsForTheEndOfTheGreetingAndItsPause() {
        let (_, sent, _) = call([Self.question("q")], limit: 4_000) { ms, _ in ms < 1_000 }
        // The last frame of the greeting came at 981 and ended at 1,001.
        // The question begins with the noise of the room.
        #expect(sent.firstIndex(where: isVoice) == 100)
        #expect(100 >= (1_001 + 800 + 19) / 20)
    }

    @Test func theReplyIsMeasuredFromTheEndOfTheVoice() throws {
        let (caller, sent, _) = call([Self.question("q")], limit: 4_000) { ms, _ in
            ms < 1_000 || ms >= 3_200
        }
        let first = try #require(sent.firstIndex(where: isVoice))
        let turn = try #require(caller.turns.first)
        // Of the first frame the last sample is due at `first`; 500 ms are 25 frames.
        let voiceEnd = (first + 24) * 20
        #expect(turn.voiceEnd == voiceEnd * 1_000_000)
        #expect(turn.reply == .after((3_201 - voiceEnd) * 1_000_000))
        #expect(turn.startMS == first * 20)
        #expect(turn.voiceEndMS == first * 20 + 500)
    }

    /// A load that makes the line slower by some frames must not change what it hears.
    @Test func aQuestionSoundsTheSameWheneverItComes() throws {
        let calls = [1_000, 1_020, 1_160].map { greeting in
            call([Self.question("a"), Self.question("b")], limit: 10_000) { ms, _ in
                ms < greeting || (3_200 + greeting..<3_400 + greeting).contains(ms)
            }.sent
        }
        for number in 0..<2 {
            let questions = try calls.map { sent in
                let voice = sent.indices.filter { isVoice(sent[$0]) }
                let first = try #require(number == 0 ? voice.first : voice.dropFirst(25).first)
                return Array(sent[(first - 75)..<(first + 100)])
            }
            #expect(questions[1] == questions[0])
            #expect(questions[2] == questions[0])
        }
    }

    @Test func whoIsSpokenOverIsNotMeasured() {
        let (caller, _, _) = call([Self.question("q")], limit: 4_000) { ms, caller in
            ms < 1_000 || caller.isSpeaking || ms >= 3_200
        }
        #expect(caller.turns.map(\.reply) == [.spokenOver])
    }

    @Test func whoGetsNoReplyGoesOn() {
        let (caller, _, end) = call([Self.question("a"), Self.question("b")]) { ms, _ in
            ms < 1_000
        }
        #expect(caller.turns.map(\.reply) == [.none, .none])
        #expect(caller.turns.map(\.question) == [0, 1])
        #expect(end != nil)
    }

    @Test func aLineThatNeverSpeaksIsSpokenTo() {
        let (_, sent, _) = call([Self.question("q")], limit: 12_000) { _, _ in false }
        #expect(sent.contains(where: isVoice))
    }

    @Test func theCallerHangsUpAfterTheLastReply() throws {
        var wasSpeaking = false
        var reply = 0..<1_000
        let (caller, _, end) = call([Self.question("a"), Self.question("b", pause: 1_500)]) {
            ms, caller in
            // Each reply begins 300 ms after the question and lasts a second.
            if wasSpeaking, !caller.isSpeaking { reply = ms + 300..<ms + 1_300 }
            wasSpeaking = caller.isSpeaking
            return reply.contains(ms)
        }
        #expect(caller.turns.map(\.question) == [0, 1])
        #expect(caller.turns.allSatisfy { $0.reply == .after(301_000_000) })
        let hungUp = try #require(end)
        #expect((reply.upperBound + 800...reply.upperBound + 1_340).contains(hungUp))
    }
}
