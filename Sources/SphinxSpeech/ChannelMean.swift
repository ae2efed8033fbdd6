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

    /// Sets the mean from samples of a call that has only begun. Between
    /// utterances only: it uses the decoder's own front end.
    func estimate(from samples: [Int16]) {
        guard let frontEnd = ps_get_fe(handle) else { return }
        let size = Int(fe_get_output_size(frontEnd))
        fe_start_utt(frontEnd)
        let limit = samples.count / 160 + 2
        var sum = stock.map { $0 * mfcc_t(prior) }
        var count = prior
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
        for frame in 0..<Int(frames) where values[frame * size] > 0 {
            for index in 0..<min(size, sum.count) { sum[index] += values[frame * size + index] }
            count += 1
        }
        set(sum.map { $0 / mfcc_t(count) }, frames: prior)
        fe_start_stream(frontEnd)
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
