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
            let other = utterances[utterances.count - 1 - index]
            #expect(try first.hear(utterances[index]) == expected[index])
            first.rest()
            #expect(try second.hear(other) == otherExpected[index])
            second.rest()
        }
        #expect(pool.count == 2)
    }

    /// To the last digit: each recording by a decoder that has heard all of the others.
    @Test(arguments: 0..<7)
    func nothingOfWhatWasHeardBeforeIsLeft(_ index: Int) throws {
        let recordings =
            [try Recording.goForward(), try Recording.numbers()]
            + (try (1...5).map { try Recording.card($0) })
        var fresh = try SphinxDecoder.load(.turtle)
        let expected = try fresh.hear(recordings[index])
        let pool = try DecoderPool(.turtle)
        for other in recordings.indices where other != index {
            var call = pool.makeDecoder()
            _ = try call.hear(recordings[other])
        }
        var call = pool.makeDecoder()
        #expect(try call.hear(recordings[index]) == expected)
        #expect(pool.count == 1)
    }

    private static let robot = [
        "robot": """
        #JSGF V1.0;
        grammar robot;
        public <robot> = go forward ten meters;
        """,
        "optional": """
        #JSGF V1.0;
        grammar optional;
        public <optional> = go (forward | backward) [ten [meters]] | go ten;
        """,
        "loop": """
        #JSGF V1.0;
        grammar loop;
        public <loop> = go (forward | backward) (ten | meters)+;
        """,
        "broken": "#JSGF V1.0;\ngrammar broken;\npublic <broken> = xylophone;\n",
    ]

    /// One compiled grammar is all decoders', in whichever order they get it and go.
    @Test func aGrammarIsHeardAlikeByAllDecoders() throws {
        let samples = try Recording.goForward()
        var alone = try SphinxDecoder.load(.turtle, grammars: Self.robot)
        _ = try alone.hear(samples)
        let expected = try #require(try alone.hearAgain(by: "robot"))
        #expect(expected.text == "go forward ten meters")
        let pool = try DecoderPool(.turtle, grammars: Self.robot)
        for _ in 0..<2 {
            var first = pool.makeDecoder()
            var second = pool.makeDecoder()
            try first.beginUtterance()
            try second.beginUtterance()
            try first.feed(samples)
            try second.feed(samples)
            _ = try second.endUtterance()
            #expect(try second.hearAgain(by: "robot") == expected)
            _ = try first.endUtterance()
            #expect(try first.hearAgain(by: "robot") == expected)
            #expect(try first.hearAgain(by: "robot") == expected)
            first.rest()
            second.rest()
            // The next two have one of these and a new one.
            pool.trim()
            pool.trim()
            #expect(pool.count == 1)
        }
    }

    /// Those end where they could go on.
    @Test(arguments: ["optional", "loop"]) func aGrammarWithWaysIsHeard(name: String) throws {
        var decoder = try SphinxDecoder.load(.turtle, grammars: Self.robot)
        let open = try decoder.hear(Recording.goForward())
        #expect(try decoder.hearAgain(by: name)?.text == "go forward ten meters")
        // Nothing of it is left for open speech.
        decoder.resetForNewCall()
        #expect(try decoder.hear(Recording.goForward()) == open)
    }

    @Test func aGrammarThatIsNotTakenIsToldOnce() throws {
        let samples = try Recording.goForward()
        let pool = try DecoderPool(.turtle, grammars: Self.robot)
        for isFirst in [true, false] {
            var call = pool.makeDecoder()
            try call.beginUtterance()
            try call.feed(samples)
            let heard = try call.endUtterance()
            if isFirst {
                #expect(throws: SphinxError.self) { try call.hearAgain(by: "broken") }
            } else {
                let again = try call.hearAgain(by: "broken")
                #expect(again == nil)
            }
            let unknown = try call.hearAgain(by: "none")
            #expect(unknown == nil)
            call.rest()
            #expect(heard.first?.text == "go forward ten meters")
        }
    }

    @Test func thereAreAsManyAsSpeakAtOnce() throws {
        let pool = try DecoderPool(.turtle)
        var first = pool.makeDecoder()
        var second = pool.makeDecoder()
        #expect(pool.count == 1)
        try first.beginUtterance()
        try second.beginUtterance()
        #expect(pool.count == 2)
        _ = try first.endUtterance()
        _ = try second.endUtterance()
        first.rest()
        second.rest()
        try second.beginUtterance()
        #expect(pool.count == 2)
        // One was spare all the time between two looks, and is let go then.
        pool.trim()
        #expect(pool.count == 2)
        pool.trim()
        #expect(pool.count == 1)
        _ = try second.endUtterance()
        second.rest()
        pool.trim()
        pool.trim()
        #expect(pool.count == 1)
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
