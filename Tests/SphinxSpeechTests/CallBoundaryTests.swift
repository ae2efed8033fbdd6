import Hearing
import SphinxSpeech
import Testing
import Understanding

/// What a decoder keeps within a call, and what it forgets after it.
@Suite struct CallBoundaryTests {
    /// With the channel found anew, and with the stock mean alone.
    @Test(arguments: [1.0, 0.0])
    func anotherCallDecodesAsInANewProcess(_ lookahead: Double) throws {
        var settings = DecoderSettings()
        settings.channelLookahead = lookahead
        var fresh = try SphinxDecoder.load(.turtle, settings: settings)
        var used = try SphinxDecoder.load(.turtle, settings: settings)
        let samples = try Recording.numbers()
        let expected = try fresh.hear(samples)
        #expect(expected.count > 1, "posteriors tell more than words")
        _ = try used.hear(Recording.goForward())
        _ = try used.hear(Recording.card(1))
        used.resetForNewCall()
        #expect(try used.hear(samples) == expected)
    }

    @Test func theChannelIsCarriedWithinACall() throws {
        var fresh = try SphinxDecoder.load(.turtle)
        var used = try SphinxDecoder.load(.turtle)
        let samples = try Recording.numbers()
        let alone = try fresh.hear(samples)
        _ = try used.hear(Recording.goForward())
        let after = try used.hear(samples)
        #expect(after != alone, "heard with the mean of the other voice")
    }

    @Test func theChannelIsFoundInTheFirstSecondOfACallOnly() throws {
        // Only the first utterance waits for it.
        var decoder = try SphinxDecoder.load(.turtle)
        let samples = try Recording.goForward()
        _ = try decoder.hear(samples)
        try decoder.beginUtterance()
        try decoder.feed(Array(samples.prefix(15_680)))
        #expect(decoder.partial() != nil)
        decoder.resetForNewCall()
        try decoder.beginUtterance()
        try decoder.feed(Array(samples.prefix(15_680)))
        #expect(decoder.partial() == nil)
    }

    @Test(arguments: [0, 1000, 20_000])
    func aCallThatWasHungUpInAnUtteranceLeavesNothing(_ count: Int) throws {
        var fresh = try SphinxDecoder.load(.turtle)
        var used = try SphinxDecoder.load(.turtle)
        try used.beginUtterance()
        try used.feed(Array(Recording.goForward().prefix(count)))
        used.resetForNewCall()
        #expect(used.partial() == nil)
        used.resetForNewCall()
        let samples = try Recording.numbers()
        #expect(try used.hear(samples) == fresh.hear(samples))
    }
}
