public import Audio
public import Pipeline
public import Understanding

/// From the caller's sound to utterances: voice activity, endpoints, words.
///
/// The decoder hears an utterance as it is spoken, from a little before the first
/// voiced frame; between utterances it costs nothing. Lines that tick at another
/// rate than the decoder's 16 kHz are resampled on the way in.
public struct Listen<Decoder: SpeechDecoder & ~Copyable>: Stage, ~Copyable {
    private struct Speech {
        var start: MediaTime
        var lastVoice: MediaTime
        var voicedFrameCount: Int
        var partial = ""
        /// The decoder failed: nothing more of this utterance is decoded.
        var isLost = false
    }

    /// The grammar of what steers a call, and the longest that it is used for: 1.6 s.
    private static var controls: String { "control" }
    private static var mostVoicedFrames: Int { 80 }

    private var decoder: Decoder
    private var detector = VoiceActivityDetector()
    private var endpointer: Endpointer
    private var resampler: Resampler?
    private var pending: [Int16] = []
    /// The frames of the look-back, at 16 kHz.
    private var past: [[Int16]] = []
    private let lookBackLength: Int
    private let pastLength: Int
    private var speech: Speech?
    private var completenessOf: @Sendable (String) -> Completeness
    private let recognized: @Sendable (Duration) -> Void
    private let expecting: @Sendable () -> String?
    private var framesSincePartial = 0

    /// - Parameters:
    ///   - decoder: Fresh, or reset for a new call.
    ///   - rate: Of the line's frames.
    ///   - completeness: Tells whether a text may be the end of a question.
    ///   - expecting: What the line has asked for, by the name of its grammar.
    ///   - recognized: Takes the wall time from an endpoint to its alternatives.
    public init(
        decoder: consuming sending Decoder, rate: SampleRate, timing: TurnTiming = TurnTiming(),
        completeness: @escaping @Sendable (String) -> Completeness,
        expecting: @escaping @Sendable () -> String? = { nil },
        recognized: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        self.decoder = decoder
        self.recognized = recognized
        self.expecting = expecting
        resampler = rate == .wideband ? nil : Resampler(from: rate, to: .wideband)
        endpointer = Endpointer(timing: timing)
        lookBackLength = Endpointer.frames(in: timing.lookBack)
        pastLength = lookBackLength + Endpointer.frames(in: timing.onset) + 3
        completenessOf = completeness
    }

    public mutating func handle(_ input: EarInput, emit: (Heard) -> Void) {
        switch input {
        case .frame(let frame): hear(frame, emit)
        case .dtmf(let key): emit(.dtmf(key))
        }
    }

    /// An utterance that the end of the call cut off still counts.
    public mutating func finish(emit: (Heard) -> Void) {
        if let speech { finish(speech, at: speech.lastVoice, emit) }
    }

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
        let evidence = detector.judge(samples)
        let verdict = step(evidence)
        past.append(samples)
        if past.count > pastLength { past.removeFirst() }
        switch verdict {
        case .silence: break
        case .started(let framesAgo): start(framesAgo: framesAgo, until: end, emit)
        case .speaking:
            decode(samples, emit)
            note(evidence, until: end, emit)
        case .ended, .cutOff:
            decode(samples, emit)
            // The next utterance looks back to the end of this one, no further.
            past = []
            if let speech { finish(speech, at: now, isCutOff: verdict == .cutOff, emit) }
        }
    }

    private mutating func step(_ evidence: VoiceEvidence) -> Endpointer.Verdict {
        // Read before the closure, which must not touch `self` during the call.
        let partial = evidence.isVoice ? nil : partial()
        let endProbability = partial.flatMap { decoder.endProbability(after: $0) }
        return endpointer.step(evidence) {
            Endpointer.Progress(
                completeness: completenessOf(partial ?? ""), endProbability: endProbability)
        }
    }

    private mutating func start(
        framesAgo: Int, until end: MediaTime, _ emit: (Heard) -> Void
    ) {
        let length = end.rate.samples(inMilliseconds: 20)
        let begin = end.advanced(bySamples: -(framesAgo + 1) * length)
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
        speech?.partial = words
        emit(.partial(words))
    }

    /// What is understood is not heard again, and a grammar of a few words hears nothing
    /// in a long utterance.
    private func grammar(for speech: Speech, heard: [Hypothesis]) -> String? {
        guard let name = expecting(), let best = heard.first else { return nil }
        guard name == Self.controls else { return name }
        let isShort = speech.voicedFrameCount <= Self.mostVoicedFrames
        return isShort && completenessOf(best.text) != .complete ? name : nil
    }

    private mutating func finish(
        _ speech: Speech, at endpoint: MediaTime, isCutOff: Bool = false,
        _ emit: (Heard) -> Void
    ) {
        self.speech = nil
        var isLost = speech.isLost
        emit(.speechEnded(speech.lastVoice))
        var alternatives: [Hypothesis] = []
        do {
            let start = ContinuousClock.now
            alternatives = try decoder.endUtterance()
            if let grammar = grammar(for: speech, heard: alternatives),
                let closed = try decoder.hearAgain(by: grammar)
            {
                alternatives.append(closed)
            }
            recognized(ContinuousClock.now - start)
        } catch {
            if !isLost { emit(.fault(operation: "end the utterance")) }
            isLost = true
        }
        decoder.rest()
        emit(
            .utterance(
                Utterance(
                    alternatives: isLost ? [] : alternatives, start: speech.start,
                    end: speech.lastVoice, endpoint: endpoint,
                    voicedFrameCount: speech.voicedFrameCount, isCutOff: isCutOff,
                    isLost: isLost)))
    }
}
