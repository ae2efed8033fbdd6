import Hearing
import SphinxSpeech
import Testing
import Understanding

/// Decoders that calls share.
@Suite struct DecoderPoolTests {
    /// Two calls, an utterance in turn: each is heard as if it were alone, by a decoder
    /// of its own.
    @Test func aCallIsHeardAlikeByWhicheverDecoder() throws {
        let utterances = [
            try Recording.goForward(), try Recording.numbers(), try Recording.card(1),
        ]
        var alone = try SphinxDecoder.load(.turtle)
        let expected = try utterances.map { try alone.hear($0) }
        var other = try SphinxDecoder.load(.turtle)
        let otherExpected = try utterances.reversed().map { try other.hear($0) }

        let pool = try DecoderPool(.turtle, ready: 2)
        var first = pool.makeDecoder()
        var second = pool.makeDecoder()
        for index in utterances.indices {
            #expect(try first.hear(utterances[index]) == expected[index])
            #expect(
                try second.hear(utterances[utterances.count - 1 - index]) == otherExpected[index])
        }
        #expect(pool.count == 2)
    }

    @Test func thereAreAsManyAsSpeakAtOnce() throws {
        let pool = try DecoderPool(.turtle)
        var calls = (first: pool.makeDecoder(), second: pool.makeDecoder())
        #expect(pool.count == 1)
        try calls.first.beginUtterance()
        try calls.second.beginUtterance()
        #expect(pool.count == 2)
        _ = try calls.first.endUtterance()
        _ = try calls.second.endUtterance()
        try calls.second.beginUtterance()
        #expect(pool.count == 2)
    }

    @Test func aCallThatEndsInAnUtteranceGivesItsDecoderBack() throws {
        let pool = try DecoderPool(.turtle)
        let samples = try Recording.numbers()
        var fresh = try SphinxDecoder.load(.turtle)
        let expected = try fresh.hear(samples)
        do {
            var call = pool.makeDecoder()
            try call.beginUtterance()
            try call.feed(Array(samples.prefix(8_000)))
        }
        var next = pool.makeDecoder()
        #expect(try next.hear(samples) == expected)
        #expect(pool.count == 1)
    }
}
