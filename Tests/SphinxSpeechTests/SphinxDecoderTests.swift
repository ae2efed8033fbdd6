import Hearing
import SphinxSpeech
import Testing
import Understanding

/// The real library over real recordings, with the robot's few words.
@Suite struct SphinxDecoderTests {
    @Test func aRecordedCommandIsHeard() throws {
        var decoder = try SphinxDecoder.load(.turtle)
        let heard = try decoder.hear(Recording.goForward())
        #expect(heard.first?.text == "go forward ten meters")
    }

    @Test func alternativesAreOrderedAndTheirPosteriorsSumToAtMostOne() throws {
        var decoder = try SphinxDecoder.load(.turtle)
        let heard = try decoder.hear(Recording.numbers())
        #expect((2...10).contains(heard.count))
        #expect(heard.allSatisfy { $0.posterior > 0 && $0.posterior <= 1 })
        #expect(heard.reduce(0) { $0 + $1.posterior } <= 1 + 1e-9)
        #expect(Set(heard.map(\.text)).count == heard.count, "each text once")
        // The first is the decoder's own choice.
        let others = heard.dropFirst().map(\.posterior)
        #expect(others == others.sorted(by: >))
    }

    @Test func noMoreAlternativesAreGivenThanWereAskedFor() throws {
        var settings = DecoderSettings()
        settings.hypotheses = 2
        var decoder = try SphinxDecoder.load(.turtle, settings: settings)
        #expect(try decoder.hear(Recording.numbers()).count == 2)
    }

    @Test func theWordsSoFarGrowWhileTheUtteranceIsFed() throws {
        let samples = try Recording.goForward()
        var decoder = try SphinxDecoder.load(.turtle)
        #expect(decoder.partial() == nil)
        try decoder.beginUtterance()
        try decoder.feed(Array(samples.prefix(15_999)))
        #expect(decoder.partial() == nil, "the channel's mean is not known yet")
        var seen: [String] = []
        for start in stride(from: 15_999, to: samples.count, by: 320) {
            try decoder.feed(Array(samples[start..<min(start + 320, samples.count)]))
            if let words = decoder.partial(), words != seen.last { seen.append(words) }
        }
        #expect(seen.count > 1)
        #expect(seen.contains { $0.hasPrefix("go forward") && !$0.contains("meters") })
        #expect(seen.last == "go forward ten meters")
        _ = try decoder.endUtterance()
        #expect(decoder.partial() == nil, "the utterance is over")
    }

    @Test func theSameAudioGivesTheSameInANewDecoder() throws {
        var one = try SphinxDecoder.load(.turtle)
        var other = try SphinxDecoder.load(.turtle)
        let samples = try Recording.numbers()
        let heard = try one.hear(samples)
        #expect(try other.hear(samples) == heard)
        #expect(!heard.isEmpty)
    }

    @Test(arguments: [1, 333, 5000, 1_000_000])
    func thePortionsInWhichAudioComesMakeNoDifference(_ portion: Int) throws {
        var decoder = try SphinxDecoder.load(.turtle)
        var reference = try SphinxDecoder.load(.turtle)
        let samples = try Recording.numbers()
        let expected = try reference.hear(samples)
        #expect(try decoder.hear(samples, portion: portion) == expected)
        // And once the channel is known.
        let next = try Recording.goForward()
        #expect(try decoder.hear(next, portion: portion) == reference.hear(next))
    }

    @Test func theLastSamplesAreHeardThoughTheyFillNoPortion() throws {
        let samples = try Recording.numbers()
        // Where a word is being said, most of a portion more makes a difference.
        let differ = try (90...110).map { portions in
            var one = try SphinxDecoder.load(.turtle)
            var other = try SphinxDecoder.load(.turtle)
            let whole = try one.hear(Array(samples.prefix(portions * 320)))
            return try whole != other.hear(Array(samples.prefix(portions * 320 + 319)))
        }
        #expect(differ.contains(true))
    }

    @Test func silenceNoSampleAndOneSampleAreNoWords() throws {
        for holdBack in [0.0, 1.0] {
            var settings = DecoderSettings()
            settings.channelLookahead = holdBack
            for samples in [[], [0], [1000], [Int16](repeating: 0, count: 24_000)] as [[Int16]] {
                var decoder = try SphinxDecoder.load(.turtle, settings: settings)
                #expect(try decoder.hear(samples).isEmpty, "\(samples.count) samples")
                // It goes on listening.
                try #expect(
                    decoder.hear(Recording.goForward()).first?.text == "go forward ten meters")
            }
        }
    }

    @Test func theLoudestSamplesDoNoHarm() throws {
        var decoder = try SphinxDecoder.load(.turtle)
        let square = (0..<32_000).map { $0 / 40 % 2 == 0 ? Int16.max : Int16.min }
        _ = try decoder.hear(square)
        decoder.resetForNewCall()
        #expect(try decoder.hear(Recording.goForward()).first?.text == "go forward ten meters")
    }

    /// The first time within what is held back, then after it.
    @Test(arguments: [8_000, 24_000])
    func anUtteranceThatIsGoneOnWithIsHeardAsOneThatNeverEnded(_ pause: Int) throws {
        let samples = try Recording.goForward()
        var plain = try SphinxDecoder.load(.turtle)
        var tried = try SphinxDecoder.load(.turtle)
        try tried.beginUtterance()
        for part in [samples[..<pause], samples[pause...]] {
            for start in stride(from: part.startIndex, to: part.endIndex, by: 320) {
                try tried.feed(Array(part[start..<min(start + 320, part.endIndex)]))
            }
            if part.startIndex > 0 { break }
            _ = try tried.endUtterance()
            try tried.resumeUtterance()
        }
        let (heard, expected) = (try tried.endUtterance(), try plain.hear(samples))
        #expect(heard == expected)
        // And what it has learned of the voice is the same.
        let numbers = try Recording.numbers()
        let (next, expectedNext) = (try tried.hear(numbers), try plain.hear(numbers))
        #expect(next == expectedNext)
    }

    @Test func anUtteranceThatBeginsEndsTheOneBefore() throws {
        var decoder = try SphinxDecoder.load(.turtle)
        try decoder.beginUtterance()
        try decoder.feed(Recording.numbers())
        #expect(try decoder.hear(Recording.goForward()).first?.text == "go forward ten meters")
    }
}
