public import Hearing
import Pipeline
public import Understanding

/// Decoders of one model, lent to calls for an utterance at a time.
///
/// A decoder takes 10 to 15 MB and is needed only while its caller speaks, and for half a
/// second more, in which he may go on; what it learned of the caller's channel, 200 bytes, stays
/// with the call. So there are as many decoders as callers ever spoke at once.
///
/// Which decoder a call gets makes next to no difference. With a shipped pack's model
/// 42 of 42 utterances were heard the same after other callers' as in a new decoder;
/// with a model of 110 words, the posteriors of 4 in 20 moved by up to 0.0007. Replays,
/// which must be the same to the byte, have a new decoder for each call instead.
public final class DecoderPool: Sendable {
    /// Owned by one call, or by the pool: never by two at a time.
    final class Loan: @unchecked Sendable {
        var decoder: SphinxDecoder

        init(_ decoder: consuming SphinxDecoder) { self.decoder = decoder }
    }

    private struct State {
        var free: [Loan] = []
        var count = 0
        /// Decoders that nobody needed since the last trimming.
        var spareCount = 0
    }

    private let model: SphinxModel
    private let settings: DecoderSettings
    private let grammars: CompiledGrammars
    private let ready: Int
    private let state = Locked(State())

    /// - Parameter ready: How many decoders are loaded at once, so that the first
    ///   callers need not wait for them.
    public init(
        _ model: SphinxModel, settings: DecoderSettings = DecoderSettings(),
        grammars: [String: String] = [:], ready: Int = 1
    ) throws(SphinxError) {
        (self.model, self.settings) = (model, settings)
        self.grammars = CompiledGrammars(grammars, settings: settings)
        self.ready = max(1, ready)
        var loans: [Loan] = []
        for _ in 0..<self.ready {
            loans.append(
                Loan(try SphinxDecoder.load(model, settings: settings, grammars: self.grammars)))
        }
        state.withLock { ($0.free, $0.count) = (loans, loans.count) }
    }

    /// How many decoders there are, lent or not.
    public var count: Int { state.withLock { $0.count } }

    /// A decoder for one call, which has one of the pool's while its caller speaks.
    public func makeDecoder() -> PooledDecoder { PooledDecoder(self) }

    /// The one that was given back last: its memory is still warm.
    func take() throws(SphinxError) -> Loan {
        let free = state.withLock { state in
            let loan = state.free.popLast()
            state.spareCount = min(state.spareCount, state.free.count)
            return loan
        }
        if let free { return free }
        let loan = Loan(
            try SphinxDecoder.load(model, settings: settings, grammars: grammars))
        state.withLock { $0.count += 1 }
        return loan
    }

    /// Lets go of the decoders that nobody needed since the last call of this, but for
    /// those that are to be ready.
    public func trim() {
        let excess = state.withLock { state in
            let count = max(0, min(state.spareCount, state.count - ready))
            // The ones that have lain longest.
            let excess = Array(state.free.prefix(count))
            state.free.removeFirst(count)
            state.count -= count
            state.spareCount = state.free.count
            return excess
        }
        // They are freed here, outside the lock.
        withExtendedLifetime(excess) {}
    }

    func giveBack(_ loan: Loan) { state.withLock { $0.free.append(loan) } }
}

/// A call's share in a pool's decoders.
public struct PooledDecoder: SpeechDecoder, ~Copyable {
    private let pool: DecoderPool
    private var loan: DecoderPool.Loan?
    private var memory: SphinxDecoder.CallMemory?

    init(_ pool: DecoderPool) { self.pool = pool }

    deinit {
        if let loan { pool.giveBack(loan) }
    }

    public mutating func beginUtterance() throws(SphinxError) {
        let loan: DecoderPool.Loan
        if let held = self.loan { loan = held } else { loan = try pool.take() }
        loan.decoder.resume(memory)
        self.loan = loan
        try loan.decoder.beginUtterance()
    }

    public mutating func feed(_ samples: [Int16]) throws(SphinxError) {
        try loan?.decoder.feed(samples)
    }

    public mutating func partial() -> String? { loan?.decoder.partial() }

    public func endProbability(after words: String) -> Double? {
        loan?.decoder.endProbability(after: words)
    }

    public mutating func endUtterance() throws(SphinxError) -> [Hypothesis] {
        guard let loan else { return [] }
        defer { memory = loan.decoder.callMemory }
        return try loan.decoder.endUtterance()
    }

    public mutating func resumeUtterance() throws(SphinxError) {
        try loan?.decoder.resumeUtterance()
    }

    public mutating func hearAgain(by grammar: String) throws(SphinxError) -> Hypothesis? {
        try loan?.decoder.hearAgain(by: grammar)
    }

    public mutating func rest() {
        if let loan { pool.giveBack(loan) }
        loan = nil
    }

    public mutating func resetForNewCall() {
        if let loan { pool.giveBack(loan) }
        (loan, memory) = (nil, nil)
    }
}
