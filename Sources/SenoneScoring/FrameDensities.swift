/// The densities of one frame that count: the four greatest of each codebook and stream.
///
/// With the features that they were found for: the decoder's second pass, another grammar,
/// and an utterance that goes on after a trial ask for the same frames again.
@safe final class FrameDensities {
    /// Of each set, a codebook's stream: the greatest log density, in steps.
    let best: UnsafeMutablePointer<Int32>
    /// How much less the four are than the best, at most 255.
    let behind: UnsafeMutablePointer<SIMD4<UInt8>>
    /// Which densities these are.
    let which: UnsafeMutablePointer<SIMD4<UInt8>>
    private let features: UnsafeMutablePointer<Float>
    private let featureCount: Int
    private var isKnown = false

    /// What the scores are relative to, by stream, and the codebooks that it is the best of.
    var norms: [Int32]
    var active: UInt64 = 0

    init(sets: Int, streams: Int, length: Int) {
        featureCount = streams * length
        unsafe best = .allocate(capacity: sets)
        unsafe behind = .allocate(capacity: sets)
        unsafe which = .allocate(capacity: sets)
        unsafe features = .allocate(capacity: featureCount)
        unsafe features.initialize(repeating: 0, count: featureCount)
        norms = Array(repeating: 0, count: streams)
    }

    deinit {
        unsafe best.deallocate()
        unsafe behind.deallocate()
        unsafe which.deallocate()
        unsafe features.deallocate()
    }

    /// Remembers these features.
    /// - Returns: Whether they are those that the densities were found for.
    func isFor(_ streams: UnsafePointer<UnsafePointer<Float>>, length: Int) -> Bool {
        var isSame = isKnown
        for place in 0..<featureCount {
            let feature = unsafe streams[place / length][place % length]
            if unsafe features[place].bitPattern != feature.bitPattern { isSame = false }
            unsafe features[place] = feature
        }
        isKnown = true
        return isSame
    }
}
