import Audio
import Testing

@testable import Replay

@Suite struct CallerScriptTests {
    /// A script, and a line that speaks in some ticks.
    struct Rehearsed {
        var script: CallerScript
        var ticks: [CallerScript.Tick] = []

        init(_ steps: [CallerScript.Step], rate: SampleRate = .wideband) {
            script = CallerScript(steps, rate: rate)
        }

        mutating func run(_ count: Int, lineIsSpeaking: Bool) {
            for _ in 0..<count { ticks.append(script.next(lineIsSpeaking: lineIsSpeaking)) }
        }

        /// The ticks in which the caller was heard.
        var voiced: [Int] { ticks.indices.filter { ticks[$0].samples.contains { $0 != 0 } } }
        var keys: [Int: Character] {
            var keys: [Int: Character] = [:]
            for index in ticks.indices { keys[index] = ticks[index].key }
            return keys
        }
    }

    private static func voice(_ frames: Int) -> CallerScript.Action {
        .play([Int16](repeating: 1_000, count: frames * 320))
    }

    // MARK: Moments

    @Test func whoIsImpatientSpeaksOverTheGreeting() {
        var call = Rehearsed([.init(.start, Self.voice(3))])
        call.run(10, lineIsSpeaking: true)
        #expect(call.voiced == [0, 1, 2])
        #expect(call.script.beginnings == [0])
    }

    @Test func aWaitFromTheStartIsCountedFromTheFirstTick() {
        var call = Rehearsed([.init(.afterStart(.milliseconds(200)), Self.voice(2))])
        call.run(5, lineIsSpeaking: true)
        call.run(15, lineIsSpeaking: false)
        #expect(call.voiced == [10, 11])
    }

    @Test func aLongWaitFromTheStartIsNotGivenUp() {
        var call = Rehearsed([.init(.afterStart(.seconds(4)), Self.voice(1))])
        call.run(300, lineIsSpeaking: false)
        #expect(call.voiced == [200])
    }

    @Test(arguments: [(0, 10), (20, 10), (100, 14), (700, 44)])
    func whoWaitsForTheReplySpeaksAfterAPause(pause: Int, tick: Int) {
        var call = Rehearsed([.init(.afterReply(.milliseconds(pause)), Self.voice(1))])
        call.run(10, lineIsSpeaking: true)
        call.run(50, lineIsSpeaking: false)
        #expect(call.voiced == [tick])
    }

    @Test func aPauseInTheReplyIsNotItsEnd() {
        var call = Rehearsed([.init(.afterReply(.milliseconds(100)), Self.voice(1))])
        for _ in 0..<3 {
            call.run(5, lineIsSpeaking: true)
            call.run(4, lineIsSpeaking: false)
        }
        #expect(call.voiced == [])
        call.run(5, lineIsSpeaking: false)
        #expect(call.voiced == [27])
    }

    @Test(arguments: [(20, 5), (200, 14), (0, 5)])
    func whoInterruptsSpeaksIntoTheReply(offset: Int, tick: Int) {
        var call = Rehearsed([.init(.intoReply(.milliseconds(offset)), Self.voice(1))])
        call.run(5, lineIsSpeaking: false)
        call.run(20, lineIsSpeaking: true)
        #expect(call.voiced == [tick])
    }

    @Test func aReplyThatDoesNotComeIsNotAwaitedForEver() {
        for moment in [CallerScript.Moment.afterReply(.zero), .intoReply(.zero)] {
            var call = Rehearsed([.init(moment, Self.voice(1))])
            call.run(200, lineIsSpeaking: false)
            #expect(call.voiced == [149], "3 s")
        }
    }

    @Test func aReplyThatDoesNotEndIsNotAwaitedForEver() {
        var call = Rehearsed([.init(.afterReply(.zero), Self.voice(1))])
        call.run(3_010, lineIsSpeaking: true)
        #expect(call.voiced == [2_999], "60 s")
    }

    // MARK: Actions

    @Test func soundIsPlayedInFramesAndTheLastIsFilledUp() {
        let samples = (1...700).map { Int16($0) }
        var call = Rehearsed([.init(.start, .play(samples))])
        call.run(5, lineIsSpeaking: false)
        #expect(call.ticks.allSatisfy { $0.samples.count == 320 })
        let played = call.ticks.flatMap(\.samples)
        #expect(played.starts(with: samples))
        #expect(played[700...].allSatisfy { $0 == 0 })
    }

    @Test func framesAreThoseOfTheLine() {
        var call = Rehearsed([.init(.start, Self.voice(1))], rate: .telephone)
        call.run(5, lineIsSpeaking: false)
        #expect(call.ticks.allSatisfy { $0.samples.count == 160 })
        #expect(call.voiced == [0, 1])
    }

    @Test func keysComeOneByOneATenthOfASecondApart() {
        var call = Rehearsed([.init(.start, .keys(["1", "2", "#"])), .init(.start, .keys(["0"]))])
        call.run(20, lineIsSpeaking: false)
        #expect(call.keys == [0: "1", 5: "2", 10: "#", 11: "0"])
        #expect(call.voiced == [])
    }

    @Test func silenceLastsWhateverTheLineDoes() {
        var call = Rehearsed([
            .init(.start, .silence(.milliseconds(400))), .init(.start, Self.voice(1)),
        ])
        call.run(10, lineIsSpeaking: true)
        call.run(15, lineIsSpeaking: false)
        #expect(call.voiced == [20])
        #expect(call.script.beginnings == [0, 20])
    }

    // MARK: One after the other

    @Test func eachStepWaitsForAReplyOfItsOwn() {
        var call = Rehearsed([
            .init(.afterReply(.zero), Self.voice(2)), .init(.afterReply(.zero), Self.voice(2)),
        ])
        call.run(5, lineIsSpeaking: true)
        call.run(30, lineIsSpeaking: false)
        #expect(call.voiced == [5, 6])
        call.run(5, lineIsSpeaking: true)
        call.run(5, lineIsSpeaking: false)
        #expect(call.voiced == [5, 6, 40, 41])
        #expect(call.script.beginnings == [5, 40])
    }

    @Test func whatTheLineSaysMeanwhileIsNoReply() {
        var call = Rehearsed([
            .init(.start, Self.voice(10)), .init(.afterReply(.zero), Self.voice(1)),
        ])
        call.run(10, lineIsSpeaking: true)
        call.run(20, lineIsSpeaking: false)
        #expect(call.voiced == Array(0..<10))
    }

    // MARK: Hanging up

    @Test func theCallerLeavesASecondAfterTheLastReply() {
        var call = Rehearsed([.init(.start, Self.voice(1))])
        call.run(10, lineIsSpeaking: false)
        call.run(10, lineIsSpeaking: true)
        call.run(49, lineIsSpeaking: false)
        #expect(!call.script.isDone)
        call.run(1, lineIsSpeaking: false)
        #expect(call.script.isDone)
    }

    @Test func theCallerLeavesWhenNoReplyComes() {
        var call = Rehearsed([.init(.start, Self.voice(1))])
        call.run(150, lineIsSpeaking: false)
        #expect(!call.script.isDone)
        call.run(1, lineIsSpeaking: false)
        #expect(call.script.isDone)
    }

    @Test func whoHasNothingToSayHearsTheGreeting() {
        var call = Rehearsed([])
        call.run(20, lineIsSpeaking: true)
        call.run(49, lineIsSpeaking: false)
        #expect(!call.script.isDone)
        call.run(1, lineIsSpeaking: false)
        #expect(call.script.isDone)
    }
}
