public import Audio
public import Pipeline
public import Understanding

/// From the caller's sound to utterances: voice activity, endpoints, words.
///
/// The decoder hears an utterance as it is spoken, from a little before the first
/// voiced frame; between utterances it costs nothing. Lines that tick at another
/// rate than the decoder's 16 kHz are resampled on the way in.
public struct Listen<Decoder: SpeechDecoder & ~Copyable>: Stage, ~Copyable {
    /// The grammar of what steers a call, and the longest that it is used for: 1.6 s.
    private static var controls: String { "control" }
    private static var mostVoicedFrames: Int { 80 }

    private var decoder: Decoder
    private var detector = VoiceActivityDetector()
    private var endpointer: Endpointer
    private var resampler: Resampler?
    /// Begins with silence for what the resampler holds back: else each frame would wait for
    /// the rest of it in the next.
    private var pending: [Int16] = []
    /// Nil on a line that does not hear itself.
    private var echo: OwnEcho?
    /// The frames of the look-back, at 16 kHz.
    private var past: [[Int16]] = []
    private let lookBackLength: Int
    private let pastLength: Int
    private let timing: TurnTiming
    private var speech: Speech?
    /// The utterance that is over, for as long as the caller may go on with it.
    private var over: Speech.Over?
    private var finalityOf: @Sendable (String) -> Finality
    private let prepare: @Sendable ([Hypothesis]) -> Void
    private let recognized: @Sendable (Duration) -> Void
    private let expecting: @Sendable () -> String?
    private let isSettled: @Sendable () -> Bool
    private var framesSincePartial = 0
    /// When the frame came that is being listened to.
    private var came = ContinuousClock.now

    /// - Parameters:
    ///   - decoder: Fresh, or reset for a new call.
    ///   - rate: Of the line's frames.
    ///   - hearsItself: Whether the line's own voice comes back: each frame then
    ///     comes with what was played.
    ///   - finality: Tells whether a text may be the end of a question.
    ///   - prepare: Takes what the last pass heard, as soon as it may be all: to understand it
    ///     before the endpoint.
    ///   - expecting: What the line has asked for, by the name of its grammar.
    ///   - isSettled: Whether the latest utterance led to what cannot be undone, so that nobody can
    ///     go on with it.
    ///   - recognized: Takes the wall time from the frame of an endpoint to its
    ///     alternatives. A trial in an earlier frame costs the caller nothing.
    public init(
        decoder: consuming sending Decoder, rate: SampleRate, timing: TurnTiming = TurnTiming(),
        hearsItself: Bool = false,
        finality: @escaping @Sendable (String) -> Finality,
        prepare: @escaping @Sendable ([Hypothesis]) -> Void = { _ in },
        expecting: @escaping @Sendable () -> String? = { nil },
        isSettled: @escaping @Sendable () -> Bool = { false },
        recognized: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.decoder = decoder
        self.recognized = recognized
        self.expecting = expecting
        self.isSettled = isSettled
        self.timing = timing
        resampler = rate == .wideband ? nil : Resampler(from: rate, to: .wideband)
        pending = [Int16](repeating: 0, count: resampler?.heldBackCount ?? 0)
        echo = hearsItself ? OwnEcho(rate: rate) : nil
        endpointer = Endpointer(timing: timing)
        lookBackLength = Endpointer.frames(in: timing.lookBack)
        pastLength = lookBackLength + Endpointer.frames(in: timing.onset) + 3
        finalityOf = finality
        self.prepare = prepare
    }

    public mutating func handle(_ input: EarInput, emit: (Heard) -> Void) {
        switch input {
        case .frame(let frame, let played):
            echo?.note(played, with: frame)
            hear(frame, emit)
        case .dtmf(let key):
            letGo()
            emit(.dtmf(key))
        }
    }

    /// An utterance that the end of the call cut off still counts.
    public mutating func finish(emit: (Heard) -> Void) {
        came = .now
        if let speech { finish(speech, at: speech.lastVoice, emit) }
        letGo()
    }

    /// While somebody speaks, the decoder may come after: he waits for nothing yet.
    public var slack: Duration { endpointer.slack }

    private mutating func hear(_ frame: AudioFrame, _ emit: (Heard) -> Void) {
        pending += resampler?.process(frame.samples) ?? frame.samples
        while pending.count >= VoiceActivityDetector.frameLength {
            let samples = Array(pending.prefix(VoiceActivityDetector.frameLength))
            pending.removeFirst(samples.count)
            listen(to: samples, until: heardUntil(frame.end), now: frame.end, emit)
        }
        emit(.tick(frame.end))
    }

    /// The moment in the line's time up to which samples were taken: the resampler
    /// holds some back, and others wait for a frame of the detector's length.
    private func heardUntil(_ end: MediaTime) -> MediaTime {
        let waiting = pending.count * end.rate.hertz / SampleRate.wideband.hertz
        return end.advanced(bySamples: -(resampler?.lookAhead ?? 0) - waiting)
    }

    private mutating func listen(
        to samples: [Int16], until end: MediaTime, now: MediaTime, _ emit: (Heard) -> Void
    ) {
        came = .now
        let cleared = echo?.clear(samples) ?? .init(samples: samples)
        let evidence = detector.judge(cleared.samples, over: cleared.residual)
        let samples =
            echo?.lower(cleared.samples, by: evidence.echoShare) ?? cleared.samples
        take(samples, evidence, emit)
        let verdict = step(evidence)
        past.append(samples)
        if past.count > pastLength { past.removeFirst() }
        switch verdict {
        case .silence: break
        case .started(let framesAgo):
            let begin = Self.beginning(of: framesAgo + 1, until: end)
            if goesOn(begin) {
                takeEndBack(from: begin, framesAgo: framesAgo, until: end, emit)
            } else {
                start(from: begin, framesAgo: framesAgo, until: end, emit)
            }
        case .speaking: note(evidence, until: end, emit)
        case .ended, .cutOff:
            // The next utterance looks back to the end of this one, no further.
            past = []
            if let speech { finish(speech, at: now, isCutOff: verdict == .cutOff, emit) }
        }
        if let over, end.duration(since: over.endpoint) > timing.takeBack + endpointer.longestOnset
        {
            letGo()
        }
    }

    /// A frame of the utterance: for the decoder, or kept until it is clear whether
    /// the decoder needs it.
    private mutating func take(
        _ samples: [Int16], _ evidence: VoiceEvidence, _ emit: (Heard) -> Void
    ) {
        over?.add(samples)
        guard let speech, !speech.isLost else { return }
        if speech.ending != nil {
            self.speech?.ending?.since.append(samples)
            if evidence.isVoice { resume(emit) }
            return
        }
        decode(samples, emit)
        let silence = endpointer.silence(with: evidence)
        guard endpointer.trials.contains(silence) else { return }
        if endpointer.isTrial(silent: silence, progress()) { tryToEnd(emit) }
    }

    /// What is not looked at ends nothing.
    private static var unasked: Endpointer.Progress {
        Endpointer.Progress(finality: Finality(.dictating))
    }

    private mutating func step(_ evidence: VoiceEvidence) -> Endpointer.Verdict {
        // Made before the closure, which must not touch `self` during the call.
        let isPause = endpointer.ends.contains(endpointer.silence(with: evidence))
        let progress = isPause || speech?.ending != nil ? progress() : Self.unasked
        return endpointer.step(evidence) { progress }
    }

    /// What the last pass has heard, or else the words so far.
    private mutating func progress() -> Endpointer.Progress {
        if let ending = speech?.ending { return ending.progress }
        return progress(of: partial())
    }

    private mutating func progress(of words: String?) -> Endpointer.Progress {
        Endpointer.Progress(
            finality: finality(of: words ?? ""),
            isBrief: asksForOneThing || (words ?? "").isEmpty,
            endProbability: words.flatMap { decoder.endProbability(after: $0) })
    }

    /// Whether the line has asked for one thing, and waits for nothing else.
    private var asksForOneThing: Bool { expecting().map { $0 != Self.controls } ?? false }

    private mutating func finality(of words: String) -> Finality {
        guard let speech else { return finalityOf(words) }
        let finality = finality(of: words, in: speech)
        self.speech?.judge(words, finality)
        return finality
    }

    /// The same words are not judged twice.
    private func finality(of words: String, in speech: Speech) -> Finality {
        if let judged = speech.judged, judged.words == words { return judged.finality }
        return finalityOf(words)
    }

    // MARK: The end on trial

    /// Ends the utterance on the decoder before it is known to be over: at the endpoint
    /// its hypotheses are there, and they tell better than the words so far whether
    /// this is the end.
    private mutating func tryToEnd(_ emit: (Heard) -> Void) {
        guard let speech, !speech.isLost, speech.ending == nil,
            speech.trialCount < timing.mostTrials
        else { return }
        self.speech?.trialCount += 1
        end(emit)
        guard let ending = self.speech?.ending else { return }
        if endpointer.maySoonEnd(ending.progress) { prepare(ending.alternatives) }
        // Who reads out numbers pauses often: he is heard again at the end.
        if ending.progress.finality.completeness != .dictating { hearAgain(emit) }
    }

    /// The caller goes on: so does the decoder, as if it had never been asked.
    private mutating func resume(_ emit: (Heard) -> Void) {
        guard let since = speech?.ending?.since else { return }
        speech?.end(nil)
        do {
            try decoder.resumeUtterance()
        } catch {
            return lose("resume the utterance", emit)
        }
        for samples in since { decode(samples, emit) }
    }

    private mutating func end(_ emit: (Heard) -> Void) {
        var alternatives: [Hypothesis] = []
        do {
            alternatives = try decoder.endUtterance()
        } catch {
            if speech?.isLost == false { lose("end the utterance", emit) }
        }
        if speech?.isLost == true { alternatives = [] }
        let progress = progress(of: alternatives.first?.text)
        speech?.end(Speech.Ending(alternatives: alternatives, progress: progress))
    }

    private mutating func start(
        from begin: MediaTime, framesAgo: Int, until end: MediaTime, _ emit: (Heard) -> Void
    ) {
        letGo()
        speech = Speech(start: begin, lastVoice: end, voicedFrameCount: framesAgo + 1)
        framesSincePartial = 0
        emit(.speechStarted(begin))
        do {
            try decoder.beginUtterance()
        } catch {
            lose("begin the utterance", emit)
        }
        for samples in past.suffix(framesAgo + 1 + lookBackLength) { decode(samples, emit) }
    }

    private static func beginning(of frames: Int, until end: MediaTime) -> MediaTime {
        let length = end.rate.samples(inMilliseconds: 20)
        // A telephone's first frame is not whole: nothing was before the call.
        return MediaTime(sample: max(end.sample - frames * length, 0), rate: end.rate)
    }

    // MARK: The end taken back

    /// A number or a name that the line has asked for has a time of its own to be said in.
    /// Noise that comes again and again keeps nobody from his answer.
    private func mayGoOn(_ ended: Speech, _ isCutOff: Bool) -> Bool {
        let isWhole = !isCutOff && !ended.isLost && ended.ending != nil
        return isWhole && !asksForOneThing && ended.takeBackCount < timing.mostTakeBacks
    }

    /// Whether the voice that began then came too soon after the endpoint to be an answer to
    /// anything.
    private func goesOn(_ begin: MediaTime) -> Bool {
        guard let over, !isSettled() else { return false }
        return begin.duration(since: over.endpoint) < timing.takeBack
    }

    /// The caller had not finished: the utterance goes on as if it had never been over.
    private mutating func takeEndBack(
        from begin: MediaTime, framesAgo: Int, until end: MediaTime, _ emit: (Heard) -> Void
    ) {
        guard let over else { return }
        self.over = nil
        speech = over.speech
        speech?.lastVoice = end
        speech?.voicedFrameCount += framesAgo + 1
        speech?.takeBackCount += 1
        endpointer.takeEndBack(after: over.framesSince)
        emit(.speechResumed(begin))
        resume(emit)
    }

    /// Nobody goes on with the utterance that is over.
    private mutating func letGo() {
        guard over != nil else { return }
        over = nil
        decoder.rest()
    }

    private mutating func decode(_ samples: [Int16], _ emit: (Heard) -> Void) {
        guard let speech, !speech.isLost else { return }
        do {
            try decoder.feed(samples)
        } catch {
            lose("decode", emit)
        }
    }

    private mutating func lose(_ operation: String, _ emit: (Heard) -> Void) {
        speech?.isLost = true
        emit(.fault(operation: operation))
    }

    private mutating func partial() -> String? {
        guard let speech, !speech.isLost else { return nil }
        if let ending = speech.ending { return ending.alternatives.first?.text }
        return decoder.partial()
    }

    /// Keeps the end of the voice, and tells new words from time to time.
    private mutating func note(
        _ evidence: VoiceEvidence, until end: MediaTime, _ emit: (Heard) -> Void
    ) {
        if evidence.isVoice {
            speech?.lastVoice = end
            speech?.voicedFrameCount += 1
        }
        framesSincePartial += 1
        guard framesSincePartial >= 10, let words = partial(), words != speech?.partial
        else { return }
        framesSincePartial = 0
        speech?.say(words)
        emit(.partial(words))
    }

    /// Hears the utterance that the decoder has ended by the grammar of what is expected: on
    /// trial, so that mostly nobody waits for it, or else at the end. What it hears says nothing
    /// about the end: a grammar hears its words in the beginnings of others.
    private mutating func hearAgain(_ emit: (Heard) -> Void) {
        guard let speech, var ending = speech.ending else { return }
        let expected = expecting()
        guard expected != ending.grammar else { return }
        ending.alternatives.removeAll { $0.isByGrammar }
        ending.grammar = grammar(expected, for: speech, heard: ending.alternatives)
        if let grammar = ending.grammar {
            ending.alternatives += hear(by: grammar, emit)
        }
        self.speech?.end(ending)
    }

    /// What was heard stays heard, whatever becomes of a second hearing.
    private mutating func hear(by grammar: String, _ emit: (Heard) -> Void) -> [Hypothesis] {
        do {
            return try decoder.hearAgain(by: grammar).map { [$0] } ?? []
        } catch {
            speech?.fail(grammar)
            emit(.fault(operation: "hear again by the grammar \(grammar)"))
            return []
        }
    }

    /// What is understood is not heard again, and a grammar of a few words hears nothing
    /// in a long utterance.
    private func grammar(
        _ expected: String?, for speech: Speech, heard: [Hypothesis]
    ) -> String? {
        guard let name = expected, name != speech.failedGrammar, let best = heard.first
        else { return nil }
        guard name == Self.controls else { return name }
        let isShort = speech.voicedFrameCount <= Self.mostVoicedFrames
        let mayEnd = finality(of: best.text, in: speech).completeness.mayEnd
        return isShort && !mayEnd ? name : nil
    }

    private mutating func finish(
        _ speech: Speech, at endpoint: MediaTime, isCutOff: Bool = false,
        _ emit: (Heard) -> Void
    ) {
        emit(.speechEnded(speech.lastVoice))
        if speech.ending == nil { end(emit) }
        hearAgain(emit)
        let ended = self.speech ?? speech
        self.speech = nil
        let alternatives = ended.ending?.alternatives ?? []
        recognized(ContinuousClock.now - came)
        over = mayGoOn(ended, isCutOff) ? Speech.Over(speech: ended, endpoint: endpoint) : nil
        if over == nil { decoder.rest() }
        emit(
            .utterance(
                Utterance(
                    alternatives: alternatives, start: speech.start,
                    end: speech.lastVoice, endpoint: endpoint,
                    voicedFrameCount: speech.voicedFrameCount, isCutOff: isCutOff,
                    isLost: ended.isLost)))
    }
}
