import CPocketSphinx

/// The cepstral mean that PocketSphinx subtracts, which is the voice's and the
/// channel's share of the sound: found once a call, then carried from utterance
/// to utterance.
struct ChannelMean {
    private let handle: OpaquePointer
    private let stock: [mfcc_t]
    private let prior: Int

    /// Takes the acoustic model's own mean for one that no call has been heard with.
    init(of handle: OpaquePointer, prior: Int) {
        self.handle = handle
        self.prior = prior
        let mean = ps_get_feat(handle).pointee.cmn_struct
        stock =
            mean.map {
                Array(
                    UnsafeBufferPointer(start: $0.pointee.cmn_mean, count: Int($0.pointee.veclen)))
            } ?? []
    }

    /// Forgets the last call.
    func reset() { set(stock, frames: prior) }

    /// Of what a caller says at once, this much is voice; the rest is pauses.
    private static let shareOfVoice: mfcc_t = 0.85

    /// Sets the mean from samples of a call that has only begun. Between
    /// utterances only: it uses the decoder's own front end.
    ///
    /// The loud frames and the quiet ones are averaged apart and put together in the
    /// proportion of whole utterances: how long a pause happens to be at the beginning
    /// then says nothing about the voice.
    func estimate(from samples: [Int16]) {
        let rows = cepstra(of: samples)
        guard let quietest = rows.map({ $0[0] }).min(), let loudest = rows.map({ $0[0] }).max()
        else { return }
        let border = (quietest + loudest) / 2
        let voice = Self.mean(rows.filter { $0[0] > border })
        let pause = Self.mean(rows.filter { $0[0] <= border })
        guard !voice.isEmpty else { return }
        let share = pause.isEmpty ? 1 : Self.shareOfVoice
        let heard = mfcc_t(rows.count)
        let mean = stock.indices.map { index in
            let value = share * voice[index] + (pause.isEmpty ? 0 : (1 - share) * pause[index])
            return (value * heard + stock[index] * mfcc_t(prior)) / (heard + mfcc_t(prior))
        }
        set(mean, frames: prior)
    }

    private static func mean(_ rows: [[mfcc_t]]) -> [mfcc_t] {
        guard var sum = rows.first else { return [] }
        for row in rows.dropFirst() { for index in sum.indices { sum[index] += row[index] } }
        return sum.map { $0 / mfcc_t(rows.count) }
    }

    /// One row a frame of 10 ms; the first number of each is its loudness.
    private func cepstra(of samples: [Int16]) -> [[mfcc_t]] {
        guard let frontEnd = ps_get_fe(handle) else { return [] }
        let size = Int(fe_get_output_size(frontEnd))
        guard size >= stock.count, !stock.isEmpty else { return [] }
        fe_start_utt(frontEnd)
        defer { fe_start_stream(frontEnd) }
        let limit = samples.count / 160 + 2
        var values = [mfcc_t](repeating: 0, count: limit * size)
        var frames = Int32(limit)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var rows: [UnsafeMutablePointer<mfcc_t>?] = (0..<limit).map { base + $0 * size }
            samples.withUnsafeBufferPointer { speech in
                var next = speech.baseAddress
                var left = speech.count
                _ = fe_process_frames(frontEnd, &next, &left, &rows, &frames, nil)
            }
        }
        return (0..<Int(frames)).map { Array(values[$0 * size..<($0 + 1) * size]) }
    }

    /// What has been learned of the channel so far.
    struct State: Sendable {
        fileprivate var mean: [Float]
        fileprivate var sum: [Float]
        fileprivate var frames: Int32
    }

    var state: State? {
        ps_get_feat(handle).pointee.cmn_struct.map { state in
            let count = Int(state.pointee.veclen)
            return State(
                mean: (0..<count).map { state.pointee.cmn_mean[$0] },
                sum: (0..<count).map { state.pointee.sum[$0] }, frames: state.pointee.nframe)
        }
    }

    /// Goes on where another decoder of the same model left off.
    func restore(_ kept: State) {
        guard let state = ps_get_feat(handle).pointee.cmn_struct else { return }
        for index in 0..<min(kept.mean.count, Int(state.pointee.veclen)) {
            state.pointee.cmn_mean[index] = kept.mean[index]
            state.pointee.sum[index] = kept.sum[index]
        }
        state.pointee.nframe = kept.frames
    }

    private func set(_ mean: [mfcc_t], frames: Int) {
        guard let state = ps_get_feat(handle).pointee.cmn_struct else { return }
        for index in 0..<min(mean.count, Int(state.pointee.veclen)) {
            state.pointee.cmn_mean[index] = mean[index]
            state.pointee.sum[index] = mean[index] * mfcc_t(frames)
        }
        state.pointee.nframe = Int32(frames)
    }
}
