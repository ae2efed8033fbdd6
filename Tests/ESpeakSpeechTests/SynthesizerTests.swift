import Audio
import Dispatch
import ESpeakSpeech
import Speaking
import Testing

/// With the real eSpeak NG, one for the whole process.
@Suite struct SynthesizerTests {
    static let style = SpeakingStyle(voice: "en-us")

    /// Clauses of a city office, in no particular order.
    static let clauses: [String] = {
        let words = [
            "the", "fee", "is", "fifteen", "thousand", "dong", "please", "police", "station",
            "ward",
            "identity", "card", "passport", "C T zero one", "yes", "no", "measure", "beige",
            "thirty",
            "[[k'u:@ n'A:m]]", "licence", "vehicle", "mountain", "Anna", "temporary residence",
        ]
        let ends = [".", ",", "?", ";", ""]
        var random = Random(seed: 7)
        return (0..<36).map { _ in
            let count = 1 + random.next(12)
            return (0..<count).map { _ in words[random.next(words.count)] }.joined(separator: " ")
                + ends[random.next(ends.count)]
        }
    }()

    @Test func wordsAreMarkedWhereTheyBegin() throws {
        let sound = try Synthesizer.shared().say("Good morning, Hanoi.", in: Self.style)
        #expect(sound.words.map(\.textOffset) == [0, 5, 14])
        #expect(sound.words.first?.sample == 0)
        #expect(zip(sound.words, sound.words.dropFirst()).allSatisfy { $0.sample < $1.sample })
        #expect(sound.words.allSatisfy { $0.sample < sound.samples.count })
    }

    @Test func phonemesAreHeardAtTheirWords() throws {
        let sound = try Synthesizer.shared().say("to [[k'u:@]] [[n'A:m]] ward.", in: Self.style)
        let text = Array("to [[k'u:@]] [[n'A:m]] ward.")
        #expect(sound.words.count == 4)
        #expect(sound.words.map { text[$0.textOffset] } == ["t", "k", "n", "w"])
    }

    @Test func noSilenceIsBeforeOrAfterAClause() throws {
        for clause in Self.clauses.prefix(20) {
            let sound = try Synthesizer.shared().say(clause, in: Self.style)
            #expect(sound.samples.first != 0)
            #expect(sound.samples.last != 0)
        }
    }

    @Test func whatHasNoSoundIsEmpty() throws {
        for text in ["", " ", ".", "[[]]"] {
            #expect(try Synthesizer.shared().say(text, in: Self.style).samples.isEmpty)
        }
    }

    // MARK: The same each time

    @Test func aClauseSoundsTheSameWhateverWasSpokenBefore() throws {
        let synthesizer = try Synthesizer.shared()
        let expected = try Self.clauses.map { try synthesizer.say($0, in: Self.style) }
        var random = Random(seed: 11)
        for _ in 0..<2 {
            for index in random.shuffled(Self.clauses.indices) {
                for _ in 0..<random.next(3) { try disturb(synthesizer, &random) }
                let sound = try synthesizer.say(Self.clauses[index], in: Self.style)
                let isSame = sound == expected[index]
                #expect(isSame, "\(Self.clauses[index])")
            }
        }
    }

    /// Speaks something else: another clause, rate, pitch, voice or language, or a
    /// clause that is cancelled after some blocks.
    private func disturb(_ synthesizer: Synthesizer, _ random: inout Random) throws {
        let voices = ["en-us", "vi", "fr", "en-us+f3", "en-us+m1", "en-gb"]
        let style = SpeakingStyle(
            voice: voices[random.next(voices.count)], wordsPerMinute: 80 + random.next(300),
            pitch: random.next(100))
        var blocks = random.next(2) == 0 ? Int.max : random.next(20)
        _ = try synthesizer.say(Self.clauses[random.next(Self.clauses.count)], in: style) {
            blocks -= 1
            return blocks < 0
        }
        if random.next(4) == 0 { _ = try synthesizer.ipa(of: "Nguyễn", voice: "vi") }
    }

    @Test(arguments: ["en-us+f2", "en-us+f3", "en-us+m3", "en-gb", "vi"])
    func otherVoicesAreAsSteady(_ voice: String) throws {
        let synthesizer = try Synthesizer.shared()
        let style = SpeakingStyle(voice: voice)
        let expected = try Self.clauses.prefix(12).map { try synthesizer.say($0, in: style) }
        var random = Random(seed: 5)
        for index in random.shuffled(0..<12) {
            try disturb(synthesizer, &random)
            let isSame = try synthesizer.say(Self.clauses[index], in: style) == expected[index]
            #expect(isSame)
        }
    }

    @Test func linesThatSpeakAtOnceHearWhatTheyWouldAlone() throws {
        let synthesizer = try Synthesizer.shared()
        let expected = try Self.clauses.map { try synthesizer.say($0, in: Self.style) }
        let quick = SpeakingStyle(voice: "en-us", wordsPerMinute: 250, pitch: 70)
        let results = Outcomes(count: 4)
        DispatchQueue.concurrentPerform(iterations: 4) { line in
            for (clause, sound) in zip(Self.clauses, expected) {
                if line % 2 == 1 { _ = try? synthesizer.say(clause, in: quick) }
                let heard = try? synthesizer.say(clause, in: Self.style)
                results.count(heard == sound, for: line)
            }
        }
        #expect(results.all == [true, true, true, true])
    }

    // MARK: Cancelling and errors

    @Test func aCancelledClauseEndsAtTheNextBlock() throws {
        let synthesizer = try Synthesizer.shared()
        let text = "one two three four five six seven eight nine ten."
        let whole = try synthesizer.say(text, in: Self.style)
        var asked = 0
        let cut = try synthesizer.say(text, in: Self.style) {
            asked += 1
            return asked == 2
        }
        #expect(asked == 2)
        #expect(cut.samples.count < synthesizer.rate.samples(in: .milliseconds(110)))
        let isStart = whole.samples.starts(with: cut.samples)
        #expect(isStart)
    }

    @Test func anUnknownVoiceIsAnErrorThatNamesIt() throws {
        let synthesizer = try Synthesizer.shared()
        for voice in ["xx-nowhere", "en-us+nobody"] {
            let error = #expect(throws: SynthesisError.self) {
                try synthesizer.say("Hello.", in: SpeakingStyle(voice: voice))
            }
            #expect(error?.kind == .unknownVoice)
            #expect(error?.subject == voice)
            #expect(error?.description.contains("remedy") == true)
        }
        // And the next clause is spoken as if nothing had been.
        #expect(try !synthesizer.say("Hello.", in: Self.style).samples.isEmpty)
    }

    @Test func manyChangesOfVoiceWithoutSpeechDoNoHarm() throws {
        let synthesizer = try Synthesizer.shared()
        let expected = try synthesizer.say("Hello.", in: Self.style)
        for _ in 0..<300 {
            _ = try synthesizer.ipa(of: "xin", voice: "vi")
            _ = try synthesizer.ipa(of: "hello", voice: "en-us")
        }
        let isSame = try synthesizer.say("Hello.", in: Self.style) == expected
        #expect(isSame)
    }

    // MARK: Phonemes

    @Test func aWordsSoundIsToldInPhonemes() throws {
        let synthesizer = try Synthesizer.shared()
        #expect(try synthesizer.ipa(of: "residence", voice: "en-us") == "ɹˈɛzᵻdəns")
        #expect(try synthesizer.ipa(of: "hộ khẩu", voice: "vi").contains("o"))
        #expect(try synthesizer.ipa(of: "hello", voice: "vi") == "həlˈəʊ")
        #expect(try synthesizer.ipa(of: "", voice: "en-us") == "")
        #expect(try synthesizer.ipa(of: "yes, no", voice: "en-us") == "jˈɛs nˈoʊ")
    }
}
