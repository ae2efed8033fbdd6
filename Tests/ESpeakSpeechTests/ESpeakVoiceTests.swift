import Audio
import Dispatch
import ESpeakSpeech
import LanguageModel
import Speaking
import Testing

@Suite struct ESpeakVoiceTests {
    static let answer =
        "Temporary residence costs 15,000 VND at the counter, and 7,000 VND online. Bring form CT01 "
        + "to the police of your ward before 1 July 2026, or call 1900 1009. Nguyễn Trãi street is "
        + "closed: please go to the service point in Cua Nam instead."

    /// Long enough to have clauses, a pause and a number.
    static let short = "The fee is 15,000 VND. Bring form CT01, or call 1900 1009."

    struct Heard: Equatable {
        var samples: [Int16] = []
        var marks: [WordMark] = []
        var blocks: [Int] = []
    }

    static func speak(
        _ text: String, with voice: ESpeakVoice, rate: Int = 160, blocks limit: Int = .max
    ) throws -> Heard {
        var heard = Heard()
        try voice.speak(text, rate: rate) { samples, marks in
            heard.samples += samples
            heard.marks += marks
            heard.blocks.append(samples.count)
            return heard.blocks.count < limit
        }
        return heard
    }

    static func voice(at rate: SampleRate) throws -> ESpeakVoice {
        try ESpeakVoice(.shared(), at: rate, pronunciations: ["Cua Nam": "[[k'u:@ n'A:m]]"])
    }

    @Test(arguments: [SampleRate.wideband, .telephone])
    func aPromptIsSpokenAtTheLinesRateAndLoudness(_ rate: SampleRate) throws {
        let heard = try Self.speak(Self.answer, with: Self.voice(at: rate))
        let seconds = Double(heard.samples.count) / Double(rate.hertz)
        #expect((16...26).contains(seconds))
        let level = Level(of: heard.samples)
        #expect((-22.5 ... -19).contains(level.rms), "pauses take about 1 dB")
        #expect(level.peak <= -0.99)
        #expect(level.clippedCount == 0)
    }

    @Test func eachWrittenWordIsMarkedOnceAndInOrder() throws {
        let heard = try Self.speak(Self.answer, with: Self.voice(at: .wideband))
        let bytes = Array(Self.answer.utf8)
        let words = heard.marks.map {
            String(decoding: bytes[$0.textOffset..<$0.textOffset + $0.length], as: UTF8.self)
        }
        let expected = [
            "Temporary", "residence", "costs", "15,000 VND", "at", "the", "counter", "and",
            "7,000 VND", "online", "Bring", "form", "CT01", "to", "the", "police", "of", "your",
            "ward", "before", "1 July 2026", "or", "call", "1900 1009", "Nguyễn", "Trãi", "street",
            "is", "closed", "please", "go", "to", "the", "service", "point", "in", "Cua Nam",
            "instead",
        ]
        #expect(words == expected)
        #expect(zip(heard.marks, heard.marks.dropFirst()).allSatisfy { $0.sample < $1.sample })
        #expect(heard.marks.allSatisfy { $0.sample < heard.samples.count })
    }

    @Test func aMarkStandsWhereThePauseEnds() throws {
        let heard = try Self.speak("Yes. No.", with: Self.voice(at: .telephone))
        let second = try #require(heard.marks.last?.sample)
        let isSilent = heard.samples[(second - 1_600)..<(second - 160)].allSatisfy { abs($0) < 20 }
        let isHeard = heard.samples[second..<second + 800].contains { abs($0) > 300 }
        #expect(isSilent && isHeard)
    }

    @Test func aSlowerRateTakesLonger() throws {
        let voice = try Self.voice(at: .telephone)
        let normal = try Self.speak(Self.short, with: voice).samples.count
        let slow = try Self.speak(Self.short, with: voice, rate: 120).samples.count
        #expect(Double(slow) / Double(normal) > 1.2)
    }

    @Test func aListenerThatHasHeardEnoughHearsNoMore() throws {
        let heard = try Self.speak(Self.short, with: Self.voice(at: .telephone), blocks: 3)
        #expect(heard.blocks.count == 3)
        let whole = try Self.speak(Self.short, with: Self.voice(at: .telephone))
        let isStart = whole.samples.starts(with: heard.samples)
        #expect(isStart)
    }

    @Test func everyPhoneOfTheRecognizersHasASoundOfItsOwn() throws {
        var heard: [[Int16]] = []
        for phone in PhoneMap.phones.sorted() {
            let table = Pronunciations([:], phones: ["x": ["AA1", phone, "AA0"]])
            let word = try #require(SpokenText("x", pronunciations: table).words.first)
            let mnemonics = try #require(word.phonemes, "\(phone)")
            let style = SpeakingStyle(voice: "en-us")
            let sound = try Synthesizer.shared().say("[[\(mnemonics)]].", in: style).samples
            let isNew = !sound.isEmpty && !heard.contains(sound)
            #expect(isNew, "\(phone)")
            heard.append(sound)
        }
        #expect(heard.count == 39)
    }

    @Test func nothingToSayIsNothingToHear() throws {
        for text in ["", "…", " \n "] {
            #expect(try Self.speak(text, with: Self.voice(at: .telephone)) == Heard())
        }
    }

    @Test func twoLinesThatSpeakAtOnceDoNotMix() throws {
        let voices = [try Self.voice(at: .wideband), try Self.voice(at: .telephone)]
        let alone = try voices.map { try Self.speak(Self.short, with: $0) }
        let outcomes = Outcomes(count: 4)
        DispatchQueue.concurrentPerform(iterations: 4) { line in
            for _ in 0..<2 {
                let heard = try? Self.speak(Self.short, with: voices[line % 2])
                outcomes.count(heard == alone[line % 2], for: line)
            }
        }
        #expect(outcomes.all.allSatisfy { $0 })
    }

    @Test func theMouthPlaysWhatTheVoiceSays() throws {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: Self.answer)
        try Self.voice(at: .telephone).speak(Self.answer, rate: 160) { samples, marks in
            playout.append(samples: samples, marks: marks)
            return true
        }
        playout.endPrompt()
        for _ in 0..<170 { _ = playout.next() }
        let heard = playout.cancel()
        #expect(Self.answer.hasPrefix(heard))
        #expect(heard.hasPrefix("Temporary residence costs 15,000 VND"))
        #expect(!heard.contains("7,000"))
    }
}
