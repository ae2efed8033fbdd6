import CPocketSphinx
public import Hearing
public import Understanding

/// A `ps_decoder_t` that hears one call at a time.
///
/// PocketSphinx wants one thread at a time on a decoder. Nobody else can hold
/// this one: it is not copyable, and not Sendable.
public struct SphinxDecoder: SpeechDecoder, ~Copyable {
    /// Samples at a time that PocketSphinx gets: 20 ms. What it makes of a
    /// portion depends on the portion's length, so all have the same, but for an
    /// utterance's first.
    static let portion = 320
    /// The first must give a frame: PocketSphinx keeps ten, of 25.6 ms every 10 ms, before it
    /// lets go of one. From a portion that gives none it takes the utterance for begun, and puts
    /// before the first frames, whose slopes need some there, not the first of them but the
    /// last that it heard before, from whomever.
    static let firstPortion = 6 * portion
    /// Portions that are waited for, so that they are decoded one after the other: a decoder's
    /// memory is in the processor's caches only while it decodes, and others' is in between.
    /// Whoever asks for words gets those of all portions.
    private static let batch = 5

    let handle: OpaquePointer
    /// Whether frames are scored by `SenoneScorer`, not by the library.
    public let hasOwnScores: Bool
    /// How probable words are after others; nil for the library's own.
    private let language: LanguageSeam?
    let settings: DecoderSettings
    private let modelName: String
    let grammars: CompiledGrammars
    /// All sound of the utterance, to hear it again, and what was known before it.
    private var heard: [Int16] = []
    private var before: CallMemory?
    private var channel: ChannelMean
    /// Less than a portion, or what is held back to find the channel's mean.
    private var pending: [Int16] = []
    /// Samples of the next portion.
    private var nextPortion = firstPortion
    private var isListening = false
    private var isFirstUtterance = true
    private var noise: MaskingNoise
    /// What went wrong when nothing could be thrown.
    private var failure: SphinxError?

    init(
        owning handle: OpaquePointer, settings: DecoderSettings, model: String,
        grammars: CompiledGrammars, hasOwnScores: Bool, language: LanguageSeam?
    ) {
        self.hasOwnScores = hasOwnScores
        self.language = language
        self.grammars = grammars
        self.handle = handle
        self.settings = settings
        modelName = model
        noise = MaskingNoise(amplitude: settings.maskingNoise)
        channel = ChannelMean(of: handle, prior: settings.meanPrior)
        resetForNewCall()
    }

    deinit { Self.free(handle) }

    /// Whether words were scored by `NGramScorer`, not by the library; not before something
    /// was heard.
    public var hasOwnWordScores: Bool { language?.isAsked ?? false }

    /// Calls what may ask for words' scores.
    @inline(__always)
    func search<Result>(_ body: () -> Result) -> Result {
        guard let language else { return body() }
        return language.run(body)
    }

    public mutating func beginUtterance() throws(SphinxError) {
        if isListening { _ = try endUtterance() }
        pending.removeAll(keepingCapacity: true)
        heard.removeAll(keepingCapacity: true)
        before = callMemory
        failure = nil
        try listen()
    }

    private mutating func listen() throws(SphinxError) {
        isListening = true
        nextPortion = Self.firstPortion
        // PocketSphinx's estimate of the noise goes with the decoder, not with the call:
        // it is begun anew, so that an utterance is heard alike by any decoder.
        ps_start_stream(handle)
        if !holdsBack { try check("ps_start_utt", ps_start_utt(handle)) }
    }

    /// Whether the utterance waits for the channel's mean.
    private var holdsBack: Bool { isFirstUtterance && settings.channelLookahead > 0 }

    public mutating func feed(_ samples: [Int16]) throws(SphinxError) {
        precondition(isListening, "an utterance begins before it is fed")
        let noisy = noise.added(to: samples)
        pending += noisy
        heard += noisy
        try throwFailure()
        if pending.count >= Self.batch * Self.portion { try decodePending() }
    }

    private mutating func throwFailure() throws(SphinxError) {
        guard let failure else { return }
        self.failure = nil
        throw failure
    }

    private mutating func decodePending() throws(SphinxError) {
        if holdsBack {
            guard Double(pending.count) >= settings.channelLookahead * 16_000 else { return }
            try decodeHeldBack()
        }
        try decodePortions()
    }

    /// Finds the channel's mean in what was heard so far, and begins to decode.
    private mutating func decodeHeldBack() throws(SphinxError) {
        // No more of it than that: what else has come depends on the portions.
        let length = Int((settings.channelLookahead * 16_000).rounded(.up))
        channel.estimate(from: Array(pending.prefix(length)))
        isFirstUtterance = false
        try check("ps_start_utt", ps_start_utt(handle))
    }

    private mutating func decodePortions() throws(SphinxError) {
        var start = 0
        while pending.count - start >= nextPortion {
            try decode(pending[start..<start + nextPortion])
            start += nextPortion
            nextPortion = Self.portion
        }
        pending.removeFirst(start)
    }

    func decode(_ samples: ArraySlice<Int16>) throws(SphinxError) {
        let searched = search {
            samples.withUnsafeBufferPointer { buffer in
                ps_process_raw(handle, buffer.baseAddress, buffer.count, 0, 0)
            }
        }
        try check("ps_process_raw", searched)
    }

    public mutating func partial() -> String? {
        guard isListening else { return nil }
        do throws(SphinxError) {
            try decodePending()
        } catch {
            failure = error
            return nil
        }
        guard !holdsBack else { return nil }
        // The string belongs to the decoder until its next call: copy it now.
        guard let hypothesis = search({ ps_get_hyp(handle, nil) }) else { return nil }
        let text = HypothesisList.words(of: String(cString: hypothesis))
        return text.isEmpty ? nil : text
    }

    public mutating func endUtterance() throws(SphinxError) -> [Hypothesis] {
        precondition(isListening, "an utterance begins before it ends")
        try throwFailure()
        if holdsBack { try decodeHeldBack() }
        try decodePortions()
        if !pending.isEmpty { try decode(pending[...]) }
        pending.removeAll(keepingCapacity: true)
        isListening = false
        isFirstUtterance = false
        try check("ps_end_utt", search { ps_end_utt(handle) })
        return search { hypotheses() }
    }

    public mutating func resumeUtterance() throws(SphinxError) {
        precondition(!isListening, "an utterance ends before it is resumed")
        if let before {
            channel.restore(before.channel)
            isFirstUtterance = before.isFirstUtterance
        }
        try listen()
        pending = heard
        try decodePending()
    }

    public mutating func hearAgain(by grammar: String) throws(SphinxError) -> Hypothesis? {
        precondition(!isListening, "an utterance ends before it is heard again")
        guard grammars.has(grammar), !heard.isEmpty else { return nil }
        return try hear(heard, by: grammar, against: openScore())
    }

    func channelState() -> ChannelMean.State? { channel.state }
    func restore(_ state: ChannelMean.State?) { channel.restore(state) }

    public mutating func resetForNewCall() {
        if isListening {
            if !holdsBack { _ = search { ps_end_utt(handle) } }
            isListening = false
        }
        isFirstUtterance = true
        noise = MaskingNoise(amplitude: settings.maskingNoise)
        channel.reset()
        ps_start_stream(handle)
    }

    /// What of a call outlives its utterances: everything that a decoder must be told
    /// to go on with it.
    struct CallMemory: Sendable {
        fileprivate var channel: ChannelMean.State?
        fileprivate var isFirstUtterance: Bool
        fileprivate var noise: MaskingNoise
    }

    /// What is to be kept of this call, between two utterances.
    var callMemory: CallMemory {
        CallMemory(
            channel: channel.state, isFirstUtterance: isFirstUtterance, noise: noise)
    }

    /// Goes on with a call that another decoder began; nil for one that is new.
    mutating func resume(_ memory: CallMemory?) {
        resetForNewCall()
        guard let memory else { return }
        channel.restore(memory.channel)
        isFirstUtterance = memory.isFirstUtterance
        noise = memory.noise
    }

    /// The best path first, then other paths through the lattice.
    private func hypotheses() -> [Hypothesis] {
        var list = HypothesisList(scale: settings.posteriorScale, limit: settings.hypotheses)
        guard let best = ps_get_hyp(handle, nil) else { return [] }
        list.prefer(String(cString: best))
        var path = ps_nbest(handle)
        var followed = 0
        while let current = path {
            var score: Int32 = 0
            // The string belongs to the iterator until its next step.
            if let text = ps_nbest_hyp(current, &score) {
                list.add(String(cString: text), score: Int(score))
            }
            followed += 1
            if followed >= settings.paths || list.isFull {
                ps_nbest_free(current)
                break
            }
            path = ps_nbest_next(current)
        }
        return list.hypotheses
    }

    func check(_ operation: String, _ result: Int32) throws(SphinxError) {
        guard result >= 0 else {
            throw SphinxError(kind: .decodingFailed, operation: operation, path: modelName)
        }
    }
}
