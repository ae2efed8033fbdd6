import Audio
import Speaking
import Testing

/// A line of 8 kHz: a frame is 160 samples, a fade 32.
@Suite struct PlayoutTests {
    static let frame = 160

    /// "one two three four", a word each second frame, without a pause between.
    static let text = "one two three four"
    static let marks = [(0, 3), (4, 3), (8, 5), (14, 4)].enumerated().map {
        WordMark(textOffset: $1.0, length: $1.1, sample: $0 * 320)
    }
    /// A steady tone of its own for each word.
    static let sound = (1...4).flatMap { word in [Int16](repeating: Int16(word * 1_000), count: 320)
    }

    /// A mouth with one prompt, complete.
    static func loaded(_ id: Int = 1) -> Playout {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(id), text: text)
        playout.append(samples: sound, marks: marks)
        playout.endPrompt()
        return playout
    }

    @Test func aPromptIsPlayedAsItCame() {
        var playout = Self.loaded()
        let heard = (0..<8).flatMap { _ in playout.next() }
        #expect(heard == Self.sound)
        #expect(playout.next() == [Int16](repeating: 0, count: Self.frame))
        #expect(
            playout.takeEvents() == [
                .started(PromptID(1), atFrame: 0),
                .ended(PromptID(1), heard: Self.text, complete: true, atFrame: 8),
            ])
        #expect(playout.isIdle)
    }

    @Test func aFrameIsAlwaysWhole() {
        var playout = Playout(rate: .telephone)
        #expect(playout.next().count == 160)
        playout.begin(PromptID(1), text: "a")
        playout.append(samples: [1, 2, 3], marks: [])
        #expect(playout.next().count == 160)
        playout.pause()
        #expect(playout.next().count == 160)
        playout.resume()
        playout.endPrompt()
        #expect(playout.next().count == 160)
        playout.cancel()
        #expect(playout.next().count == 160)
        #expect(Playout(rate: .wideband).frameLength == 320)
    }

    @Test func promptsFollowEachOtherWithoutAGap() {
        var playout = Self.loaded(1)
        playout.begin(PromptID(2), text: "five")
        playout.append(
            samples: [Int16](repeating: 5_000, count: 80),
            marks: [WordMark(textOffset: 0, length: 4, sample: 0)])
        playout.endPrompt()
        for _ in 0..<8 { _ = playout.next() }
        let ninth = playout.next()
        #expect(ninth[0] == 5_000)
        #expect(ninth[79] == 5_000)
        #expect(ninth[80] == 0)
        #expect(
            playout.takeEvents() == [
                .started(PromptID(1), atFrame: 0),
                .ended(PromptID(1), heard: Self.text, complete: true, atFrame: 8),
                .started(PromptID(2), atFrame: 8),
                .ended(PromptID(2), heard: "five", complete: true, atFrame: 9),
            ])
    }

    @Test func twoPromptsShareAFrame() {
        var playout = Playout(rate: .telephone)
        for (id, length) in [(1, 100), (2, 100)] {
            playout.begin(PromptID(id), text: "x")
            playout.append(samples: [Int16](repeating: Int16(id), count: length), marks: [])
            playout.endPrompt()
        }
        let frame = playout.next()
        #expect(frame.prefix(100).allSatisfy { $0 == 1 })
        #expect(frame.dropFirst(100).allSatisfy { $0 == 2 })
        #expect(playout.takeEvents().count == 3)
    }

    // MARK: Pause and resume

    @Test func itFallsSilentWithinAFadeWhenPaused() {
        var playout = Self.loaded()
        _ = playout.next()
        playout.pause()
        let frame = playout.next()
        #expect(frame[0] > 900 && frame[0] <= 1_000)
        #expect(zip(frame, frame.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(frame[31] == 0)
        #expect(frame.dropFirst(32).allSatisfy { $0 == 0 })
        #expect(playout.next().allSatisfy { $0 == 0 })
        #expect(playout.takeEvents() == [.started(PromptID(1), atFrame: 0)])
    }

    @Test func itGoesOnFromTheStartOfTheWordWhereItStopped() {
        var playout = Self.loaded()
        // Into the second half of "two".
        for _ in 0..<3 { _ = playout.next() }
        playout.pause()
        for _ in 0..<50 { _ = playout.next() }
        playout.resume()
        let frame = playout.next()
        // "two" again, faded in.
        #expect(frame[0] == 0)
        #expect(frame[40] == 2_000)
        let rest = (0..<5).flatMap { _ in playout.next() }
        #expect(rest == Array(Self.sound.dropFirst(320 + 160)))
        _ = playout.next()
        #expect(
            playout.takeEvents().last
                == .ended(PromptID(1), heard: Self.text, complete: true, atFrame: 3 + 50 + 6))
    }

    @Test func atABoundaryItGoesOnWithTheNextWord() {
        var playout = Self.loaded()
        for _ in 0..<4 { _ = playout.next() }
        playout.pause()
        _ = playout.next()
        playout.resume()
        #expect(playout.next()[40] == 3_000)
    }

    @Test func inThePauseAfterAWordItDoesNotRepeatIt() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: "one two")
        let word = [Int16](repeating: 1_000, count: 200)
        let silence = [Int16](repeating: 3, count: 440)
        playout.append(
            samples: word + silence + word,
            marks: [
                WordMark(textOffset: 0, length: 3, sample: 0),
                WordMark(textOffset: 4, length: 3, sample: 640),
            ])
        playout.endPrompt()
        for _ in 0..<3 { _ = playout.next() }
        playout.pause()
        _ = playout.next()
        playout.resume()
        #expect(playout.next().allSatisfy { $0 <= 3 })
        #expect(playout.next()[50] == 1_000)
    }

    @Test func aBargeInInTheFirstWordStartsThePromptAgain() {
        var playout = Self.loaded()
        _ = playout.next()
        playout.pause()
        _ = playout.next()
        playout.resume()
        let heard = (0..<8).flatMap { _ in playout.next() }
        #expect(heard == Self.sound)
    }

    @Test func pausingTwiceIsPausingOnce() {
        var playout = Self.loaded()
        _ = playout.next()
        playout.pause()
        playout.pause()
        _ = playout.next()
        playout.resume()
        playout.resume()
        #expect((0..<8).flatMap { _ in playout.next() } == Self.sound)
    }

    @Test func whatIsPutInWhilePausedWaits() {
        var playout = Playout(rate: .telephone)
        playout.pause()
        playout.begin(PromptID(1), text: Self.text)
        playout.append(samples: Self.sound, marks: Self.marks)
        playout.endPrompt()
        #expect(playout.next().allSatisfy { $0 == 0 })
        #expect(playout.takeEvents().isEmpty)
        playout.resume()
        #expect((0..<8).flatMap { _ in playout.next() } == Self.sound)
        #expect(playout.takeEvents().first == .started(PromptID(1), atFrame: 1))
    }

    @Test func aWordThatIsPlayedTwiceIsHeardOnce() {
        var playout = Self.loaded()
        for _ in 0..<5 { _ = playout.next() }
        playout.pause()
        playout.resume()
        _ = playout.next()
        #expect(playout.cancel() == "one two")
    }

    // MARK: Cancelling

    @Test(arguments: [
        (0, ""), (1, ""), (2, "one"), (3, "one"), (4, "one two"), (6, "one two three"),
        (7, "one two three"),
    ])
    func whatWasHeardIsToldByWord(_ frames: Int, _ heard: String) {
        var playout = Self.loaded()
        for _ in 0..<frames { _ = playout.next() }
        #expect(playout.cancel() == heard)
        #expect(
            playout.takeEvents().last
                == .ended(PromptID(1), heard: heard, complete: false, atFrame: frames))
    }

    @Test func aWordOfWhichMoreThanHalfWasPlayedIsHeard() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: "long")
        let mark = WordMark(textOffset: 0, length: 4, sample: 0)
        playout.append(samples: [Int16](repeating: 900, count: 3 * 160), marks: [mark])
        playout.endPrompt()
        _ = playout.next()
        #expect(playout.heard == "")
        _ = playout.next()
        #expect(playout.heard == "long")
    }

    @Test func cancellingFadesOutAndDropsEveryPrompt() {
        var playout = Self.loaded(1)
        playout.begin(PromptID(2), text: "never")
        playout.append(samples: [7, 7, 7], marks: [])
        for _ in 0..<2 { _ = playout.next() }
        playout.cancel()
        let frame = playout.next()
        #expect(frame[0] > 1_800)
        #expect(frame.dropFirst(32).allSatisfy { $0 == 0 })
        #expect(
            playout.takeEvents() == [
                .started(PromptID(1), atFrame: 0),
                .ended(PromptID(1), heard: "one", complete: false, atFrame: 2),
                .ended(PromptID(2), heard: "", complete: false, atFrame: 2),
            ])
        #expect(playout.isIdle)
    }

    @Test func soundForACancelledPromptIsDropped() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: "old")
        playout.append(samples: [9, 9, 9], marks: [], to: PromptID(1))
        playout.cancel()
        playout.append(samples: [9, 9, 9], marks: [], to: PromptID(1))
        playout.begin(PromptID(2), text: "new")
        playout.append(samples: [9, 9, 9], marks: [], to: PromptID(1))
        playout.endPrompt(PromptID(1))
        playout.append(samples: Self.sound, marks: [], to: PromptID(2))
        playout.endPrompt(PromptID(2))
        _ = playout.next()
        #expect(playout.next()[100] == 1_000)
    }

    @Test func aNewPromptAfterACancelBeginsBehindTheFade() {
        var playout = Self.loaded()
        for _ in 0..<2 { _ = playout.next() }
        playout.cancel()
        playout.begin(PromptID(2), text: "new")
        playout.append(samples: [Int16](repeating: 77, count: 200), marks: [])
        playout.endPrompt()
        let frame = playout.next()
        #expect(frame[0] > 1_800)
        #expect(frame[32] == 77)
    }

    @Test func aPauseThatEndsInACancelStaysSilent() {
        var playout = Self.loaded()
        for _ in 0..<5 { _ = playout.next() }
        playout.pause()
        _ = playout.next()
        #expect(playout.cancel() == "one two")
        #expect(playout.next().allSatisfy { $0 == 0 })
        #expect(!playout.isPaused)
    }

    // MARK: Sound that is late, too much, or none

    @Test func soundThatIsLateIsSilenceWithoutAClick() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: "late")
        playout.append(samples: [Int16](repeating: 1_000, count: 240), marks: [])
        var heard = playout.next() + playout.next() + playout.next()
        playout.append(samples: [Int16](repeating: 1_000, count: 320), marks: [])
        playout.endPrompt()
        for _ in 0..<3 { heard += playout.next() }
        // No sample is further from the next than one step of a fade.
        let steps = zip(heard, heard.dropFirst()).map { abs(Int($0) - Int($1)) }
        #expect(steps.dropFirst().max() ?? 0 <= 1_000 / 32 + 1 || heard.last == 0)
        #expect(steps[0..<(6 * 160 - 200)].max() ?? 0 <= 32)
        #expect(heard[240..<480].allSatisfy { $0 == 0 })
        #expect(heard[540] == 1_000)
        #expect(
            playout.takeEvents().last
                == .ended(PromptID(1), heard: "late", complete: true, atFrame: 5))
    }

    @Test func soundThatComesInSmallPiecesInTimeIsPlayedWhole() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: Self.text)
        var rest = Self.sound[...]
        playout.append(samples: Array(rest.prefix(200)), marks: Self.marks)
        rest = rest.dropFirst(200)
        var heard: [Int16] = []
        while !playout.isIdle {
            heard += playout.next()
            playout.append(samples: Array(rest.prefix(160)), marks: [])
            rest = rest.dropFirst(160)
            if rest.isEmpty { playout.endPrompt() }
        }
        #expect(Array(heard.prefix(Self.sound.count)) == Self.sound)
    }

    @Test func moreThanItHoldsIsRefusedOnceAndSaid() {
        var playout = Playout(rate: .telephone, capacity: .seconds(1))
        playout.begin(PromptID(1), text: "much more")
        let mark = WordMark(textOffset: 0, length: 4, sample: 0)
        playout.append(samples: [Int16](repeating: 500, count: 8_000), marks: [mark])
        playout.append(samples: [1], marks: [WordMark(textOffset: 5, length: 4, sample: 8_000)])
        playout.append(samples: [1], marks: [])
        #expect(playout.takeEvents() == [.refused(PromptID(1))])
        while !playout.isIdle { _ = playout.next() }
        #expect(
            playout.takeEvents() == [
                .started(PromptID(1), atFrame: 0),
                .ended(PromptID(1), heard: "much", complete: false, atFrame: 50),
            ])
    }

    @Test func anEndlessPromptDoesNotGrow() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: Self.text)
        for second in 0..<600 {
            let mark = WordMark(textOffset: 0, length: 3, sample: second * 8_000)
            playout.append(samples: [Int16](repeating: 100, count: 8_000), marks: [mark])
            for _ in 0..<50 { _ = playout.next() }
        }
        #expect(playout.queued < .seconds(1))
        playout.pause()
        playout.resume()
        #expect(playout.takeEvents() == [.started(PromptID(1), atFrame: 0)])
    }

    @Test func tooManyPromptsAreRefused() {
        var playout = Playout(rate: .telephone)
        for id in 0..<300 { playout.begin(PromptID(id), text: "x") }
        let refused = playout.takeEvents().filter {
            if case .refused = $0 { true } else { false }
        }
        #expect(refused.count == 44)
    }

    @Test func aPromptWithoutSoundEndsUnheard() {
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(1), text: "nothing came")
        playout.endPrompt()
        _ = playout.next()
        #expect(
            playout.takeEvents() == [.ended(PromptID(1), heard: "", complete: false, atFrame: 0)])
    }

    @Test func everyPromptEndsExactlyOnceWhateverHappens() {
        var seed: UInt64 = 20_261_123
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<200 {
            var playout = Playout(rate: .telephone, capacity: .seconds(3))
            var begun: [PromptID] = []
            var ended: [PromptID] = []
            var frames = 0
            for _ in 0..<200 {
                switch random(12) {
                case 0:
                    begun.append(PromptID(begun.count))
                    playout.begin(PromptID(begun.count - 1), text: Self.text)
                case 1...3: playout.append(samples: Self.sound, marks: Self.marks)
                case 4: playout.endPrompt()
                case 5: playout.pause()
                case 6, 7: playout.resume()
                case 8 where random(4) == 0: playout.cancel()
                default:
                    #expect(playout.next().count == 160)
                    frames += 1
                }
                for case .ended(let id, _, _, let frame) in playout.takeEvents() {
                    ended.append(id)
                    #expect(frame <= frames)
                }
            }
            playout.cancel()
            for case .ended(let id, _, _, _) in playout.takeEvents() { ended.append(id) }
            #expect(ended.sorted() == begun)
        }
    }
}
