/// The densities of one frame that count: the four greatest of each codebook and stream.
@safe final class FrameDensities {
    static let kept = 4

    /// Of each set, a codebook's stream: the greatest log density, in steps.
    let best: UnsafeMutablePointer<Int32>
    /// How much less the four are than the best, at most 255.
    let behind: UnsafeMutablePointer<SIMD4<UInt8>>
    /// Which densities these are.
    let which: UnsafeMutablePointer<SIMD4<UInt8>>
    /// What the scores are relative to, by stream, and the codebooks that it is the best of.
    var norms: [Int32]
    var active: UInt64 = 0

    init(sets: Int, streams: Int) {
        unsafe best = .allocate(capacity: sets)
        unsafe behind = .allocate(capacity: sets)
        unsafe which = .allocate(capacity: sets)
        norms = Array(repeating: 0, count: streams)
    }

    deinit {
        unsafe best.deallocate()
        unsafe behind.deallocate()
        unsafe which.deallocate()
    }
}
